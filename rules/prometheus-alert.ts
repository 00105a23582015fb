import type { Config } from "../config/config.ts";
import type { Alert } from "../model/alert.ts";
import type { AlertingRule } from "../model/rules.ts";
import { filtering } from "./conditions.ts";
import { panelUrl, runbookUrl } from "./links.ts";
import { type Dialect, humanized, inDialect } from "./texts.ts";

/** Source: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
const PROMETHEUS: Dialect = {
  value: (unit) => humanized("$value", unit),
  label: (name) => `{{ $labels.${name} }}`,
  labelInUrl: (name) => `{{ $labels.${name} | urlquery }}`,
};

/** An alert as Prometheus evaluates it. */
export function prometheusAlert(alert: Alert, config: Config): AlertingRule {
  const text = (each: string) => inDialect(each, alert.unit, PROMETHEUS);
  const labels = Object.entries(alert.labels ?? {}).map(([name, value]) => [name, text(value)]);
  const runbook = runbookUrl(alert, config);
  const dashboard = panelUrl(alert, config, PROMETHEUS);
  return {
    alert: alert.name,
    expr: filtering(alert.condition),
    ...(alert.for === undefined ? {} : { for: alert.for.text }),
    labels: { ...Object.fromEntries(labels), severity: alert.severity, team: alert.team },
    annotations: {
      summary: text(alert.summary),
      description: text(alert.description),
      ...(dashboard === undefined ? {} : { dashboard_url: dashboard }),
      ...(runbook === undefined ? {} : { runbook_url: runbook }),
    },
  };
}
