import type { Config, Slo } from "../../config/config.ts";
import { SEVERITIES } from "../../model/alert.ts";
import { type BurnRatePair, errorBudget } from "../../model/burn-rate.ts";
import { stackAlerts } from "../../rules/index.ts";
import { burnRates } from "../../slo/burn-rates.ts";
import { table } from "./table.ts";

/** Minutes of 30 days. */
const MONTH = 30 * 24 * 60;

/** A row an SLO: what is promised, how much may fail, and when somebody is told. */
export function sloTable({ slos }: Config): readonly string[] {
  if (slos.length === 0) return ["  none: `lookout:slos` has no entry"];
  const head = [
    "SLO",
    "indicator",
    "objective",
    "window",
    "minutes a month",
    "pages at",
    "tickets at",
    "cannot fire",
  ];
  return table([head, ...slos.map(row)]);
}

function row(slo: Slo): readonly string[] {
  const { leftOut, pairs } = burnRates(slo);
  const of = (severity: string) => times(pairs.filter((pair) => pair.severity === severity));
  const minutes = MONTH * errorBudget(slo.objective);
  return [
    slo.name,
    slo.indicator.kind,
    `${slo.objective}%`,
    slo.window.text,
    minutes < 10 ? minutes.toFixed(2) : minutes.toFixed(1),
    of("page"),
    of("ticket"),
    times(leftOut),
  ];
}

/** `14.4 over 1h and 5m`, shortened. */
function times(pairs: readonly BurnRatePair[]): string {
  return pairs.map(({ factor, long, short }) => `${factor}× ${long.text}/${short.text}`).join(", ");
}

/** How many alerts there are, by severity, and who evaluates them. */
export function alertSummary(config: Config): string {
  const alerts = stackAlerts(config);
  const counts = SEVERITIES.map((severity) => {
    const count = alerts.filter((alert) => alert.severity === severity).length;
    return `${count} ${severity}`;
  });
  const engine =
    config.alerting.engine === "grafana"
      ? "evaluated and told by Grafana"
      : "evaluated by Prometheus, told by Alertmanager";
  return `  ${alerts.length} alerts (${counts.join(", ")}), ${engine}`;
}
