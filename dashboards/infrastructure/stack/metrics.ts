import type { Config } from "../../../config/config.ts";
import { PANELS } from "../../../model/dashboards.ts";
import { worseAbove } from "../../palette.ts";
import { coloured, type Override, type Panel } from "../../panels/panel.ts";
import { timeSeries } from "../../panels/time-series.ts";
import { promql } from "../../queries/query.ts";
import { grown, perSecond } from "../../queries/ratio.ts";
import { own, replica } from "../../queries/stack.ts";

const { observabilityStack: ids } = PANELS;

const series = (config: Config, name: string) => `prometheus_${name}{${own(config, "prometheus")}}`;
const byReplica = (config: Config, query: string) => `sum by (${replica(config)}) (${query})`;

/** A group's name without the file that it is in. */
const ofGroup = (query: string) => `label_replace(${query}, "group", "$1", "rule_group", ".*;(.+)")`;

/** Of another unit than the rest. */
const onTheRight = (refId: string, unit: string): Override => ({
  field: `query:${refId}`,
  properties: { unit, "custom.axisPlacement": "right", "custom.fillOpacity": 0 },
});

export function ingestionPanel(config: Config): Panel {
  const name = `{{${replica(config)}}}`;
  const rejected = ["out_of_order", "duplicate_timestamp", "out_of_bounds"].map((why) =>
    perSecond(series(config, `target_scrapes_sample_${why}_total`)),
  );
  return timeSeries({
    id: ids.ingestion,
    title: "Samples",
    description: `Samples a second that each Prometheus takes in and rejects, since they are out of order, out of bounds or a second value for the same time. On the right: how much of the size that Prometheus may use ${config.prometheus.retention.text} of metrics would take; above 100% the oldest are deleted earlier.`,
    queries: [
      promql(byReplica(config, perSecond(series(config, "tsdb_head_samples_appended_total"))), {
        legend: `${name} taken in`,
      }),
      promql(byReplica(config, rejected.join(" + ")), { legend: `${name} rejected`, refId: "rejected" }),
      promql(retentionNeeds(config), { legend: `${name} needed size`, refId: "needs" }),
    ],
    unit: "cps",
    min: 0,
    calcs: ["mean", "lastNotNull"],
    overrides: [
      coloured("/taken in$/", "sky"),
      coloured("/rejected$/", "bad"),
      coloured("/needed size$/", "grey"),
      onTheRight("needs", "percentunit"),
    ],
  });
}

/** Share of the size that may be used, which all of the retention would take; once there is enough to judge by. */
function retentionNeeds(config: Config): string {
  const tsdb = (name: string) => series(config, `tsdb_${name}`);
  const logs = `${tsdb("wal_storage_size_bytes")} + ${tsdb("head_chunks_storage_size_bytes")}`;
  const kept = `(time() - ${tsdb("lowest_timestamp_seconds")} > 86400)`;
  const all = `${tsdb("storage_blocks_bytes")} * ${config.prometheus.retention.seconds} / ${kept}`;
  return `max by (${replica(config)}) ((${all} + ${logs}) / ${tsdb("retention_limit_bytes")})`;
}

export function ruleEvaluationPanel(config: Config): Panel {
  const failed = grown(series(config, "rule_evaluation_failures_total"));
  const missed = grown(series(config, "rule_group_iterations_missed_total"));
  const reload = series(config, "config_last_reload_successful");
  return timeSeries({
    id: ids.ruleEvaluation,
    title: "Rule evaluations that fail",
    description:
      "How often rules of a group could not be evaluated, and how often a group was left out since it took too long. A configuration that a Prometheus refused counts as one for as long as it runs with the old one.",
    queries: [
      promql(`round(${ofGroup(`max by (rule_group) (${failed})`)}) > 0 or on () round(sum(${failed}))`, {
        legend: "failed {{group}}",
      }),
      promql(`round(${ofGroup(`max by (rule_group) (${missed})`)}) > 0 or on () round(sum(${missed}))`, {
        legend: "missed {{group}}",
      }),
      promql(`1 - min by (${replica(config)}) (${reload}) > 0`, {
        legend: `{{${replica(config)}}} refused its configuration`,
      }),
    ],
    unit: "none",
    decimals: 0,
    min: 0,
    softMax: 1,
    interval: "5m",
    calcs: ["max", "lastNotNull"],
    thresholds: { base: "good", steps: [[1, "bad"]] },
  });
}

export function ruleDurationPanel(config: Config): Panel {
  const last = series(config, "rule_group_last_duration_seconds");
  const share = `max by (rule_group) (${last} / ${series(config, "rule_group_interval_seconds")})`;
  return timeSeries({
    id: 30,
    title: "Slowest rule groups",
    description:
      "How much of its interval each group's evaluation takes, of the ten slowest. A group that takes all of it is left out at times.",
    queries: [promql(`topk(10, ${ofGroup(share)})`, { legend: "{{group}}" })],
    unit: "percentunit",
    min: 0,
    fill: 0,
    calcs: ["max", "lastNotNull"],
    thresholds: worseAbove(0.5, 1),
    noValue: "There are no rules",
  });
}

