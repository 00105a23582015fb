import assert from "node:assert/strict";
import { catalogue } from "../../alerts/index.ts";
import { WATCHDOG } from "../../model/names.ts";
import type { AlertingRule } from "../../model/rules.ts";
import { prometheusAlert } from "../../rules/prometheus-alert.ts";
import { groupsText, ruleFile } from "../../rules/rule-file.ts";
import { testConfig } from "../config-of.ts";
import { requireJudge } from "../judges/judge.ts";
import { type RuleTest, testRules } from "../judges/promtool.ts";
import type { AlertCase, InputSeries } from "./alert-case.ts";
import { applicationCases } from "./cases/applications.ts";
import { containerCases } from "./cases/containers.ts";
import { firstEventCases } from "./cases/first-events.ts";
import { hubCases } from "./cases/jupyterhub.ts";
import { logCases } from "./cases/logs.ts";
import { neighbourCases } from "./cases/neighbours.ts";
import { nodeCases } from "./cases/nodes.ts";
import { notificationCases, watchdogCase } from "./cases/notifications.ts";
import { prometheusCases } from "./cases/prometheus.ts";
import { storageCases } from "./cases/storage.ts";
import { targetCases } from "./cases/targets.ts";
import { traceCases } from "./cases/traces.ts";

const CASES: readonly AlertCase[] = [
  ...applicationCases,
  ...hubCases,
  ...containerCases,
  ...nodeCases,
  ...storageCases,
  ...targetCases,
  ...prometheusCases,
  ...logCases,
  ...traceCases,
  ...notificationCases,
  ...firstEventCases,
  ...neighbourCases,
  watchdogCase,
];

/** Settings under which every alert of the catalogue exists, in two stacks: one an engine. */
const EVERYTHING = {
  loki: { replicas: 3, storage: { kind: "s3", bucket: "logs" } },
  prometheus: { retention: "30d", remoteWrite: [{ name: "mimir", url: "https://mimir.example.com/push" }] },
  alertmanager: { replicas: 3 },
};
const everyAlert = ["prometheus", "grafana"].flatMap((engine) =>
  catalogue(testConfig({ ...EVERYTHING, alerting: { engine } })),
);

describe("every alert of the catalogue", () => {
  it("has a case in which it fires and one in which it does not", () => {
    const always = CASES.filter(({ quiet }) => quiet === undefined).map(({ alert }) => alert);
    assert.deepEqual(always, [WATCHDOG]);
    const proven = new Set(CASES.map(({ alert }) => alert));
    const names = new Set(everyAlert.map(({ name }) => name));
    assert.deepEqual(
      [...names].filter((name) => !proven.has(name)),
      [],
    );
    assert.deepEqual(
      [...proven].filter((name) => !names.has(name)),
      [],
    );
  });

  for (const [index, each] of CASES.entries()) {
    const again = CASES.slice(0, index).filter(({ alert }) => alert === each.alert).length;
    it(`${each.alert}${again === 0 ? "" : ` (${again + 1})`} fires when it should${each.quiet === undefined ? "" : `, not when ${each.quiet.because}`}`, async function () {
      requireJudge.call(this, "promtool");
      const { rule, text } = rendered(each);
      await testRules({ "alerts.yml": text }, [firing(each, rule), ...quiet(each)]);
    });
  }
});

/** The alert's rule as Prometheus evaluates it, alone in its file: nothing else may make it fire. */
function rendered({ alert, values }: AlertCase) {
  const config = testConfig(values);
  const found = catalogue(config).find(({ name }) => name === alert);
  assert.ok(found, `${alert} does not exist with the settings of its case`);
  const rule = prometheusAlert(found, config);
  return { rule, text: ruleFile([groupsText([{ name: alert, rules: [rule] }])]) };
}

function firing({ alert, fires }: AlertCase, rule: AlertingRule): RuleTest {
  const { severity = "", team = "" } = rule.labels;
  const annotations = {
    ...rule.annotations,
    summary: fires.summary,
    description: fires.description,
    dashboard_url: filledIn(rule.annotations["dashboard_url"]!, fires.labels),
  };
  const expected = {
    eval_time: `${fires.atMinute}m`,
    alertname: alert,
    exp_alerts: [{ exp_labels: { ...fires.labels, severity, team }, exp_annotations: annotations }],
  };
  const before = { eval_time: `${fires.atMinute - 1}m`, alertname: alert };
  return {
    name: `${alert} fires`,
    interval: "1m",
    input_series: series(fires.series),
    alert_rule_test: fires.atMinute === 0 ? [expected] : [before, expected],
  };
}

function quiet({ alert, quiet: short }: AlertCase): readonly RuleTest[] {
  if (short === undefined) return [];
  const { because, series: input, untilMinute } = short;
  // At no moment of all, not only at the last one.
  const expr = `count_over_time(ALERTS{alertname="${alert}",alertstate="firing"}[${untilMinute + 1}m:1m])`;
  return [
    {
      name: `${alert} does not fire: ${because}`,
      interval: "1m",
      input_series: series(input),
      promql_expr_test: [{ expr, eval_time: `${untilMinute}m` }],
    },
  ];
}

function series(input: InputSeries) {
  return Object.entries(input).map(([name, values]) => ({ series: name, values }));
}

/** The only templates of a panel's address: labels, escaped for URLs. */
function filledIn(url: string, labels: Readonly<Record<string, string>>): string {
  return url.replaceAll(/\{\{ \$labels\.(\w+) \| urlquery \}\}/g, (_, label: string) =>
    encodeURIComponent(labels[label] ?? "").replaceAll("%20", "+"),
  );
}
