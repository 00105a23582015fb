import assert from "node:assert/strict";
import { checkPromql } from "../../config/promql.ts";
import { filtering } from "../../rules/conditions.ts";
import { grafanaAlert } from "../../rules/grafana-alert.ts";
import { prometheusAlert } from "../../rules/prometheus-alert.ts";
import { placeholders } from "../../rules/texts.ts";
import { burnRates } from "../../slo/burn-rates.ts";
import { burnAlert, noDataAlert, rulesOf, type Settings, stackOf } from "./slo-config.ts";

const WINDOWS = ["1h", "6h", "1d", "3d"];
const windows = (objective: number, window = "30d") =>
  WINDOWS.filter((long) => burnAlert(rulesOf({ objective, window }), long) !== undefined);

describe("slo/alerts: pairs", () => {
  it("are four where the objective is high", () => assert.deepEqual(windows(99.9), WINDOWS));

  it("without those that cannot fire", () => {
    assert.deepEqual(windows(93), ["6h", "1d", "3d"]);
    assert.deepEqual(windows(93.06), WINDOWS);
    assert.deepEqual(windows(94.45, "90d"), ["6h", "1d", "3d"]);
    assert.deepEqual(windows(90, "7d"), WINDOWS);
  });

  it("that were left out are told", () => {
    const { leftOut, pairs } = burnRates(rulesOf({ objective: 93 }).slo);
    assert.deepEqual(
      [leftOut, pairs].map((some) => some.map(({ long }) => long.text)),
      [["1h"], ["6h", "1d", "3d"]],
    );
  });

  it("page for hours and open a ticket for days", () =>
    assert.deepEqual(
      WINDOWS.map((long) => burnAlert(rulesOf({}), long)?.severity),
      ["page", "page", "ticket", "ticket"],
    ));
});

describe("slo/alerts: conditions", () => {
  const RATE = (window: string) => `slo:errors:ratio_rate${window}{slo="checkout"} / 0.001`;
  const expr = (slo: Settings, values = {}) =>
    filtering(burnAlert(rulesOf({ ...slo }, values), "1h")!.condition);

  it("hold over both windows, with enough traffic over the longer one", () =>
    assert.equal(
      expr({}),
      `${RATE("1h")} > 14.4 and ${RATE("5m")} > 14.4 and slo:total:rate1h{slo="checkout"} > 0.02`,
    ));

  it("have factors of the SLO's window", () => {
    const factors = WINDOWS.map((long) => {
      const { condition } = burnAlert(rulesOf({ window: "7d" }), long)!;
      return "all" in condition ? condition.all.map((each) => "threshold" in each && each.threshold) : [];
    });
    assert.deepEqual(factors, [
      [3.36, 3.36, 0.02],
      [1.4, 1.4, 0.02],
      [1, 1, 0.02],
      [1, 1, 0.02],
    ]);
  });

  it("have no guard where minimumTraffic is 0", () => {
    const unguarded = `${RATE("1h")} > 14.4 and ${RATE("5m")} > 14.4`;
    assert.equal(expr({ minimumTraffic: 0 }), unguarded);
    assert.equal(expr({}, { alerting: { minimumTraffic: 0 } }), unguarded);
  });

  it("have the stack's guard, or the SLO's own", () => {
    const stack = { alerting: { minimumTraffic: 3 } };
    assert.match(expr({}, stack), /rate1h\{slo="checkout"\} > 3$/);
    assert.match(expr({ minimumTraffic: 0.5 }, stack), /rate1h\{slo="checkout"\} > 0\.5$/);
  });

  it("are valid PromQL", () => {
    for (const { condition, title } of rulesOf({ objective: 99.999, window: "90d" }).alerts)
      assert.equal(checkPromql(filtering(condition)), undefined, title);
  });

  it("of no data wait an hour for the SLO's own series", () => {
    const alert = noDataAlert(rulesOf({}));
    assert.deepEqual(alert.condition, { absent: 'slo:errors:rate5m{slo="checkout"}' });
    assert.equal(alert.for?.text, "1h");
  });

  it("of no data are a ticket", () => assert.equal(noDataAlert(rulesOf({})).severity, "ticket"));
});

