import type { Config } from "../../config/config.ts";
import type { Alert, Unit } from "../../model/alert.ts";
import { DASHBOARDS } from "../../model/dashboards.ts";
import type { RecordingRule } from "../../model/rules.ts";
import { type GrafanaRule, grafanaAlert } from "../../rules/grafana-alert.ts";
import { EXACT } from "./grafana-pair.ts";

const UNITS: readonly Unit[] = ["number", "ratio", "seconds", "bytes", "per second"];

/** An alert of a test, whose summary is the value. Those whose numbers differ have different units. */
export function testAlert(name: string, rest: Pick<Alert, "condition"> & Partial<Alert>, number = 0): Alert {
  return {
    name,
    title: name,
    category: "applications",
    severity: "info",
    team: "testers",
    unit: UNITS[number % UNITS.length]!,
    summary: "{value}",
    description: "A test",
    panel: { dashboard: DASHBOARDS.observabilityStack, panel: 1 },
    ...rest,
  };
}

/** The alert for Grafana, with the number itself beside what people read. */
export function exactRule(alert: Alert, config: Config): GrafanaRule {
  const rule = grafanaAlert(alert, config);
  return { ...rule, annotations: { ...rule.annotations, ...EXACT } };
}

/**
 * A rule that makes a series.
 *
 * @param series `up{job="a"}`
 * @param value a number, or an expression without labels
 */
export function recorded(series: string, value: number | string): RecordingRule {
  const [, record, inside = ""] = /^([\w:]+)(?:\{(.*)\})?$/.exec(series)!;
  const labels = [...inside.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, text]) => [name!, text!]);
  const expr = typeof value === "string" ? value : `vector(${String(value).replace("Infinity", "Inf")})`;
  return { record: record!, expr, labels: Object.fromEntries(labels) };
}
