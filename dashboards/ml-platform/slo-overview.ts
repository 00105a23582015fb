import type { Config } from "../../config/config.ts";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { SLO_SERIES } from "../../model/slo-series.ts";
import type { DashboardSpec } from "../dashboard.ts";
import { line, row } from "../layout.ts";
import { linkTo } from "../links.ts";
import { alertList } from "../panels/others.ts";
import type { Panel } from "../panels/panel.ts";
import { PERCENTILE_COLOURS } from "../panels/series-colours.ts";
import { stat } from "../panels/stat.ts";
import { timeSeries } from "../panels/time-series.ts";
import { promql } from "../queries/query.ts";
import { budgetLeft, budgetMinutes, CHOSEN, SLO, slowest } from "../queries/slo.ts";
import { BUDGET, burning, left, long, minutesLeft, notKnown, promise, sloTable } from "../slo-table.ts";
import { budgetConsumption, burnRateOverTime } from "./slo-burning.ts";
import { availabilityGauge, latencyGauge } from "./slo-gauges.ts";

/** Whether the promises hold, which does not, and for how long the others will. */
export function sloOverview(config: Config): DashboardSpec {
  return {
    uid: DASHBOARDS.sloOverview,
    title: "SLO Overview",
    description:
      "Do our services keep their promises, how fast is what is left used up, and where? For those on call and those who plan.",
    tags: ["slo"],
    range: "24h",
    refresh: "1m",
    variables: [SLO],
    screen: [
      line(
        5,
        [5, availabilityGauge(config, 1)],
        [5, latencyGauge(config, 2)],
        [5, budgetRemaining(config)],
        [4, minutes(config)],
        [5, budgetConsumption(config, 6)],
      ),
      line(
        7,
        [8, burnDown(config)],
        [8, burnRateOverTime(config, PANELS.sloOverview.burnRate)],
        [8, availability(config)],
      ),
      line(7, [18, all(config)], [6, firing()]),
    ],
    rows: [row("Requests and their latency", line(8, [12, requestRate(config)], [12, latency(config)]))],
    next: [
      linkTo(DASHBOARDS.applicationPerformance, "Application Performance"),
      linkTo(DASHBOARDS.incidentTimeline, "Incident Timeline"),
      linkTo(DASHBOARDS.weeklySloReport, "Weekly SLO Report"),
    ],
    alerts: { slo: "slo" },
  };
}

/** Lines in a graph of SLOs. */
const MOST = 10;

const timeline = () => [linkTo(DASHBOARDS.incidentTimeline, "Incident Timeline")];

function budgetRemaining(config: Config): Panel {
  return stat({
    id: PANELS.sloOverview.errorBudget,
    title: "Error budget left",
    description:
      "Share of the error budget that is left, of the chosen SLO that has the least. The budget is all the errors that the objective allows in the SLO's window; below 0% more has failed than was promised. Recorded by Prometheus every few minutes.",
    queries: [promql(`bottomk(1, ${budgetLeft(CHOSEN)})`, { instant: true, legend: "{{slo}}" })],
    unit: "percentunit",
    decimals: 1,
    thresholds: BUDGET,
    names: true,
    ...notKnown(config),
    dataLinks: timeline(),
  });
}

function minutes(config: Config): Panel {
  return stat({
    id: 9,
    title: "Minutes left",
    description:
      "For how many minutes nothing but errors would use up what is left of the error budget, at usual traffic: of the chosen SLO that has the least. Below 0 it is overspent.",
    queries: [
      promql(`bottomk(1, ${budgetMinutes(budgetLeft(CHOSEN), CHOSEN)})`, {
        instant: true,
        legend: "{{slo}}",
      }),
    ],
    unit: "none",
    decimals: 1,
    thresholds: { base: "bad", steps: [[0, "good"]] },
    names: true,
    ...notKnown(config),
    dataLinks: timeline(),
  });
}

