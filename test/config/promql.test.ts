import assert from "node:assert/strict";
import { checkPromql, hasWindow, labelsIn, metricsIn, withWindow } from "../../config/promql.ts";
import { requireJudge, runJudge } from "../judges/judge.ts";
import { BAD, GOOD, STRICTER } from "./promql-expressions.ts";

/** Rules that promtool refuses, by their place; as arguments of abs all are refused but instant vectors. */
async function refused(
  expressions: readonly string[],
  named: (text: string) => string,
): Promise<readonly number[]> {
  const rules = expressions.map((text) => ({ record: "a:b", expr: named(text) }));
  const input = JSON.stringify({ groups: [{ name: "all", rules }] });
  const { stdout, stderr } = await runJudge("promtool", ["check", "rules", "--lint=none"], { input });
  const found = [
    ...`${stdout}\n${stderr}`.matchAll(/group "all", rule (\d+), .*could not parse expression/g),
  ];
  return [...new Set(found.map(([, place]) => Number(place) - 1))];
}

describe("config/promql", () => {
  describe("checkPromql", () => {
    for (const text of GOOD) it(`accepts ${text}`, () => assert.equal(checkPromql(text), undefined));
    for (const [text, reason] of BAD) {
      it(`refuses ${text === "" ? "nothing" : text}`, () => {
        const said = checkPromql(text) ?? "";
        assert.ok(said.includes(reason), said);
        assert.match(said, /^is /);
      });
    }
    for (const text of STRICTER) it(`refuses the odd ${text}`, () => assert.ok(checkPromql(text)));

    it("accepts scalars where they are asked for, and no more than those", () => {
      const verdicts = ["1", "time() - 5m", "1 > bool 2", "up[5m]", '"up"'].map((text) =>
        checkPromql(text, { scalars: true }),
      );
      assert.deepEqual(verdicts.slice(0, 3), [undefined, undefined, undefined]);
      assert.ok(verdicts[3] !== undefined && verdicts[4] !== undefined);
    });
    it("says what a misspelt function means", () =>
      assert.equal(
        checkPromql("sum(Rate(up[5m]))"),
        "is not PromQL: Prometheus has no function Rate: did you mean rate?",
      ));
    it("shows the offending piece alone, on one line and short", () =>
      assert.equal(
        checkPromql(
          `sum(rate(up[5m])) /\n  max(up{job="a",\n    instance="a long address of a machine"}[5m])`,
        ),
        'is not PromQL: up{job="a", instance="a long address ...: max takes an instant vector, not a range vector',
      ));
    it("survives thousands of parentheses", () => {
      assert.equal(checkPromql(`${"(".repeat(1000)}up${")".repeat(1000)}`), undefined);
      assert.match(checkPromql(`${"(".repeat(4999)}${")".repeat(4999)}`) ?? "", /^is not PromQL/);
      const pattern = `${"(".repeat(4900)}${")".repeat(4900)}`;
      assert.match(checkPromql(`up{job=~"${pattern}"}`) ?? "", /more than 990 parentheses in each other/);
      assert.equal(checkPromql("(".repeat(10_001)), "is longer than 10000 characters");
    });
  });

  describe("promtool says the same", () => {
    before(function () {
      requireJudge.call(this, "promtool");
    });

    it("of what is accepted, as it is and as an instant vector", async () => {
      assert.deepEqual(await refused([...GOOD, ...STRICTER], (text) => text), []);
      assert.deepEqual(await refused([...GOOD, ...STRICTER], (text) => `abs(\n${text}\n)`), []);
    });
    it("of what is refused", async () => {
      const places = await refused(
        BAD.map(([text]) => text),
        (text) => `abs(\n${text}\n)`,
      );
      const missed = BAD.filter((_, index) => !places.includes(index)).map(([text]) => text);
      assert.deepEqual(missed, []);
    });
  });

  it("lists the metrics of each selector with the labels that it asks for", () =>
    assert.deepEqual(
      metricsIn(
        'rate(a_total{job="x",job!="y",code=~"5.."}[window]) + {__name__="b"} > {"c.d","e f"="g"} or {h="i"} or {__name__=~"j.*"} or sum',
      ),
      [
        { name: "a_total", labels: ["job", "code"] },
        { name: "b", labels: [] },
        { name: "c.d", labels: ["e f"] },
        { name: undefined, labels: ["h"] },
        { name: undefined, labels: [] },
        { name: "sum", labels: [] },
      ],
    ));
  it("lists the labels that group and join", () =>
    assert.deepEqual(
      labelsIn(
        'sum by (a, "b.c") (x{z="1"}) / on (a, d) group_left (e) (y unless ignoring (f) z) > sum without (g) (x[window])',
      ),
      ["a", "b.c", "d", "e", "f", "g"],
    ));

  it("puts a length for each window, and keeps what follows", () =>
    assert.equal(
      withWindow("rate(a[window] offset 1w) / rate(b[window])", "5m"),
      "rate(a[5m] offset 1w) / rate(b[5m])",
    ));
  it("leaves strings, comments and other brackets", () => {
    const text = `x{a=~"[window]",b='\\'[window]',c=\`[window]\`}[window:30s] # [window]`;
    assert.equal(withWindow(text, "5m"), text);
    assert.equal(hasWindow(text), false);
  });
  it("knows whether there is a window", () =>
    assert.deepEqual(["rate(a[window])", "rate(a[5m])", "rate(window[5m])"].map(hasWindow), [
      true,
      false,
      false,
    ]));
});
