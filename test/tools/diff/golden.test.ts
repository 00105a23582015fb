import assert from "node:assert/strict";
import { goldenDifferences } from "../../golden-files.ts";
import { CASES } from "./cases.ts";
import { told } from "./renders.ts";

/** Lines that a reviewer reads of one small change. */
const MOST = 40;

describe("what npm run diff tells", () => {
  const comments = new Map<string, string>();
  before(async () => {
    for (const [name, sides] of Object.entries(CASES)) comments.set(`${name}.md`, told(...(await sides())));
  });

  it("of prepared changes is as it was reviewed", () => {
    assert.deepEqual(goldenDifferences("test/golden/diff", comments), []);
  });

  for (const name of Object.keys(CASES)) {
    it(`of ${name} is short`, () => {
      const lines = comments.get(`${name}.md`)!.trimEnd().split("\n").length;
      assert.ok(lines < MOST, `${lines} lines`);
    });
  }
});
