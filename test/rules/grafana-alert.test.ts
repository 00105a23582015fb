import assert from "node:assert/strict";
import type { Alert } from "../../model/alert.ts";
import { duration } from "../../model/duration.ts";
import { type GrafanaRule, grafanaAlert } from "../../rules/grafana-alert.ts";
import { testConfig } from "../config-of.ts";
import { above, below, between, outside } from "./condition-case.ts";
import { testAlert } from "./grafana-alerts.ts";

const STACK = { cluster: "one", environment: "prod", grafana: { url: "https://grafana.example.com/" } };
const single = { all: [above("sum by (pod) (up)", 4)] } as const;
const compound = { all: [above("sum(first)", 4), below("sum(second)", 2)] } as const;

/** A test's alert as Grafana's rule. */
function ruleOf(more: Partial<Alert>, values: Readonly<Record<string, unknown>> = {}): GrafanaRule {
  return grafanaAlert(
    testAlert("HighLoad", { condition: single, ...more }),
    testConfig({ ...STACK, ...values }),
  );
}

const modelsOf = (condition: Alert["condition"]) =>
  ruleOf({ condition }).data.map(({ datasourceUid, model }) => ({ datasourceUid, ...model }));

const asked = (refId: string, expr: string) => ({
  ...{ datasourceUid: "prometheus", refId, expr },
  ...{ instant: true, range: false },
});

const decided = (...[type, ...params]: readonly [string, ...number[]]) => ({
  ...{ datasourceUid: "__expr__", refId: "fires", type: "threshold", expression: "value" },
  conditions: [{ evaluator: { type, params } }],
});

describe("rules/grafana-alert: nodes", () => {
  it("are a query and a threshold for one comparison", () => {
    const query = asked("value", "sum(up)");
    assert.deepEqual(modelsOf({ all: [above("sum(up)", 4)] }), [query, decided("gt", 4)]);
    assert.deepEqual(modelsOf({ all: [below("sum(up)", 4)] }), [query, decided("lt", 4)]);
    assert.deepEqual(modelsOf({ all: [between("sum(up)", 2, 5)] }), [query, decided("within_range", 2, 5)]);
    assert.deepEqual(modelsOf({ all: [outside("sum(up)", 2, 5)] }), [query, decided("outside_range", 2, 5)]);
  });

  it("are the same for several: the query is a number where the others hold, and none elsewhere", () =>
    assert.deepEqual(modelsOf(compound), [
      asked("value", "sum(first) + sqrt((sum(second) < bool 2) - 1)"),
      decided("gt", 4),
    ]));

  it("ask whether nothing is there", () =>
    assert.deepEqual(modelsOf({ absent: 'up{job="a"}' }), [
      asked("value", 'absent(up{job="a"})'),
      decided("gt", 0),
    ]));

  it("have names of their own, of which one decides", () => {
    for (const condition of [single, compound, { absent: "up" }]) {
      const { condition: decides, data } = ruleOf({ condition });
      assert.deepEqual(
        data.map(({ refId }) => refId),
        data.map(({ model }) => model["refId"]),
      );
      assert.equal(new Set(data.map(({ refId }) => refId)).size, data.length);
      assert.equal(data.at(-1)?.refId, decides);
    }
  });

  it("look back where they query, which Grafana demands", () => {
    for (const { datasourceUid, relativeTimeRange } of ruleOf({ condition: compound }).data)
      assert.equal(relativeTimeRange.from > relativeTimeRange.to, datasourceUid === "prometheus");
  });
});

describe("rules/grafana-alert: states", () => {
  it("of no data are well, unless the alert says otherwise", () => {
    assert.equal(ruleOf({}).noDataState, "OK");
    assert.equal(ruleOf({ onNoData: "ok" }).noDataState, "OK");
    assert.equal(ruleOf({ onNoData: "alerting" }).noDataState, "Alerting");
  });

  it("of an error are what they were, unless the alert says otherwise", () => {
    assert.equal(ruleOf({}).execErrState, "KeepLast");
    assert.equal(ruleOf({ onError: "keep" }).execErrState, "KeepLast");
    assert.equal(ruleOf({ onError: "alerting" }).execErrState, "Alerting");
    assert.equal(ruleOf({ onError: "ok" }).execErrState, "OK");
  });

  it("end with the series", () => assert.equal(ruleOf({}).missingSeriesEvalsToResolve, 1));

  it("must hold as long as the alert says", () => {
    assert.equal(ruleOf({}).for, "0s");
    assert.equal(ruleOf({ for: duration("1h30m") }).for, "1h30m");
  });
});

describe("rules/grafana-alert: labels", () => {
  it("are the alert's and those that Prometheus adds to its own", () =>
    assert.deepEqual(ruleOf({ labels: { service: "shop", of: "{pod}" }, severity: "page" }).labels, {
      ...{ cluster: "one", environment: "prod", severity: "page", team: "testers" },
      ...{ service: "shop", of: "{{ $labels.pod }}" },
    }));

  it("include the external ones", () => {
    const { labels } = ruleOf({}, { prometheus: { externalLabels: { region: "north" } } });
    assert.equal(labels["region"], "north");
  });
});

describe("rules/grafana-alert: annotations", () => {
  const value = (text: string) =>
    `{{ with $values.value }}{{ .Value | ${text} }}{{ else }}[no value]{{ end }}`;
  const summary = (unit: Alert["unit"]) => ruleOf({ unit }).annotations["summary"];

  it("write the value in its unit, and are no template where there is none", () => {
    assert.equal(summary("number"), value("humanize"));
    assert.equal(summary("ratio"), value("humanizePercentage"));
    assert.equal(summary("seconds"), value("humanizeDuration"));
    assert.equal(
      summary("bytes"),
      "{{ with $values.value }}{{ .Value | humanize1024 }}B{{ else }}[no value]{{ end }}",
    );
    assert.equal(
      summary("per second"),
      "{{ with $values.value }}{{ .Value | humanize }}/s{{ else }}[no value]{{ end }}",
    );
  });

  it("have the value apart, but for what is absent", () => {
    assert.equal(ruleOf({ unit: "ratio" }).annotations["value"], value("humanizePercentage"));
    assert.ok(!("value" in ruleOf({ condition: { absent: "up" } }).annotations));
  });

  it("name labels in texts, and escape them in the link to the panel", () => {
    const { panel } = testAlert("Any", { condition: single });
    const { annotations } = ruleOf({
      description: "{pod}",
      panel: { ...panel, variables: { pod: "{pod}/a b" } },
    });
    assert.equal(annotations["description"], "{{ $labels.pod }}");
    assert.equal(
      annotations["dashboard_url"],
      'https://grafana.example.com/d/observability-stack?viewPanel=1&var-pod={{ index $labels "pod" | urlquery }}%2Fa%20b',
    );
  });

  it("have the panel for Grafana itself: both parts, or it refuses the rule", () => {
    const { annotations } = ruleOf({});
    assert.equal(annotations["__dashboardUid__"], "observability-stack");
    assert.equal(annotations["__panelId__"], "1");
  });

  it("link to the runbook where it can be read", () => {
    assert.ok(!("runbook_url" in ruleOf({}).annotations));
    const { annotations } = ruleOf({}, { alerting: { runbookBaseUrl: "https://example.com/runbooks.md" } });
    assert.equal(annotations["runbook_url"], "https://example.com/runbooks.md#highload");
    const elsewhere = ruleOf({ runbook: new URL("https://example.com/mine") }).annotations;
    assert.equal(elsewhere["runbook_url"], "https://example.com/mine");
  });
});
