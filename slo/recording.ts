import type { Config, Slo } from "../config/config.ts";
import { thresholdOf } from "../config/schema/slos.ts";
import { errorBudget } from "../model/burn-rate.ts";
import { type Duration, duration, inLargestUnit } from "../model/duration.ts";
import type { RecordingRule, RuleGroup } from "../model/rules.ts";
import { LONG_WINDOWS, REPORT_WINDOWS, SHORT_WINDOWS, SLO_SERIES, slice } from "../model/slo-series.ts";
import { durationRates, eventRates } from "./indicator.ts";

const HOUR = duration("1h");

/** Read from the services' own counters: the page pair's windows, where every second of delay counts. */
const FROM_COUNTERS = new Set(["5m", "1h"]);

/**
 * The recording rules of an SLO, in two groups: hours at Prometheus' own interval, days every three minutes or so.
 *
 * Errors and events are recorded apart and divided last, so that every window weighs its traffic: a mean of ratios
 * counts a request at night for more than one at noon. Windows of days are sums of slices that lie end to end and count
 * every event once. Windows of 30m, 2h and 6h are sums of the records of 5m. A time without a record counts as one without
 * events: a service that began an hour ago has little traffic in six hours, however much it had in that one.
 */
export function recordingGroups(slo: Slo, config: Config): readonly [hours: RuleGroup, days: RuleGroup] {
  return [
    { name: `slo-${slo.name}`, labels: { slo: slo.name }, rules: hours(slo, config) },
    {
      // Not with a dash: an SLO may be called `gateway-days`, and a group's name may stand in a file only once.
      name: `slo-${slo.name}:days`,
      interval: slice(config.prometheus.scrapeInterval).text,
      labels: { slo: slo.name },
      rules: days(slo, config),
    },
  ];
}

function hours(slo: Slo, config: Config): readonly RecordingRule[] {
  const base = { window: SHORT_WINDOWS[0]!, every: config.prometheus.scrapeInterval.seconds };
  const windows = SHORT_WINDOWS.flatMap((window) => {
    const rules = FROM_COUNTERS.has(window.text)
      ? counted(slo, window, window.text, config)
      : summed(slo, window, base);
    return [...rules, ratio(slo, window)];
  });
  const hour = SLO_SERIES.errorRatio(HOUR);
  return [
    ...windows,
    { record: SLO_SERIES.burnRate, expr: `${of(slo, hour)} / ${errorBudget(slo.objective)}` },
  ];
}

function days(slo: Slo, config: Config): readonly RecordingRule[] {
  const { window } = slo;
  const windows = [...LONG_WINDOWS, window];
  const kept = config.prometheus.retention.seconds;
  const reports = REPORT_WINDOWS.filter(({ seconds, text }) => seconds <= kept && text !== window.text);
  const good = thresholdOf(slo.indicator) === undefined ? SLO_SERIES.availability : SLO_SERIES.latency;
  const budget = errorBudget(slo.objective);
  const part = slice(config.prometheus.scrapeInterval);
  const base = { window: part, every: part.seconds };
  return [
    ...counted(slo, part, sliceRange(config), config),
    ...windows.flatMap((each) => [...summed(slo, each, base), ratio(slo, each)]),
    { record: good(window), expr: `1 - ${of(slo, SLO_SERIES.errorRatio(window))}` },
    ...reports.map((each) => ({
      record: good(each),
      expr: `1 - ${sum(slo, SLO_SERIES.errors(part), each)} / (${sum(slo, SLO_SERIES.total(part), each)} > 0)`,
    })),
    {
      record: SLO_SERIES.budgetRemaining,
      expr: `1 - ${of(slo, SLO_SERIES.errorRatio(window))} / ${budget}`,
    },
    {
      record: SLO_SERIES.objective,
      expr: `vector(${Number((1 - budget).toPrecision(10))})`,
      labels: metadata(slo),
    },
    { record: SLO_SERIES.window, expr: `vector(${window.seconds})`, labels: { slo: slo.name } },
    ...speed(slo, config),
  ];
}

/**
 * What percentiles of any length are made from. Slices are cheap to take from the counters, as every sample is read once; an
 * hour of them is one number a bucket, of which a week has 168.
 */
function speed(slo: Slo, config: Config): readonly RecordingRule[] {
  const part = slice(config.prometheus.scrapeInterval);
  const rates = durationRates(slo, sliceRange(config), config.metrics);
  const threshold = thresholdOf(slo.indicator);
  const labels = { slo: slo.name };
  return [
    ...(rates === undefined
      ? []
      : [
          { record: SLO_SERIES.durations(part), expr: rates, labels },
          {
            record: SLO_SERIES.durations(HOUR),
            expr: mean(slo, SLO_SERIES.durations, { window: part, every: part.seconds }, HOUR),
          },
        ]),
    ...(threshold === undefined
      ? []
      : [{ record: SLO_SERIES.threshold, expr: `vector(${threshold.seconds})`, labels }]),
  ];
}

/** Everything that is known of an SLO, for joins by `slo`. */
function metadata({ indicator, labels, name, service, team, window }: Slo): Readonly<Record<string, string>> {
  return { ...labels, slo: name, service, team, indicator: indicator.kind, window: window.text };
}

/**
 * A slice reaches back by one scrape more than its length. A range of n scrapes holds n - 1 steps between them; with one
 * more, the slices' steps lie end to end and their rate is exact.
 */
function sliceRange({ prometheus: { scrapeInterval } }: Config): string {
  return inLargestUnit(slice(scrapeInterval).seconds + scrapeInterval.seconds).text;
}

/**
 * Events first: the errors of the same moment are told from them. Two SLOs of one service count the same events; the
 * label, which the group gives too, tells such rules apart for those who compare rules one by one.
 */
function counted(slo: Slo, window: Duration, range: string, config: Config): readonly RecordingRule[] {
  const recorded = `sum(${of(slo, SLO_SERIES.total(window))})`;
  const { errors, total } = eventRates(slo, range, recorded, config.metrics);
  const labels = { slo: slo.name };
  return [
    { record: SLO_SERIES.total(window), expr: total, labels },
    { record: SLO_SERIES.errors(window), expr: errors },
  ];
}

/** A window that records are summed over, and the seconds between two of them. */
interface Base {
  readonly window: Duration;
  readonly every: number;
}

function summed(slo: Slo, window: Duration, base: Base): readonly RecordingRule[] {
  return [SLO_SERIES.total, SLO_SERIES.errors].map((series) => ({
    record: series(window),
    expr: mean(slo, series, base, window),
  }));
}

/** By the records that should be there: an average is over as many as there happen to be. */
function mean(slo: Slo, series: (window: Duration) => string, base: Base, window: Duration): string {
  const count = Number((window.seconds / base.every).toPrecision(10));
  return `${sum(slo, series(base.window), window)} / ${count}`;
}

/** No events, no ratio: 0 / 0 would be NaN, which spreads. */
function ratio(slo: Slo, window: Duration): RecordingRule {
  return {
    record: SLO_SERIES.errorRatio(window),
    expr: `${of(slo, SLO_SERIES.errors(window))} / (${of(slo, SLO_SERIES.total(window))} > 0)`,
  };
}

function sum(slo: Slo, series: string, { text }: Duration): string {
  return `sum_over_time(${of(slo, series)}[${text}])`;
}

const of = ({ name }: Slo, series: string) => `${series}{slo="${name}"}`;
