import assert from "node:assert/strict";
import { prometheusAlert } from "../../rules/prometheus-alert.ts";
import { testConfig } from "../config-of.ts";
import type { Fired } from "./condition-case.ts";
import { CONDITION_CASES } from "./condition-cases.ts";
import { exactRule, recorded, testAlert } from "./grafana-alerts.ts";
import {
  evaluated,
  grafanaVerdicts,
  healthy,
  prometheusVerdicts,
  type Verdict,
  withPair,
} from "./grafana-pair.ts";
import type { GrafanaAddress } from "./grafana-server.ts";

const config = testConfig();
const nameOf = (index: number) => `Case${index}`;

/** Every shape of condition: Grafana says what Prometheus says, which is what it should say. */
export async function sayTheSame(server: GrafanaAddress): Promise<void> {
  const alerts = CONDITION_CASES.map(({ condition }, index) =>
    testAlert(nameOf(index), { condition }, index),
  );
  const series = CONDITION_CASES.flatMap((each) =>
    Object.entries(each.series).map(([name, value]) => recorded(name, value)),
  );
  const rules = [...series, ...alerts.map((alert) => prometheusAlert(alert, config))];
  await withPair(
    server,
    () => [{ name: "cases", rules }],
    async ({ grafana, prometheus }) => {
      await evaluated(prometheus);
      await grafana.load(
        "cases",
        alerts.map((alert) => exactRule(alert, config)),
      );
      await healthy(grafana);
      const [byGrafana, byPrometheus] = [
        await grafanaVerdicts(grafana),
        await prometheusVerdicts(prometheus),
      ];
      for (const [index, { fires, name }] of CONDITION_CASES.entries()) {
        const of = (verdicts: readonly Verdict[]) => verdicts.filter(({ alert }) => alert === nameOf(index));
        assert.deepEqual(values(of(byPrometheus)), values(fires), `Prometheus: ${name}`);
        assert.deepEqual(values(of(byGrafana)), values(fires), `Grafana: ${name}`);
        assert.deepEqual(texts(of(byGrafana)), texts(of(byPrometheus)), `texts: ${name}`);
      }
    },
  );
}

/** In an order that only depends on the labels. */
const values = (some: readonly Fired[]) =>
  some.map(({ labels, value }) => [JSON.stringify(labels), value] as const).toSorted(byLabels);

const texts = (some: readonly Verdict[]) =>
  some
    .map(({ annotations, labels, state }) => [
      JSON.stringify(labels),
      `${state} ${annotations["summary"]} ${annotations["dashboard_url"]}`,
    ])
    .toSorted(byLabels);

const byLabels = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);
