import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Config } from "../../config/config.ts";
import { duration } from "../../model/duration.ts";
import type { AlertingRule, RuleGroup } from "../../model/rules.ts";
import { SLO_ALERTS } from "../../slo/alerts.ts";
import type { PrometheusServer } from "../judges/prometheus-server.ts";
import type { RecordingGroup } from "./rule-passes.ts";
import { selectorsOf } from "./selectors.ts";
import { PAST } from "./traffic.ts";

/** Samples that one evaluation of an expression reads, ranges included. */
export async function samplesRead(server: PrometheusServer, expr: string): Promise<number> {
  const { stats } = await server.query(expr, { time: PAST.end, stats: true });
  return stats!.totalQueryableSamples;
}

/** What all rules of some groups read: in one evaluation of each, and in an hour of evaluations at their intervals. */
export async function samplesOfRules(server: PrometheusServer, groups: readonly RecordingGroup[]) {
  let once = 0;
  let hourly = 0;
  for (const { interval, rules } of groups) {
    for (const { expr } of rules) {
      const samples = await samplesRead(server, expr);
      once += samples;
      hourly += (samples * 3600) / duration(interval).seconds;
    }
  }
  return { once, hourly };
}

/** The alerts of a rule file. */
export function alertsOf(ruleFile: string): readonly AlertingRule[] {
  const { groups } = parse(ruleFile) as { readonly groups: readonly RuleGroup[] };
  return groups.flatMap(({ rules }) => rules).filter((rule) => "alert" in rule);
}

/** An alert over a pair of windows, as it is rendered and as it would be without recording rules. */
export interface BurnRateQueries {
  /** The long window. */
  readonly window: string;
  readonly recorded: string;
  readonly raw: string;
}

/** The burn-rate alerts of one service in a rule file. */
export function burnRateQueries(
  ruleFile: string,
  service: string,
  config: Config,
): readonly BurnRateQueries[] {
  return alertsOf(ruleFile)
    .filter(({ alert, labels }) => alert === SLO_ALERTS.burn && labels["service"] === service)
    .map(({ expr, labels }) => ({
      window: labels["window"]!,
      recorded: expr,
      raw: overCounters(expr, service, config),
    }));
}

/** The same condition, with each record replaced by what it is a record of. */
function overCounters(expr: string, service: string, config: Config): string {
  const { errors, total } = selectorsOf(service, config);
  const rate = (selector: string, window: string) => `sum(rate(${selector}[${window}]))`;
  const raw = expr
    .replaceAll(/slo:errors:ratio_rate(\w+)\{[^{}]*\}/g, (_, window: string) => {
      return `(${rate(errors, window)} / ${rate(total, window)})`;
    })
    .replaceAll(/slo:total:rate(\w+)\{[^{}]*\}/g, (_, window: string) => rate(total, window));
  assert.doesNotMatch(raw, /slo:/, "a record that has no query over counters here");
  return raw;
}
