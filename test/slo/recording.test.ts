import assert from "node:assert/strict";
import { checkPromql } from "../../config/promql.ts";
import { sloRules } from "../../slo/index.ts";
import { exprOf, recordings, rulesOf, type Settings, stackOf } from "./slo-config.ts";

const UP = "rate(up[window])";
const INDICATORS: readonly Settings[] = [
  { kind: "http", route: "/users/{id}", errors: ["5xx", "429"] },
  { kind: "latency", threshold: "300ms" },
  { kind: "spans" },
  { kind: "spans", threshold: "1s", operation: 'GET "/a\\b"' },
  { kind: "query", total: `${UP} # all`, errors: `sum(${UP}) or vector(0)` },
  { kind: "query", total: `\n  sum(\n    ${UP}\n  )\n`, good: UP },
];

const names = (slo: Settings, values?: Settings) =>
  recordings(rulesOf(slo, values)).map(({ record }) => record);
const windowsOf = (series: string, slo: Settings, values?: Settings) =>
  names(slo, values).flatMap((name) => (name.startsWith(series) ? [name.slice(series.length)] : []));

describe("slo/recording: series", () => {
  it("have names of level, metric and operations", () => {
    // https://prometheus.io/docs/practices/rules/; the exporters' alphabet, of which promtool and pint approve.
    for (const name of names({}))
      assert.match(name, /^slo:[a-z_]+:(?:ratio|seconds|(?:ratio_)?rate\d+[mhd])$/);
  });

  it("are each recorded once", () => {
    for (const window of ["7d", "30d", "90d"]) {
      const all = names({ window });
      assert.deepEqual(all, [...new Set(all)]);
    }
  });

  it("are of valid PromQL, whatever the indicator", () => {
    for (const indicator of INDICATORS)
      for (const { expr, record } of recordings(rulesOf({ indicator })))
        assert.equal(checkPromql(expr), undefined, `${record}: ${expr}`);
  });

  it("carry the label slo and no other", () => {
    for (const { labels, record } of recordings(rulesOf({ team: "payments", labels: { tier: "gold" } })))
      if (record !== "slo:objective:ratio") assert.deepEqual(labels, { slo: "checkout" }, record);
  });

  it("tell everything else on slo:objective:ratio", () => {
    const slo = { team: "payments", labels: { tier: "gold" }, window: "4w", indicator: { kind: "spans" } };
    const objective = recordings(rulesOf(slo)).find(({ record }) => record === "slo:objective:ratio");
    assert.equal(objective?.expr, "vector(0.999)");
    assert.deepEqual(objective?.labels, {
      slo: "checkout",
      tier: "gold",
      service: "shop",
      team: "payments",
      indicator: "spans",
      window: "28d",
    });
  });

  it("name the stack's team where the SLO names none", () => {
    const team = (values?: Settings) =>
      recordings(rulesOf({}, values)).find(({ record }) => record === "slo:objective:ratio")?.labels["team"];
    assert.equal(team(), "platform");
    assert.equal(team({ alerting: { team: "observability" } }), "observability");
  });

  it("write objectives as they were meant", () => {
    const written = [90.5, 99.9, 99.95, 99.99, 99.999].map((objective) =>
      exprOf(rulesOf({ objective, window: "7d" }), "slo:objective:ratio"),
    );
    assert.deepEqual(
      written,
      ["0.905", "0.999", "0.9995", "0.9999", "0.99999"].map((text) => `vector(${text})`),
    );
  });

  it("give the window in seconds", () =>
    assert.equal(exprOf(rulesOf({ window: "14d" }), "slo:window:seconds"), "vector(1209600)"));

  it("divide by the budget", () => {
    const rules = rulesOf({ objective: 99.95, window: "14d" });
    assert.equal(
      exprOf(rules, "slo:burn_rate:ratio_rate1h"),
      'slo:errors:ratio_rate1h{slo="checkout"} / 0.0005',
    );
    assert.equal(
      exprOf(rules, "slo:error_budget_remaining:ratio"),
      '1 - slo:errors:ratio_rate14d{slo="checkout"} / 0.0005',
    );
  });
});