function firing(): Panel {
  return alertList({
    id: 11,
    title: "Firing alerts",
    description:
      "Alerts of the chosen SLOs that fire now: budgets that burn too fast, and SLOs about which nothing is known. Empty is good.",
    matching: '{slo=~"${slo:regex}"}',
    links: timeline(),
  });
}

function burnDown(config: Config): Panel {
  const days = Math.max(...config.slos.map(({ window }) => window.seconds / 86_400), 7);
  const range = `${config.slos.length === 0 ? 30 : days}d`;
  return timeSeries({
    id: 8,
    title: "Budget burn-down",
    description: `Share of the error budget that was left at each moment, of the ${MOST} SLOs with the least. It falls as errors come in, and rises as old ones leave the window. Flat is good; at 0% nothing is left.`,
    queries: [promql(`bottomk(${MOST}, ${SLO_SERIES.budgetRemaining}${CHOSEN})`, { legend: "{{slo}}" })],
    unit: "percentunit",
    max: 1,
    timeFrom: range,
    interval: "1h",
    fill: 0,
    thresholds: BUDGET,
    bounds: "line",
    bridge: true,
    ...notKnown(config),
    links: [linkTo(DASHBOARDS.incidentTimeline, "Incident Timeline", { range })],
  });
}

function availability(config: Config): Panel {
  return timeSeries({
    id: 5,
    title: "Availability over 5 minutes",
    description: `Share of events that were good within 5 minutes, of the ${MOST} SLOs with the least; of SLOs about speed, of requests that were fast enough. No line: nothing was asked, or nothing is measured.`,
    queries: [
      promql(`bottomk(${MOST}, 1 - ${SLO_SERIES.errorRatio({ text: "5m", seconds: 300 })}${CHOSEN})`, {
        legend: "{{slo}}",
      }),
    ],
    unit: "percentunit",
    max: 1,
    interval: "1m",
    fill: 0,
    ...notKnown(config, "Nothing was asked in this time"),
    links: [linkTo(DASHBOARDS.applicationPerformance, "Application Performance")],
  });
}

function requestRate(config: Config): Panel {
  return timeSeries({
    id: PANELS.sloOverview.requestRate,
    title: "Request rate",
    description: `Events a second that each SLO counts, good and bad, over 5 minutes, of the ${MOST} with the most. A gap: nothing was measured, so that nobody knows whether the promise was kept.`,
    queries: [
      promql(`topk(${MOST}, ${SLO_SERIES.total({ text: "5m", seconds: 300 })}${CHOSEN})`, {
        legend: "{{slo}}",
      }),
    ],
    unit: "reqps",
    min: 0,
    interval: "1m",
    ...notKnown(config, "Nothing is measured"),
    links: [linkTo(DASHBOARDS.applicationPerformance, "Application Performance")],
  });
}

function latency(config: Config): Panel {
  return timeSeries({
    id: 7,
    title: "Latency",
    description:
      "How long the fastest 50%, 95% and 99% of requests took at most, of the chosen SLO with the slowest. From the buckets that are recorded of SLOs on requests and on spans; SLOs on queries of your own have none.",
    queries: [0.5, 0.95, 0.99].map((share) =>
      promql(slowest(share, CHOSEN, config), { legend: `p${share * 100}` }),
    ),
    unit: "s",
    min: 0,
    interval: "1m",
    fill: 0,
    overrides: PERCENTILE_COLOURS,
    ...notKnown(config, "None of these SLOs measures durations"),
    links: [linkTo(DASHBOARDS.applicationPerformance, "Application Performance")],
  });
}

function all(config: Config): Panel {
  return sloTable(
    config,
    {
      id: 12,
      title: "All SLOs",
      description:
        "Every SLO of the stack, whatever is chosen above, the one with the least budget first. Its name shows it alone here; its service leads to its requests. A burn rate above 1 will use up the budget before its window ends.",
    },
    [promise(), long(config), left(), minutesLeft(), burning()],
  );
}
