import assert from "node:assert/strict";
import { tidy } from "../../tools/pull/tidy.ts";

describe("tools/pull: tidying", () => {
  it("has keys in one order at any depth, the dashboard's names first", () => {
    const one = {
      panels: [{ type: "text", id: 1, options: { b: 1, a: [{ d: 1, c: 2 }] } }],
      title: "A",
      uid: "a",
    };
    const other = {
      uid: "a",
      panels: [{ options: { a: [{ c: 2, d: 1 }], b: 1 }, id: 1, type: "text" }],
      title: "A",
    };
    assert.equal(JSON.stringify(tidy(one)), JSON.stringify(tidy(other)));
    assert.deepEqual(Object.keys(tidy(one)), ["uid", "title", "panels"]);
    assert.equal(
      JSON.stringify(tidy(one)["panels"]),
      '[{"id":1,"options":{"a":[{"c":2,"d":1}],"b":1},"type":"text"}]',
    );
  });

  it("keeps the order of lists", () =>
    assert.deepEqual(tidy({ uid: "a", title: "A", tags: ["b", "a"] })["tags"], ["b", "a"]));
});
