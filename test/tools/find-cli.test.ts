import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ToolError } from "../../tools/call/tool-error.ts";
import { findCli, OLDEST_CLI } from "../../tools/pulumi/find.ts";

describe("tools/pulumi: which CLI", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "lookout-cli-"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  /** A program `pulumi` in a folder of its own. @returns the folder. */
  function program(folder: string, says: string, mode = 0o755): string {
    const path = join(directory, folder);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "pulumi"), `#!/bin/sh\necho "${says}"\n`);
    chmodSync(join(path, "pulumi"), mode);
    return path;
  }
  const fetched = async () => join(directory, "fetched/pulumi");
  const offline = async () => {
    throw new Error("fetch failed\nand more");
  };
  const on = (...folders: readonly string[]) => ({ PATH: folders.join(delimiter) });

  it("is the machine's, where it is new enough, and its path stays as it is", async () => {
    const folder = program("bin", "v3.259.0");
    const environment = on("/nowhere", folder);
    assert.deepEqual(await findCli(environment, fetched), {
      file: join(folder, "pulumi"),
      path: environment.PATH,
    });
  });

  it("is the machine's although npm's comes first on the path", async () => {
    const npm = program("project/node_modules/.bin", "v3.300.0");
    const folder = program("bin", `v${OLDEST_CLI}`);
    assert.equal((await findCli(on(npm, `${npm}/`, folder), fetched)).file, join(folder, "pulumi"));
  });

  it("is one of a development build too", async () => {
    const folder = program("bin", "v3.260.0-alpha.1+abc");
    assert.equal((await findCli(on(folder), fetched)).file, join(folder, "pulumi"));
  });

  const UNFIT: readonly (readonly [what: string, says: string, mode?: number])[] = [
    ["is too old", "v3.230.9"],
    ["is too old by number, not by text", "v3.99.0"],
    ["says no version", "hello"],
    ["cannot be run", "v3.259.0", 0o644],
  ];
  for (const [what, says, mode] of UNFIT) {
    it(`is npm's, with its own folder first on the path, where the machine's ${what}`, async () => {
      const folder = program("bin", says, mode);
      const { file, path } = await findCli(on(folder), fetched);
      assert.equal(file, await fetched());
      assert.equal(path, [dirname(file), folder].join(delimiter));
    });
  }

  it("is npm's where the machine has none", async () => {
    const npm = program("project/node_modules/.bin", "v3.300.0");
    assert.equal((await findCli(on(npm), fetched)).file, await fetched());
  });

  const NEITHER: readonly (readonly [what: string, says: string | undefined, error: RegExp])[] = [
    ["none", undefined, /^there is no Pulumi CLI on the path, and /],
    ["one that is too old", "v3.100.0", /bin\/pulumi is 3\.100\.0, older than 3\.231\.0, and /],
    ["one that says no version", "hello", /bin\/pulumi does not tell its version, and /],
  ];
  for (const [what, says, error] of NEITHER) {
    it(`is told in one line, where the machine has ${what} and nothing can be fetched`, async () => {
      const folder = says === undefined ? "/nowhere" : program("bin", says);
      await assert.rejects(findCli(on(folder), offline), (thrown) => {
        assert.ok(thrown instanceof ToolError);
        assert.match(thrown.message, error);
        assert.match(thrown.message, /\(fetch failed\): install 3\.231\.0 or newer, https:\S+$/);
        return true;
      });
    });
  }
});
