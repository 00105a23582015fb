import type { Config } from "../../config/config.ts";
import { thresholdOf } from "../../config/schema/slos.ts";
import { type Duration, duration } from "../../model/duration.ts";
import { REPORT_WINDOWS, SLO_SERIES, slice } from "../../model/slo-series.ts";
import type { Variable } from "../variables.ts";

/** SLOs to choose from. All stands for every SLO, and not for what has none. */
export const SLO: Variable = {
  name: "slo",
  label: "SLO",
  values: `label_values(${SLO_SERIES.objective}, slo)`,
  all: ".+",
};

/** Which SLOs a query is about: those chosen by the variable `slo`, or every one. */
export type Among = '{slo=~"$slo"}' | "";
export const CHOSEN: Among = '{slo=~"$slo"}';
export const EVERY: Among = "";

export const HOUR = duration("1h");
export const WEEK = duration("7d");
export const MONTH = duration("30d");

/** By `slo` alone, for joins; never two series of one SLO, as for a moment after its team has changed. */
const one = (series: string, among: Among) => `max by (slo) (${series}${among})`;

export const objective = (among: Among) => one(SLO_SERIES.objective, among);
export const budgetLeft = (among: Among) => one(SLO_SERIES.budgetRemaining, among);
export const burnRate = (among: Among) => one(SLO_SERIES.burnRate, among);

/** Share of good events, of requests that were answered well or, where the SLO is about speed, fast enough. */
export function goodShare(
  config: Config,
  windows: readonly Duration[],
  among: Among,
  before?: Duration,
): string {
  const offset = before === undefined ? "" : ` offset ${before.text}`;
  const series = windows.flatMap((window) => goodSeries(config, window));
  return `max by (slo) (${series.map((each) => `${each}${among}${offset}`).join(" or ")})`;
}

/** Availability is of SLOs on errors, latency of those on speed: what the stack has. */
function goodSeries({ slos }: Config, window: Duration): readonly string[] {
  const some = slos.filter((slo) => slo.window.text === window.text || isReported(window));
  const areFast = some.map(({ indicator }) => thresholdOf(indicator) !== undefined);
  return [
    ...(areFast.includes(true) ? [SLO_SERIES.latency(window)] : []),
    ...(areFast.includes(false) || areFast.length === 0 ? [SLO_SERIES.availability(window)] : []),
  ];
}

const isReported = ({ text }: Duration) => REPORT_WINDOWS.some((window) => window.text === text);

/** Minutes in which nothing but errors would use up a share of the budget. */
export function budgetMinutes(share: string, among: Among): string {
  return `(${share}) * on (slo) (1 - ${objective(among)}) * on (slo) ${one(SLO_SERIES.window, among)} / 60`;
}

/** Share of the whole budget that the errors of a window used up, if traffic is as usual. */
export function budgetUsed(ratio: string, { seconds }: Duration, among: Among): string {
  return `(${ratio}) / on (slo) (1 - ${objective(among)}) / on (slo) ${one(SLO_SERIES.window, among)} * ${seconds}`;
}

interface LongWindows {
  readonly windows: readonly Duration[];
  /** `the last 30 days` */
  readonly title: string;
  /** `30d` */
  readonly short: string;
}

/** The longest window that every SLO of the stack has. Where 30 days are not kept, that is its own. */
export function longWindows({ prometheus, slos }: Config): LongWindows {
  if (prometheus.retention.seconds >= MONTH.seconds) return of(MONTH);
  const own = [...new Map(slos.map(({ window }) => [window.text, window])).values()];
  const [first = WEEK] = own;
  return own.length <= 1 ? of(first) : { windows: own, title: "its own window", short: "of its window" };
}

const of = (window: Duration): LongWindows => ({
  windows: [window],
  title: `the last ${window.seconds / 86_400} days`,
  short: window.text,
});

/** What is left of a series for each SLO, with what it should be as its label `target`. */
export function withTarget(value: string, target: string): string {
  return `${value} * on (slo) group_left (target) count_values by (slo) ("target", ${target})`;
}

/** The objective as people write it: 99.9. */
export const percentOf = (ratio: string) => `round(100 * ${ratio}, 0.0001)`;

/** Bound for the slowest hundredth of requests where an SLO has no threshold of its own, seconds. */
export const USUAL_THRESHOLD = 0.3;

/** The threshold of an SLO as people write it, milliseconds: 300. */
export function thresholdMilliseconds({ slos }: Config, among: Among): string {
  const usual = `0 * ${objective(among)} + ${USUAL_THRESHOLD}`;
  const some = slos.some(({ indicator }) => thresholdOf(indicator) !== undefined);
  return `round(1000 * (${some ? `${one(SLO_SERIES.threshold, among)} or ` : ""}${usual}), 0.001)`;
}

/** The duration that this share of requests did not exceed, seconds. No requests: nothing. */
const quantile = (share: number, buckets: string) => `histogram_quantile(${share}, ${buckets}) > 0`;

/** Over seven days, from one number an hour; from the last hour alone while there is no full one. */
export function weeksQuantile(share: number, among: Among): string {
  const hour = `${SLO_SERIES.durations(HOUR)}${among}`;
  return quantile(share, `sum_over_time(${hour}[${WEEK.text}:1h]) or ${hour}`);
}

/** At each moment, of the SLO with the slowest requests. */
export function slowest(share: number, among: Among, { prometheus }: Config): string {
  const part = SLO_SERIES.durations(slice(prometheus.scrapeInterval));
  return `max(${quantile(share, `${part}${among}`)})`;
}
