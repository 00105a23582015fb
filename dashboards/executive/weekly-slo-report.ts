import type { Config } from "../../config/config.ts";
import { DASHBOARDS } from "../../model/dashboards.ts";
import type { DashboardSpec } from "../dashboard.ts";
import { line } from "../layout.ts";
import { linkTo } from "../links.ts";
import { plain, worseAbove } from "../palette.ts";
import { barGauge } from "../panels/bars.ts";
import type { Panel } from "../panels/panel.ts";
import { stat } from "../panels/stat.ts";
import { promql } from "../queries/query.ts";
import { budgetLeft, budgetUsed, EVERY, goodShare, objective, WEEK } from "../queries/slo.ts";
import {
  lastWeek,
  left,
  long,
  minutesUsed,
  notKnown,
  promise,
  sinceWeekBefore,
  sloTable,
} from "../slo-table.ts";
import { alertsByWeek } from "./alerts-by-week.ts";

/** What a week brought, on paper too: nothing is folded, nothing moves. */
export function weeklySloReport(config: Config): DashboardSpec {
  return {
    uid: DASHBOARDS.weeklySloReport,
    title: "Weekly SLO Report",
    description:
      "Did we keep our promises last week, is it getting better or worse, and where should work go? For the weekly meeting.",
    tags: ["slo"],
    range: "30d",
    variables: [],
    screen: [
      line(3, [8, count(config)], [8, missed(config)], [8, overspent(config)]),
      line(7, [12, worst(config)], [12, alertsByWeek(config, 5)]),
      line(tableHeight(config), [24, all(config)]),
    ],
    rows: [],
    next: [linkTo(DASHBOARDS.sloOverview, "SLO Overview")],
  };
}

/** All rows without scrolling, which paper cannot. */
function tableHeight({ slos }: Config): number {
  return Math.min(Math.max(slos.length + 3, 8), 60);
}

function count(config: Config): Panel {
  return stat({
    id: 1,
    title: "SLOs",
    description: "How many promises there are.",
    queries: [promql(`count(${objective(EVERY)})`, { instant: true })],
    unit: "none",
    thresholds: plain(),
    ...notKnown(config),
  });
}

function missed(config: Config): Panel {
  return stat({
    id: 2,
    title: "Below their objective, last 7 days",
    description:
      "How many SLOs had a smaller share of good events in the last 7 days than they promise. One bad week need not break the promise, which is about a longer window.",
    queries: [
      promql(`sum(${goodShare(config, [WEEK], EVERY)} < bool on (slo) ${objective(EVERY)})`, {
        instant: true,
      }),
    ],
    unit: "none",
    thresholds: worseAbove(1, 1),
    ...notKnown(config),
  });
}

function overspent(config: Config): Panel {
  return stat({
    id: 3,
    title: "Out of budget",
    description:
      "How many SLOs had more errors in their whole window than their objective allows: promises that are broken now.",
    queries: [promql(`sum(${budgetLeft(EVERY)} < bool 0)`, { instant: true })],
    unit: "none",
    thresholds: worseAbove(1, 1),
    ...notKnown(config),
  });
}

function worst(config: Config): Panel {
  const used = budgetUsed(`1 - ${goodShare(config, [WEEK], EVERY)}`, WEEK, EVERY);
  return barGauge({
    id: 4,
    title: "Most of their budget used in the last 7 days",
    description:
      "The five SLOs that used the largest share of their whole error budget in the last 7 days, if traffic is as usual. For a window of 30 days, 23% a week is what lasts.",
    queries: [promql(`sort_desc(topk(5, ${used}))`, { instant: true, legend: "{{slo}}" })],
    unit: "percentunit",
    decimals: 1,
    min: 0,
    max: 1,
    thresholds: worseAbove(0.25, 1),
    ...notKnown(config),
    dataLinks: [
      linkTo(DASHBOARDS.sloOverview, "SLO Overview of this SLO", { set: { slo: "${__field.labels.slo}" } }),
    ],
  });
}

function all(config: Config): Panel {
  return sloTable(
    config,
    {
      id: 6,
      title: "Every SLO",
      description:
        "The one with the least budget first. Shares are of good events. Against week before: percentage points by which the last 7 days were better, or below 0 worse, than the 7 before. Minutes used: those in which nothing but errors would have done the same, of the SLO's own window.",
    },
    [promise(), lastWeek(config), sinceWeekBefore(config), long(config), left(), minutesUsed()],
  );
}
