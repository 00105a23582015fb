import type { Config } from "../../config/config.ts";
import { type BurnRatePair, burnRatePairs } from "../../model/burn-rate.ts";
import { DASHBOARDS } from "../../model/dashboards.ts";
import { duration } from "../../model/duration.ts";
import { SLO_SERIES } from "../../model/slo-series.ts";
import { linkTo } from "../links.ts";
import { type Thresholds, thresholdSteps, worseAbove } from "../palette.ts";
import { barGauge } from "../panels/bars.ts";
import type { Panel } from "../panels/panel.ts";
import { timeSeries } from "../panels/time-series.ts";
import { promql } from "../queries/query.ts";
import { budgetUsed, CHOSEN, MONTH, objective } from "../queries/slo.ts";
import { notKnown } from "../slo-table.ts";

/** The pages, of the window that SLOs here have; of 30 days where they differ. */
function pages({ slos }: Config): readonly BurnRatePair[] {
  const [first, ...others] = new Set(slos.map(({ window }) => window.seconds));
  const window = first === undefined || others.length > 0 ? MONTH : slos[0]!.window;
  return burnRatePairs(window).filter(({ severity }) => severity === "page");
}

/** How fast, as alerts judge it. */
export function burnRateOverTime(config: Config, id: number): Panel {
  const [fast, slow] = pages(config) as readonly [BurnRatePair, BurnRatePair];
  return timeSeries({
    id,
    title: "Burn rate 1h",
    description: `How many times faster than sustainable the error budget burns, over the last hour: at 1 it lasts exactly its window. The ten SLOs that burn fastest at each moment. The lines are where somebody is paged: at ${slow.factor} over ${slow.long.text}, at ${fast.factor} over ${fast.long.text}, as long as it goes on.`,
    queries: [promql(`topk(10, ${SLO_SERIES.burnRate}${CHOSEN})`, { legend: "{{slo}}" })],
    unit: "none",
    min: 0,
    softMax: 2,
    interval: "1m",
    thresholds: worseAbove(slow.factor, fast.factor),
    bounds: "line",
    fill: 0,
    ...notKnown(config, "Nothing was asked in this time"),
    links: [linkTo(DASHBOARDS.incidentTimeline, "Incident Timeline")],
  });
}

/** Window → the share of a whole budget at which the alert of this window fires. */
const CONSUMPTION = [
  { window: "1h", title: "1 hour", alert: 0.02 },
  { window: "6h", title: "6 hours", alert: 0.05 },
  { window: "3d", title: "3 days", alert: 0.1 },
] as const;

/** How much of the whole budget went lately. */
export function budgetConsumption(config: Config, id: number): Panel {
  return barGauge({
    id,
    title: "Budget used lately",
    description:
      "Share of the whole error budget that was used up in the last hour, 6 hours and 3 days, of the chosen SLO that used most, if traffic is as usual. Red is what alerts fire at: 2% in an hour, 5% in 6 hours, 10% in 3 days.",
    queries: CONSUMPTION.map(({ title, window }) => {
      const ratio = `${SLO_SERIES.errorRatio(duration(window))}${CHOSEN}`;
      const most = `max(${budgetUsed(ratio, duration(window), CHOSEN)})`;
      // Nothing was asked: nothing was used.
      return promql(`${most} or 0 * max(${objective(CHOSEN)})`, { instant: true, legend: title });
    }),
    unit: "percentunit",
    decimals: 1,
    min: 0,
    thresholds: worseAbove(0.05, 0.1),
    overrides: CONSUMPTION.map(({ alert, title }) => ({
      field: title,
      properties: { thresholds: { mode: "absolute", steps: thresholdSteps(upTo(alert)) }, max: 2 * alert },
    })),
    ...notKnown(config),
    dataLinks: [linkTo(DASHBOARDS.incidentTimeline, "Incident Timeline")],
  });
}

const upTo = (alert: number): Thresholds => worseAbove(alert / 2, alert);