describe("slo/alerts: what they say", () => {
  const SLO = { team: "payments", labels: { tier: "gold" }, description: "People can pay" };

  it("names the SLO's service, window and labels, and whom it is for", () => {
    const config = stackOf([SLO]);
    const { labels } = prometheusAlert(burnAlert(rulesOf(SLO), "6h")!, config);
    assert.deepEqual(labels, {
      tier: "gold",
      service: "shop",
      window: "6h",
      severity: "page",
      team: "payments",
    });
  });

  it("is for the stack's team where the SLO names none", () =>
    assert.deepEqual(
      [...new Set(rulesOf({}, { alerting: { team: "observability" } }).alerts.map(({ team }) => team))],
      ["observability"],
    ));

  it("begins with the promise, as a sentence", () => {
    const said = (description: string) => burnAlert(rulesOf({ description }), "1h")!.description;
    assert.match(said("People can pay"), /^People can pay\. Over 1h, and still over the last 5m, shop spent/);
    assert.match(said("People can pay."), /^People can pay\. Over 1h/);
    assert.match(burnAlert(rulesOf({}), "1h")!.description, /^Over 1h/);
  });

  it("tells how long a whole budget would last", () => {
    const lasts = (window: string) =>
      WINDOWS.map(
        (long) => /full budget lasts (.+)\.$/.exec(burnAlert(rulesOf({ window }), long)!.description)?.[1],
      );
    assert.deepEqual(lasts("30d"), ["50 hours", "5 days", "10 days", "30 days"]);
    assert.deepEqual(lasts("7d"), ["50 hours", "5 days", "7 days", "7 days"]);
  });

  it("reads no label that the series do not have", () => {
    for (const { description, summary } of rulesOf(SLO).alerts)
      for (const name of placeholders(`${summary} ${description}`)) assert.equal(name, "value");
  });

  it("reads no value where there is none", () => {
    const { description, summary } = noDataAlert(rulesOf(SLO));
    assert.deepEqual(placeholders(`${summary} ${description}`), []);
  });

  it("links to the SLO's own runbook, else to the section of the stack's", () => {
    const link = (slo: Settings, alerting = {}) => {
      const config = stackOf([slo], { alerting });
      return rulesOf(slo, { alerting }).alerts.map(
        (each) => prometheusAlert(each, config).annotations["runbook_url"],
      );
    };
    const stack = { runbookBaseUrl: "https://wiki.corp.io/runbooks" };
    const own = "https://wiki.corp.io/checkout";
    assert.deepEqual([...new Set(link({ runbook: own }, stack))], [own]);
    assert.deepEqual(
      [...new Set(link({}, stack))],
      ["https://wiki.corp.io/runbooks#errorbudgetburn", "https://wiki.corp.io/runbooks#slowithoutdata"],
    );
    assert.deepEqual([...new Set(link({}))], [undefined]);
  });

  it("links to the dashboard of this SLO", () => {
    const config = stackOf([{}]);
    for (const alert of rulesOf({}).alerts)
      assert.match(
        prometheusAlert(alert, config).annotations["dashboard_url"]!,
        /\/d\/[\w-]+\?viewPanel=\d+&var-slo=checkout$/,
      );
  });

  it("has titles and rules of its own, however alike SLOs are called", () => {
    const slos = ["a", "a-1h", "a-6h", "1h", "x".repeat(50), `${"x".repeat(48)}-a`].map((name) => ({
      name,
      service: name,
    }));
    const config = stackOf(slos);
    const alerts = slos.flatMap((slo) => rulesOf(slo).alerts);
    assert.equal(new Set(alerts.map(({ title }) => title)).size, alerts.length);
    assert.equal(new Set(alerts.map((alert) => grafanaAlert(alert, config).uid)).size, alerts.length);
  });
});
