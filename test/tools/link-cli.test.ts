import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const LINK = "node_modules/.bin/pulumi";

describe("tools/pulumi: what `pulumi` is beside the pinned Node", () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "lookout-link-"));
    mkdirSync(join(project, "node_modules/.bin"), { recursive: true });
  });
  afterEach(() => rmSync(project, { recursive: true }));

  const link = () =>
    execFileSync(process.execPath, [resolve("tools/link-pulumi.ts")], { cwd: project, stdio: "pipe" });

  it("is the finder, in place of the package's own program, after one installation and after two", () => {
    symlinkSync("../pulumi/run.js", join(project, LINK));
    link();
    link();
    assert.equal(readlinkSync(join(project, LINK)), "../../tools/pulumi.ts");
  });

  it("is not there where the package was left out", () => {
    link();
    assert.equal(existsSync(join(project, LINK)), false);
  });

  it("is so in this repository, by npm itself", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
      scripts: Record<string, string>;
    };
    assert.equal(scripts["postinstall"], "node tools/link-pulumi.ts");
    assert.equal(readlinkSync(LINK), "../../tools/pulumi.ts");
  });
});
