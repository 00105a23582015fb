import assert from "node:assert/strict";
import { toIni } from "../../systems/grafana/ini.ts";

describe("systems/grafana/ini", () => {
  it("writes sections, keys and plain values", () => {
    assert.equal(
      toIni({ a: { b: "c", d: 1 }, "e.f": { g: true } }),
      "[a]\nb = c\nd = 1\n\n[e.f]\ng = true\n",
    );
  });

  it("quotes what would start a comment, go on in the next line or lose its quotes", () => {
    for (const value of ["a#b", "a;b", "'a'", '"a"', "`a`", "a\\", " a", "a "]) {
      assert.equal(toIni({ s: { k: value } }), `[s]\nk = """${value}"""\n`);
    }
  });

  it("refuses what cannot be written, naming the key", () => {
    for (const value of ["", "a\nb", 'a"""b']) {
      assert.throws(() => toIni({ s: { k: value } }), /s\.k of grafana\.ini cannot be written/);
    }
  });
});
