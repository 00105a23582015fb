import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { requireJudge, runJudge } from "./judges/judge.ts";

/** What the compiler and linters say of the repository itself. */
describe("the repository", () => {
  const run = (command: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, [`node_modules/.bin/${command}`, ...args]).then(
      () => "",
      ({ stderr, stdout }: { stderr: string; stdout: string }) => stdout + stderr,
    );

  it("type-checks (tsc)", async () => {
    assert.equal(await run("tsc"), "");
  });

  it("is formatted and linted (biome)", async () => {
    assert.equal(await run("biome", "ci", "--colors=off", "--max-diagnostics=5", "."), "");
  });

  it("has valid workflows (actionlint)", async function () {
    requireJudge.call(this, "actionlint");
    const files = readdirSync(".github/workflows").map((file) => `.github/workflows/${file}`);
    assert.ok(files.length > 0);
    const { status, stdout, stderr } = await runJudge("actionlint", files);
    assert.equal(status, 0, stdout + stderr);
  });

  it("carries no download address in its lock file", () => {
    const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
      packages: Readonly<Record<string, object>>;
    };
    const resolved = Object.values(lock.packages).flatMap((each) =>
      "resolved" in each ? [each.resolved] : [],
    );
    assert.deepEqual(resolved, []);
  });
});
