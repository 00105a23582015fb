import { catalogueByCategory } from "../alerts/index.ts";
import type { Config } from "../config/config.ts";
import { sloRules } from "../slo/index.ts";
import { type GrafanaRule, grafanaAlert } from "./grafana-alert.ts";
import { shards } from "./shards.ts";

/** A group of rules that Grafana evaluates together. */
export interface GrafanaRuleGroup {
  readonly name: string;
  /** Between evaluations, seconds. A multiple of ten. */
  readonly interval: number;
  readonly rules: readonly GrafanaRule[];
}

const INTERVAL = 60;

/**
 * The alerts of a stack whose engine is Grafana: a group a category. Those of SLOs are divided as their rule files are,
 * once they are many: a group is written as a whole.
 */
export function grafanaRuleGroups(config: Config): readonly GrafanaRuleGroup[] {
  if (config.alerting.engine !== "grafana") return [];
  const ofCatalogue = catalogueByCategory(config).map(({ alerts, category }) => {
    const rules = alerts.map((alert) => grafanaAlert(alert, config));
    return group(category, rules);
  });
  return [...sloGroups(config), ...ofCatalogue];
}

function sloGroups(config: Config): readonly GrafanaRuleGroup[] {
  const slos = sloRules(config).map(({ alerts, slo }) => ({
    name: slo.name,
    rules: alerts.map((alert) => grafanaAlert(alert, config)),
  }));
  const parts = shards(slos, ({ rules }) => Buffer.byteLength(JSON.stringify(rules)));
  return Object.entries(parts).map(([slot, some]) =>
    group(
      slot,
      some.flatMap(({ rules }) => rules),
    ),
  );
}

const group = (name: string, rules: readonly GrafanaRule[]): GrafanaRuleGroup => ({
  name,
  interval: INTERVAL,
  rules,
});