export function writeAheadLogPanel(config: Config): Panel {
  const tsdb = (name: string) => series(config, `tsdb_${name}`);
  const failures = [
    "compactions_failed",
    "head_truncations_failed",
    "reloads_failures",
    "checkpoint_creations_failed",
    "wal_truncations_failed",
  ].map((counter) => grown(tsdb(`${counter}_total`)));
  const name = `{{${replica(config)}}}`;
  return timeSeries({
    id: ids.writeAheadLog,
    title: "Write-ahead log",
    description:
      "Size of each Prometheus' log of what is not yet in blocks: it grows for two to three hours and is cut. On the right, what went wrong: failures to write a block or to cut a log, and damage that was found at the last start.",
    queries: [
      promql(`max by (${replica(config)}) (${tsdb("wal_storage_size_bytes")})`, { legend: `${name} size` }),
      promql(`round(${byReplica(config, failures.join(" + "))})`, {
        legend: `${name} failures`,
        refId: "failures",
      }),
      promql(`max by (${replica(config)}) (${perStart(tsdb("wal_corruptions_total"))})`, {
        legend: `${name} damage`,
        refId: "damage",
      }),
    ],
    unit: "bytes",
    min: 0,
    interval: "5m",
    calcs: ["max", "lastNotNull"],
    overrides: [
      onTheRight("failures", "none"),
      onTheRight("damage", "none"),
      coloured("/failures$/", "bad"),
      coloured("/damage$/", "purple"),
    ],
  });
}

/** Counted at the start alone, so it never grows: the count itself is what there is to see. */
const perStart = (counter: string) => `max_over_time(${counter}[$__rate_interval])`;

export function headPanel(config: Config): Panel {
  const name = `{{${replica(config)}}}`;
  return timeSeries({
    id: 31,
    title: "Time series in memory",
    description:
      "Time series that each Prometheus holds of the last hours, which its memory is spent on; and on the right, how many begin each second. Many that begin mean a label whose values change all the time.",
    queries: [
      promql(`max by (${replica(config)}) (${series(config, "tsdb_head_series")})`, { legend: name }),
      promql(byReplica(config, perSecond(series(config, "tsdb_head_series_created_total"))), {
        legend: `${name} begin`,
        refId: "new",
      }),
    ],
    unit: "short",
    min: 0,
    overrides: [onTheRight("new", "cps")],
  });
}

export function queriesPanel(config: Config): Panel {
  const slowest = (slice: string) =>
    `max by (${replica(config)}) (prometheus_engine_query_duration_seconds{${own(config, "prometheus")},slice="${slice}",quantile="0.99"})`;
  return timeSeries({
    id: 32,
    title: "Slow queries to Prometheus",
    description:
      "How long one query in a hundred takes or longer, to evaluate and to wait for its turn. Dashboards and rules are as slow.",
    queries: [
      promql(slowest("inner_eval"), { legend: `{{${replica(config)}}} evaluation` }),
      promql(slowest("queue_time"), { legend: `{{${replica(config)}}} waiting` }),
    ],
    unit: "s",
    min: 0,
  });
}

export function refusedScrapesPanel(config: Config): Panel {
  const refused = {
    samples: "scrapes_exceeded_sample_limit",
    bytes: "scrapes_exceeded_body_size_limit",
    buckets: "scrapes_exceeded_native_histogram_bucket_limit",
    labels: "scrape_pool_exceeded_label_limits",
  };
  return timeSeries({
    id: 33,
    title: "Scrapes over a limit",
    description:
      "How often Prometheus refused all that a target exposes, since it was more samples, bytes, buckets or labels than the job allows.",
    queries: Object.entries(refused).map(([what, counter]) =>
      promql(`round(max(${grown(series(config, `target_${counter}_total`))}))`, { legend: what }),
    ),
    unit: "none",
    decimals: 0,
    min: 0,
    softMax: 1,
    interval: "5m",
    draw: "bars",
    stack: true,
    calcs: ["sum"],
  });
}

export function remoteWritePanel(config: Config): Panel {
  const by = `${replica(config)}, remote_name`;
  const remote = (name: string, more = "") =>
    `prometheus_remote_storage_${name}{${own(config, "prometheus")}${more}}`;
  const sent = remote("queue_highest_sent_timestamp_seconds");
  const failed = `max by (${by}) (${perSecond(remote("samples_failed_total"))})`;
  const dropped = `sum by (${by}) (${perSecond(remote("samples_dropped_total", ',reason!="dropped_series"'))})`;
  const all = `max by (${replica(config)}) (${perSecond(remote("samples_in_total"))} > 0)`;
  const name = `{{${replica(config)}}} {{remote_name}}`;
  return timeSeries({
    id: ids.remoteWrite,
    title: "Remote write",
    description:
      "How old the newest sample is that each remote store has taken, and on the right the share of samples that it refused or that were dropped before they were sent. What waits for more than two hours is lost to the store.",
    queries: [
      // 0 until the first is sent.
      promql(`time() - max by (${by}) (${sent} > 0)`, { legend: `${name} behind` }),
      promql(`(${failed} + (${dropped} or 0 * ${failed})) / on (${replica(config)}) group_left () ${all}`, {
        legend: `${name} lost`,
        refId: "lost",
      }),
    ],
    unit: "s",
    min: 0,
    thresholds: worseAbove(60, config.alerts.RemoteWriteBehind.threshold.seconds),
    overrides: [onTheRight("lost", "percentunit"), coloured("/lost$/", "bad")],
  });
}
