import { type Duration, duration, inLargestUnit } from "./duration.ts";

/**
 * Names of the series that every SLO has, as `level:metric:operations`. They carry the label `slo` and nothing else:
 * a change of team or service must not begin a new budget. (Buckets have `le` as well.) `slo:objective:ratio` has the rest,
 * for joins by `slo`.
 * Source: https://prometheus.io/docs/practices/rules/
 */
export const SLO_SERIES = {
  /** Errors a second. */
  errors: (window: Duration) => `slo:errors:rate${window.text}`,
  /** Events a second, good and bad. */
  total: (window: Duration) => `slo:total:rate${window.text}`,
  /** Share of events that were errors, 0 to 1. No events: no sample. */
  errorRatio: (window: Duration) => `slo:errors:ratio_rate${window.text}`,
  /** Share of requests that were answered well, 0 to 1. */
  availability: (window: Duration) => `slo:availability:ratio_rate${window.text}`,
  /** Share of requests that were fast enough, 0 to 1. */
  latency: (window: Duration) => `slo:latency:ratio_rate${window.text}`,
  /**
   * Requests a second that took no longer than the label `le`, of SLOs whose requests are measured by a histogram. Over
   * slices and over an hour.
   */
  durations: (window: Duration) => `slo:latency_bucket:rate${window.text}`,
  /** The longest good duration, seconds, of SLOs that have one. */
  threshold: "slo:threshold:seconds",
  /** Burn rate now: 1 uses up exactly the budget in the SLO's window. Over an hour. */
  burnRate: "slo:burn_rate:ratio_rate1h",
  /** Share of the budget that is left, at most 1, below 0 when it is overspent. */
  budgetRemaining: "slo:error_budget_remaining:ratio",
  /** The objective, 0 to 1, with everything that is known of the SLO as labels. */
  objective: "slo:objective:ratio",
  /** The SLO's window, seconds. */
  window: "slo:window:seconds",
} as const;

/** Windows of hours, which follow every scrape. */
export const SHORT_WINDOWS = ["5m", "30m", "1h", "2h", "6h"].map(duration);
/** Windows of days, which every SLO has beside its own. */
export const LONG_WINDOWS = ["1d", "3d"].map(duration);
/** Windows that reports show of every SLO, where Prometheus keeps that much. */
export const REPORT_WINDOWS = ["7d", "30d"].map(duration);

/** Least time between evaluations of windows of days, seconds. */
const SLICE = 180;

/**
 * The slices of which windows of days are made: three minutes, or the next whole number of scrapes, so that no step between
 * two of them falls out. Config keeps scrapes at two minutes: a slice is always shorter than the five for which
 * Prometheus takes a sample for fresh.
 */
export function slice(scrapeInterval: Duration): Duration {
  return inLargestUnit(scrapeInterval.seconds * Math.ceil(SLICE / scrapeInterval.seconds));
}

/** Labels of `slo:objective:ratio` and of alerts that Lookout sets; no SLO may have labels of these names. */
export const RESERVED_LABELS = [
  "slo",
  "service",
  "team",
  "indicator",
  "severity",
  "window",
  "category",
  "alertname",
  "alertstate",
  "cluster",
  "environment",
  "replica",
  "job",
  "instance",
  "grafana_folder",
] as const;
