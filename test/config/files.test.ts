import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listProjectFiles, readProjectFile } from "../../config/files.ts";

describe("files of the project", () => {
  let root: string;
  const at = (path: string) => join(root, path);
  const listed = (path = "own") => listProjectFiles(at(path))?.map((each) => each.slice(root.length + 1));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "lookout-files-"));
    mkdirSync(at("own/b"), { recursive: true });
    mkdirSync(at("elsewhere"));
    for (const path of ["own/c.json", "own/b/a.json", "elsewhere/d.json"]) writeFileSync(at(path), "{}");
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it("are listed in order, however deep", () => {
    assert.deepEqual(listed(), ["own/b/a.json", "own/c.json"]);
    assert.deepEqual(listed("own/"), ["own/b/a.json", "own/c.json"]);
  });

  it("are listed where a link leads to them", () => {
    symlinkSync("../elsewhere/d.json", at("own/d.json"));
    symlinkSync("../elsewhere", at("own/e"));
    assert.deepEqual(listed(), ["own/b/a.json", "own/c.json", "own/d.json", "own/e/d.json"]);
  });

  it("are listed where a link leads nowhere, so that somebody is told", () => {
    symlinkSync("nowhere.json", at("own/f.json"));
    assert.deepEqual(listed(), ["own/b/a.json", "own/c.json", "own/f.json"]);
    assert.equal(readProjectFile(at("own/f.json")), undefined);
  });

  it("are listed once where a link leads back to its own folder", () => {
    symlinkSync("..", at("own/b/loop"));
    assert.deepEqual(listed(), ["own/b/a.json", "own/c.json"]);
  });

  it("are none where there is no folder", () => {
    assert.equal(listed("nowhere"), undefined);
    assert.equal(listed("own/c.json"), undefined);
  });

  it("are read without the mark of the byte order", () => {
    writeFileSync(at("own/c.json"), "\uFEFF{}");
    assert.equal(readProjectFile(at("own/c.json")), "{}");
    assert.equal(readProjectFile(at("own")), undefined);
  });
});