describe("slo/recording: windows", () => {
  const SHORT = ["5m", "30m", "1h", "2h", "6h"];

  for (const window of ["7d", "14d", "30d", "90d"])
    it(`of an SLO over ${window}: hours, slices, days and its own`, () => {
      assert.deepEqual(windowsOf("slo:total:rate", { window }), [...SHORT, "3m", "1d", "3d", window]);
      assert.deepEqual(windowsOf("slo:errors:rate", { window }), [...SHORT, "3m", "1d", "3d", window]);
      assert.deepEqual(windowsOf("slo:errors:ratio_rate", { window }), [...SHORT, "1d", "3d", window]);
    });

  it("of reports are there where Prometheus keeps as much", () => {
    const reports = (window: string, retention: string) =>
      windowsOf("slo:availability:ratio_rate", { window }, { prometheus: { retention } });
    assert.deepEqual(reports("7d", "7d"), ["7d"]);
    assert.deepEqual(reports("7d", "29d"), ["7d"]);
    assert.deepEqual(reports("14d", "29d"), ["14d", "7d"]);
    assert.deepEqual(reports("14d", "30d"), ["14d", "7d", "30d"]);
    assert.deepEqual(reports("30d", "30d"), ["30d", "7d"]);
    assert.deepEqual(reports("90d", "90d"), ["90d", "7d", "30d"]);
  });

  it("of speed are of slo:latency, all others of slo:availability", () => {
    const report = (indicator: Settings) =>
      names({ indicator }).filter((name) => /:ratio_rate7d$/.test(name));
    const kinds = INDICATORS.map((indicator) => report(indicator));
    const [availability, latency] = [["slo:availability:ratio_rate7d"], ["slo:latency:ratio_rate7d"]];
    assert.deepEqual(kinds, [availability, latency, availability, latency, availability, availability]);
  });

  it("reach back by one scrape more in slices, so that these lie end to end", () => {
    const slice = (scrapeInterval: string) => {
      const rules = rulesOf({}, { prometheus: { scrapeInterval } });
      const every = rules.groups[1].interval!;
      return [every, /\[(\w+)\]/.exec(exprOf(rules, `slo:total:rate${every}`))?.[1]];
    };
    assert.deepEqual(["15s", "30s", "1m", "50s", "2m", "5500ms"].map(slice), [
      ["3m", "195s"],
      ["3m", "210s"],
      ["3m", "4m"],
      ["200s", "250s"],
      ["4m", "6m"],
      ["181500ms", "187s"],
    ]);
  });

  it("are sums of events and of errors, divided last, in which what is missing is none", () => {
    const rules = rulesOf({ window: "30d" });
    assert.equal(
      exprOf(rules, "slo:errors:rate30d"),
      'sum_over_time(slo:errors:rate3m{slo="checkout"}[30d]) / 14400',
    );
    assert.equal(
      exprOf(rules, "slo:total:rate30d"),
      'sum_over_time(slo:total:rate3m{slo="checkout"}[30d]) / 14400',
    );
    assert.equal(
      exprOf(rules, "slo:errors:ratio_rate30d"),
      'slo:errors:rate30d{slo="checkout"} / (slo:total:rate30d{slo="checkout"} > 0)',
    );
    assert.equal(
      exprOf(rules, "slo:errors:rate6h"),
      'sum_over_time(slo:errors:rate5m{slo="checkout"}[6h]) / 720',
    );
  });
});

describe("slo/recording: groups", () => {
  it("are hours at Prometheus' interval, days every three minutes", () =>
    assert.deepEqual(
      rulesOf({}).groups.map(({ interval }) => interval),
      [undefined, "3m"],
    ));

  it("record what they read before they read it", () => {
    const order = names({});
    for (const { expr, record } of recordings(rulesOf({})))
      for (const [read] of expr.matchAll(/slo:\w+:\w+/g))
        assert.ok(
          order.indexOf(read) >= 0 && order.indexOf(read) < order.indexOf(record),
          `${record} reads ${read}`,
        );
  });

  it("have names of their own, even where one SLO is called as another's days", () => {
    const slos = ["checkout", "checkout-days", "days-checkout", "days"].map((name) => ({
      name,
      service: name,
    }));
    const all = sloRules(stackOf(slos)).flatMap(({ groups }) => groups.map(({ name }) => name));
    assert.equal(new Set(all).size, 8, all.join(", "));
  });
});
