import type { Config } from "../config/config.ts";
import { DASHBOARDS } from "../model/dashboards.ts";
import { SLO_SERIES } from "../model/slo-series.ts";
import { linkTo } from "./links.ts";
import { worseAbove, worseBelow } from "./palette.ts";
import { text } from "./panels/others.ts";
import type { DataOptions, Panel, PanelOptions } from "./panels/panel.ts";
import { type Column, table } from "./panels/table.ts";
import { type Query, rows } from "./queries/query.ts";
import { budgetLeft, budgetMinutes, burnRate, EVERY, goodShare, longWindows, WEEK } from "./queries/slo.ts";

/** What a panel says while there is no number. */
export const notKnown = ({ slos }: Config, noValue = "Not known yet"): Pick<DataOptions, "noValue"> => ({
  noValue: slos.length === 0 ? "There is no SLO yet" : noValue,
});

/** Good as long as a quarter of the budget is left, bad when it is overspent. */
export const BUDGET = worseBelow(0.25, 0);
/** Below 1 the budget lasts. */
export const BURN_RATE = worseAbove(1, 6);

/** A column, with what fills it. */
export interface SloColumn {
  readonly query: Query;
  readonly columns: readonly Column[];
}

/** Every SLO, the one with the least budget first; where there is none, how to have one. */
export function sloTable(config: Config, options: PanelOptions, columns: readonly SloColumn[]): Panel {
  if (config.slos.length === 0) return text({ ...options, content: NO_SLO });
  const [first, ...others] = columns.flatMap((each) => each.columns);
  return table({
    ...options,
    queries: columns.map(({ query }) => query),
    columns: [first!, ...others],
    sort: { by: BUDGET_LEFT, descending: false },
    noValue: "Not known yet",
  });
}

const NO_SLO = `There is no SLO yet. An entry under \`lookout:slos\` in the stack's config makes everything that a promise needs:

~~~yaml
lookout:slos:
  - name: gateway-availability
    service: gateway
    objective: 99.9
    indicator: { kind: http }
~~~
`;

const BUDGET_LEFT = "Budget left";

const number = (refId: string, expr: string, column: Omit<Column, "field">): SloColumn => ({
  query: rows(expr, refId),
  columns: [{ field: `Value #${refId}`, ...column }],
});

/** Who promises what. */
export function promise(): SloColumn {
  return {
    query: rows(`max by (slo, service, team) (${SLO_SERIES.objective})`, "objective"),
    columns: [
      {
        field: "slo",
        title: "SLO",
        link: linkTo(DASHBOARDS.sloOverview, "SLO Overview of this SLO", {
          set: { slo: "${__data.fields.slo}" },
        }),
      },
      {
        field: "service",
        title: "Service",
        link: linkTo(DASHBOARDS.applicationPerformance, "Application Performance of this service", {
          set: { service: "${__data.fields.service}" },
        }),
      },
      { field: "team", title: "Team", width: 100 },
      { field: "Value #objective", title: "Objective", unit: "percentunit", width: 85 },
    ],
  };
}

export const lastWeek = (config: Config) =>
  number("week", goodShare(config, [WEEK], EVERY), {
    title: "Last 7 days",
    unit: "percentunit",
    decimals: 3,
    width: 105,
  });

/** In percentage points; better is above 0. */
export const sinceWeekBefore = (config: Config) =>
  number("change", `${goodShare(config, [WEEK], EVERY)} - ${goodShare(config, [WEEK], EVERY, WEEK)}`, {
    title: "Against week before",
    unit: "percentunit",
    decimals: 3,
    width: 155,
    thresholds: { base: "warning", steps: [[-0.0001, "good"]] },
  });

export function long(config: Config): SloColumn {
  const { title, windows } = longWindows(config);
  return number("long", goodShare(config, windows, EVERY), {
    title: title.startsWith("the last") ? title.replace("the last", "Last") : "Own window",
    unit: "percentunit",
    decimals: 3,
    width: 105,
  });
}

export const left = () =>
  number("left", budgetLeft(EVERY), {
    title: BUDGET_LEFT,
    unit: "percentunit",
    decimals: 1,
    width: 130,
    thresholds: BUDGET,
    show: "bar",
    min: 0,
    max: 1,
  });

export const minutesLeft = () =>
  number("minutes", budgetMinutes(budgetLeft(EVERY), EVERY), {
    title: "Minutes left",
    unit: "none",
    decimals: 1,
    width: 105,
  });

export const minutesUsed = () =>
  number("used", budgetMinutes(`1 - ${budgetLeft(EVERY)}`, EVERY), {
    title: "Minutes used",
    unit: "none",
    decimals: 1,
    width: 115,
  });

export const burning = () =>
  number("burn", burnRate(EVERY), {
    title: "Burn 1h",
    unit: "none",
    decimals: 1,
    width: 80,
    thresholds: BURN_RATE,
  });
