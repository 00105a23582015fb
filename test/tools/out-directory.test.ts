import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

describe("tools/preview: a folder that cannot be written to", () => {
  for (const [out, message] of [
    ["", /^--out takes a folder of its own$/m],
    ["/", /^--out takes a folder of its own$/m],
    ["package.json", /^cannot write to package\.json: /m],
  ] as const) {
    it(`is refused in one line: "${out}"`, () => {
      const { status, stderr, stdout } = spawnSync(
        process.execPath,
        ["tools/preview.ts", "staging", "--out", out],
        { encoding: "utf8" },
      );
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split("\n").length, 1);
    });
  }
});
