import assert from "node:assert/strict";
import { duration } from "../../model/duration.ts";
import { SLO_SERIES } from "../../model/slo-series.ts";
import { grafanaRuleGroups } from "../../rules/grafana.ts";
import { stackAlerts } from "../../rules/index.ts";
import { prometheusAlert } from "../../rules/prometheus-alert.ts";
import { testConfig } from "../config-of.ts";
import { recorded } from "./grafana-alerts.ts";
import {
  EXACT,
  evaluated,
  grafanaVerdicts,
  healthy,
  prometheusVerdicts,
  until,
  type Verdict,
  withPair,
} from "./grafana-pair.ts";
import type { GrafanaAddress } from "./grafana-server.ts";

const INDICATORS = [
  { kind: "http", route: "/v1/predict", errors: ["5xx", "429"] },
  { kind: "latency", threshold: 1 },
  { kind: "spans" },
  { kind: "spans", threshold: "300ms", operation: "GET /" },
  { kind: "query", total: "sum(rate(up[window]))", errors: "sum(rate(up[window] offset 1m))" },
];

/** Every alert that a stack with Grafana as its engine may have; two of them need not hold for long. */
const config = testConfig({
  alerting: { engine: "grafana", runbookBaseUrl: "https://example.com/runbooks.md" },
  prometheus: { retention: "30d", remoteWrite: [{ name: "mimir", url: "https://mimir.example.com/push" }] },
  loki: { replicas: 3, storage: { kind: "s3", bucket: "logs" } },
  alerts: {
    PrometheusUnreachable: { for: "1s" },
    StackTargetDown: { for: "1s" },
    StackVolumeFull: { for: "1s" },
  },
  slos: INDICATORS.map((indicator, index) => ({
    ...{ name: `slo-${index}`, service: "shop", description: "Answers, 50% of them: well", objective: 99.9 },
    ...{ labels: { tier: "one" }, indicator },
  })),
});

/** What makes one alert of several comparisons fire, and one of a single one. There is nothing else. */
const SERIES = [
  recorded(`${SLO_SERIES.errorRatio(duration("1h"))}{slo="slo-0"}`, 0.0456),
  recorded(`${SLO_SERIES.errorRatio(duration("5m"))}{slo="slo-0"}`, 0.0789),
  recorded(`${SLO_SERIES.total(duration("1h"))}{slo="slo-0"}`, 1),
  recorded('up{job="prometheus",namespace="lookout"}', 1),
  volume("capacity", 1000),
  volume("available", 12),
];

/** A name that has to be escaped in the link to the panel. */
function volume(which: string, value: number) {
  const labels = 'job="kubelet",namespace="lookout",persistentvolumeclaim="data & logs"';
  return recorded(`kubelet_volume_stats_${which}_bytes{${labels}}`, value);
}

const SLOS_WITHOUT_DATA = INDICATORS.map((_, index) => `SLOWithoutData slo-${index}`);
const FIRE = ["ErrorBudgetBurn slo-0 1h", "StackTargetDown", "StackVolumeFull", "Watchdog"];

/** Grafana takes and evaluates all groups of a stack, and says what Prometheus says of the same alerts, word by word. */
export async function evaluateTheStack(server: GrafanaAddress): Promise<void> {
  // By its title, which is what Grafana calls it.
  const alerts = stackAlerts(config).map((alert) => ({
    ...prometheusAlert(alert, config),
    alert: alert.title,
  }));
  const rules = [...SERIES, ...alerts];
  await withPair(
    server,
    () => [{ name: "stack", rules }],
    async ({ grafana, prometheus }) => {
      await evaluated(prometheus);
      for (const { interval, name, rules } of grafanaRuleGroups(config)) {
        await grafana.load(name, rules, interval);
        // And again, since that interval is longer than tests should take.
        await grafana.load(
          name,
          rules.map((rule) => ({ ...rule, annotations: { ...rule.annotations, ...EXACT } })),
        );
      }
      await healthy(grafana);
      const states = await grafana.states();
      assert.deepEqual(
        states.map(({ title }) => title).toSorted(),
        alerts.map(({ alert }) => alert).toSorted(),
      );

      const fires = (verdicts: readonly Verdict[]) => titles(verdicts, "firing").join() === FIRE.join();
      const byGrafana = await until(() => grafanaVerdicts(grafana), fires, `Grafana: ${FIRE}`);
      const byPrometheus = await until(() => prometheusVerdicts(prometheus), fires, `Prometheus: ${FIRE}`);
      assert.deepEqual(titles(byGrafana, "pending"), SLOS_WITHOUT_DATA);
      assert.deepEqual(readable(byGrafana), readable(byPrometheus));
      // Where there is no data, nobody shall read the template instead.
      assert.doesNotMatch(JSON.stringify(await grafana.states()), /\{\{/);
    },
  );
}

const titles = (verdicts: readonly Verdict[], state: Verdict["state"]) =>
  [...new Set(verdicts.filter((each) => each.state === state).map(({ alert }) => alert))].toSorted();

const TEXTS = ["summary", "description", "dashboard_url", "runbook_url"];

/** Everything that people get to see of them. */
function readable(verdicts: readonly Verdict[]): readonly string[] {
  const lines = verdicts.map(({ alert, annotations, labels, state, value }) =>
    JSON.stringify({ alert, state, labels, value, texts: TEXTS.map((name) => annotations[name]) }),
  );
  return lines.toSorted();
}
