import type { Config } from "../../config/config.ts";
import { thresholdOf } from "../../config/schema/slos.ts";
import { errorBudget } from "../../model/burn-rate.ts";
import { DASHBOARDS } from "../../model/dashboards.ts";
import { linkTo } from "../links.ts";
import { type Thresholds, thresholdSteps, worseAbove, worseBelow } from "../palette.ts";
import type { Override, Panel } from "../panels/panel.ts";
import { gauge } from "../panels/stat.ts";
import { promql } from "../queries/query.ts";
import {
  budgetLeft,
  CHOSEN,
  goodShare,
  longWindows,
  objective,
  percentOf,
  thresholdMilliseconds,
  USUAL_THRESHOLD,
  weeksQuantile,
  withTarget,
} from "../queries/slo.ts";
import { notKnown } from "../slo-table.ts";

/** Where no SLO says more, percent. */
const USUAL_OBJECTIVE = 99.5;

/** The SLO that has the least budget left, beside its own objective. */
export function availabilityGauge(config: Config, id: number): Panel {
  const { short, title, windows } = longWindows(config);
  const share = goodShare(config, windows, CHOSEN);
  const worst = `${share} and on (slo) bottomk(1, ${budgetLeft(CHOSEN)} and on (slo) ${share})`;
  const objectives = new Set(config.slos.map((slo) => slo.objective));
  return gauge({
    id,
    title: `Availability ${short}`,
    description: `Share of events that were good over ${title}, of the chosen SLO with the least budget left; of an SLO about speed, the share that was fast enough. Below it stand its name and its target, ${USUAL_OBJECTIVE}% unless it has its own. Red is below the target, orange while less than a quarter of the budget is left. Every event counts once.`,
    queries: [
      promql(withTarget(`(${worst})`, percentOf(objective(CHOSEN))), {
        instant: true,
        legend: "{{slo}}, target {{target}}%",
      }),
    ],
    unit: "percentunit",
    decimals: 2,
    ...availabilityBounds(USUAL_OBJECTIVE),
    overrides: [...objectives]
      .filter((each) => each !== USUAL_OBJECTIVE)
      .map((each) => forTarget(`${Number(each.toFixed(4))}%`, availabilityBounds(each))),
    names: true,
    ...notKnown(config),
    dataLinks: [linkTo(DASHBOARDS.applicationPerformance, "Application Performance")],
  });
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly thresholds: Thresholds;
}

/** An arc of five budgets, of which one is above the target. */
function availabilityBounds(percent: number): Bounds {
  const budget = errorBudget(percent);
  const from = (budgets: number) => Number((1 - budgets * budget).toPrecision(10));
  return { min: from(5), max: 1, thresholds: worseBelow(from(0.75), from(1)) };
}

/** The SLO with the slowest requests, beside its own threshold. */
export function latencyGauge(config: Config, id: number): Panel {
  const thresholds = new Set(config.slos.flatMap(({ indicator }) => thresholdOf(indicator)?.seconds ?? []));
  const slowest = `topk(1, ${weeksQuantile(0.99, CHOSEN)})`;
  return gauge({
    id,
    title: "Latency p99 7d",
    description: `How long the fastest 99% of requests took at most in the last 7 days, of the chosen SLO with the slowest. Below it stand its name and its target, ${USUAL_THRESHOLD * 1000} ms unless it has a threshold of its own: red is above it, orange close to it. SLOs on queries of your own measure no durations.`,
    queries: [
      promql(withTarget(`(${slowest})`, thresholdMilliseconds(config, CHOSEN)), {
        instant: true,
        legend: "{{slo}}, target {{target}} ms",
      }),
    ],
    unit: "s",
    ...latencyBounds(USUAL_THRESHOLD),
    overrides: [...thresholds]
      .filter((each) => each !== USUAL_THRESHOLD)
      .map((each) => forTarget(`${Number((each * 1000).toFixed(3))} ms`, latencyBounds(each))),
    names: true,
    ...notKnown(config, "Not measured"),
    dataLinks: [linkTo(DASHBOARDS.applicationPerformance, "Application Performance")],
  });
}

const latencyBounds = (seconds: number): Bounds => ({
  min: 0,
  max: 2 * seconds,
  thresholds: worseAbove(0.8 * seconds, seconds),
});

/** Bounds of a series whose name ends in its target. */
function forTarget(target: string, { max, min, thresholds }: Bounds): Override {
  const steps = thresholdSteps(thresholds);
  return {
    field: `/target ${target.replaceAll(".", "\\.")}$/`,
    properties: { min, max, thresholds: { mode: "absolute", steps } },
  };
}
