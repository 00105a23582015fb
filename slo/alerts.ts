import type { Slo } from "../config/config.ts";
import type { Alert, Comparison } from "../model/alert.ts";
import { type BurnRatePair, errorBudget } from "../model/burn-rate.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import { duration } from "../model/duration.ts";
import { SHORT_WINDOWS, SLO_SERIES } from "../model/slo-series.ts";
import { burnRates } from "./burn-rates.ts";

/** Names of the alerts that SLOs have; each has its runbook. */
export const SLO_ALERTS = { burn: "ErrorBudgetBurn", noData: "SLOWithoutData" } as const;

/** The alerts of an SLO: one a pair of windows, and one for when nothing is known. */
export function sloAlerts(slo: Slo): readonly Alert[] {
  return [...burnRates(slo).pairs.map((pair) => burning(slo, pair)), withoutData(slo)];
}

function burning(slo: Slo, pair: BurnRatePair): Alert {
  const { factor, long, severity, short } = pair;
  return {
    ...about(slo),
    name: SLO_ALERTS.burn,
    title: `${SLO_ALERTS.burn} ${slo.name} ${long.text}`,
    severity,
    labels: { ...slo.labels, service: slo.service, window: long.text },
    condition: { all: [burnRate(slo, long, factor), burnRate(slo, short, factor), ...traffic(slo, pair)] },
    unit: "number",
    summary: `${slo.name} burns its error budget at {value} times the rate that lasts ${slo.window.text}`,
    description: [
      ...(slo.description === undefined ? [] : [`${slo.description.replace(/\.?$/, ".")}`]),
      `Over ${long.text}, and still over the last ${short.text}, ${slo.service} spent the budget of its ${slo.objective}% at {value} times`,
      `the rate that lasts ${slo.window.text}. This begins at ${factor}×, at which a full budget lasts ${hours(slo, factor)}.`,
    ].join(" "),
    panel: panel(slo, PANELS.sloOverview.burnRate),
  };
}

/** The same condition for both windows: times the rate that uses up the budget in the SLO's window. */
function burnRate(slo: Slo, window: typeof slo.window, factor: number): Comparison {
  const ratio = `${SLO_SERIES.errorRatio(window)}{slo="${slo.name}"}`;
  return { query: `${ratio} / ${errorBudget(slo.objective)}`, is: "above", threshold: factor };
}

function traffic(slo: Slo, { long }: BurnRatePair): readonly Comparison[] {
  if (slo.minimumTraffic === 0) return [];
  const query = `${SLO_SERIES.total(long)}{slo="${slo.name}"}`;
  return [{ query, is: "above", threshold: slo.minimumTraffic }];
}

/** Neither an outage nor 100%: nobody knows. A service without requests has data; one that is not measured has none. */
function withoutData(slo: Slo): Alert {
  const [window] = SHORT_WINDOWS;
  return {
    ...about(slo),
    name: SLO_ALERTS.noData,
    title: `${SLO_ALERTS.noData} ${slo.name}`,
    severity: "ticket",
    labels: { ...slo.labels, service: slo.service },
    condition: { absent: `${SLO_SERIES.errors(window!)}{slo="${slo.name}"}` },
    for: duration("1h"),
    unit: "number",
    summary: `${slo.name} has had no data for an hour`,
    description: `Nothing that this SLO of ${slo.service} counts was measured for an hour: nobody knows whether it holds, and its other alerts cannot fire.`,
    panel: panel(slo, PANELS.sloOverview.requestRate),
  };
}

function about(slo: Slo) {
  return {
    category: "slo",
    team: slo.team,
    ...(slo.runbook === undefined ? {} : { runbook: slo.runbook }),
  } as const;
}

/** How long a full budget lasts at a burn rate: `50 hours`, `15 days`. */
function hours({ window }: Slo, factor: number): string {
  const count = window.seconds / factor / 3600;
  return count < 72 ? `${Number(count.toFixed(1))} hours` : `${Number((count / 24).toFixed(1))} days`;
}

const panel = ({ name }: Slo, id: number) => ({
  dashboard: DASHBOARDS.sloOverview,
  panel: id,
  variables: { slo: name },
});
