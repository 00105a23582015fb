import type { Config, Slo } from "../config/config.ts";
import { withWindow } from "../config/promql.ts";

/** Two instant queries, events a second, each of one series without labels. */
export interface EventRates {
  readonly total: string;
  readonly errors: string;
}

/** What distinguishes a stack's HTTP metrics. */
type Metrics = Config["metrics"];

/** Names of what the collector makes of spans. Source: systems/collector/span-metrics.ts */
const SPANS = "traces_span_metrics";

/**
 * Events and errors a second over a range.
 *
 * No traffic gives zeros, and no series gives nothing: neither an outage nor 100%. Errors that never happened have no
 * series, so they are zero where there are events. Durations above the threshold are those not in its bucket, and events count only
 * while that is known: sums of the two over different times would have no ratio.
 *
 * @param range in Prometheus' notation: `5m`.
 * @param recorded query of the events a second as they were just recorded, so that they are counted once.
 */
export function eventRates(
  { indicator, service }: Slo,
  range: string,
  recorded: string,
  { labels, requestDuration }: Metrics,
): EventRates {
  switch (indicator.kind) {
    case "http": {
      const requests = { [labels.service]: service, ...optional(labels.route, indicator.route) };
      const codes = `${labels.status}=~${quote(codePattern(indicator.errors))}`;
      return {
        total: rate(`${requestDuration}_count`, requests, range),
        errors: orZero(rate(`${requestDuration}_count`, requests, range, codes), recorded),
      };
    }
    case "latency": {
      const requests = { [labels.service]: service, ...optional(labels.route, indicator.route) };
      return slow(requestDuration, requests, indicator.threshold.seconds, range, recorded);
    }
    case "spans": {
      const spans = spansOf(service, indicator.operation);
      const { threshold } = indicator;
      if (threshold !== undefined)
        return slow(`${SPANS}_duration_seconds`, spans, threshold.seconds, range, recorded);
      const failed = { ...spans, status_code: "STATUS_CODE_ERROR" };
      return {
        total: rate(`${SPANS}_calls_total`, spans, range),
        errors: orZero(rate(`${SPANS}_calls_total`, failed, range), recorded),
      };
    }
    case "query": {
      const { errors, good } = indicator;
      const total = over(indicator.total, range);
      if (errors !== undefined) return { total, errors: orZero(over(errors, range), recorded) };
      // Pods that answer nothing well have no series of it: where there are events, no good ones is none, not unknown.
      const some = orZero(over(good ?? indicator.total, range), recorded);
      return { total, errors: notNegative(`${recorded} - (${some})`) };
    }
  }
}

/**
 * Query of the requests a second by the upper bound of their duration, one series a bucket; undefined where nothing says
 * which histogram measures the events.
 */
export function durationRates(
  { indicator, service }: Slo,
  range: string,
  { labels, requestDuration }: Metrics,
): string | undefined {
  switch (indicator.kind) {
    case "http":
    case "latency": {
      const requests = { [labels.service]: service, ...optional(labels.route, indicator.route) };
      return byBucket(requestDuration, requests, range);
    }
    case "spans":
      return byBucket(`${SPANS}_duration_seconds`, spansOf(service, indicator.operation), range);
    case "query":
      return undefined;
  }
}

function spansOf(service: string, operation: string | undefined): Matchers {
  return {
    service_name: service,
    span_kind: "SPAN_KIND_SERVER",
    ...optional("span_name", operation),
  };
}

type Matchers = Readonly<Record<string, string>>;

function byBucket(histogram: string, equal: Matchers, range: string): string {
  return `sum by (le) (rate(${selector(`${histogram}_bucket`, equal)}[${range}]))`;
}

function rate(metric: string, equal: Matchers, range: string, ...more: readonly string[]): string {
  return `sum(rate(${selector(metric, equal, more)}[${range}]))`;
}

function selector(metric: string, equal: Matchers, more: readonly string[] = []): string {
  const matchers = [...Object.entries(equal).map(([label, value]) => `${label}=${quote(value)}`), ...more];
  return `${metric}{${matchers.join(",")}}`;
}

function slow(
  histogram: string,
  equal: Matchers,
  seconds: number,
  range: string,
  recorded: string,
): EventRates {
  const fast = rate(`${histogram}_bucket`, { ...equal, le: bucketLabel(seconds) }, range);
  const all = rate(`${histogram}_count`, equal, range);
  return { total: `${all} and ${fast}`, errors: notNegative(`${recorded} - ${fast}`) };
}

/** Counters of one scrape are not read at the same instant by their owner. */
function notNegative(difference: string): string {
  return `clamp_min(${difference}, 0)`;
}

function orZero(some: string, recorded: string): string {
  return `${some} or ${recorded} * 0`;
}

/** A query of the user's, over one range and as one series. */
function over(query: string, range: string): string {
  const text = withWindow(query.trim(), range);
  // A comment at its end would swallow the bracket.
  return text.includes("#") ? `sum(${text}\n)` : `sum(${text})`;
}

function optional(label: string, value: string | undefined): Matchers {
  return value === undefined ? {} : { [label]: value };
}

/** `5xx` as `5..`; codes stand for themselves. */
function codePattern(codes: readonly string[]): string {
  return codes.map((code) => code.replaceAll("x", ".")).join("|");
}

/**
 * As Prometheus 3 writes the bounds of classic histograms: floats always have a point or an exponent, and the exponent two
 * digits. Source: `FormatOpenMetricsFloat` in Prometheus' model/labels/float.go, which is Go's `%g`.
 */
export function bucketLabel(seconds: number): string {
  const isPlain = seconds >= 1e-4 && seconds < 1e6;
  const text = isPlain ? String(seconds) : seconds.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function quote(value: string): string {
  return JSON.stringify(value);
}
