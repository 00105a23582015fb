import type { Config } from "../config/config.ts";
import type { Alert, Comparison } from "../model/alert.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import { ofWorkloads } from "./own-series.ts";
import { remoteWriteBehind, remoteWriteFails } from "./remote-write.ts";
import { settings } from "./settings.ts";

/** Prometheus, by what it says of itself. */
export function prometheus(config: Config): readonly Alert[] {
  const { alerting, prometheus: server, slos } = config;
  const hasRules = alerting.engine === "prometheus" || slos.length > 0 || server.ruleFiles.length > 0;
  return [
    ...(hasRules ? [ruleEvaluationFails(config), ruleEvaluationsMissed(config)] : []),
    samplesRejected(config),
    ...(server.remoteWrite.length > 0 ? [remoteWriteBehind(config), remoteWriteFails(config)] : []),
    writeAheadLogCorrupt(config),
    compactionFails(config),
    configReloadFailed(config),
    ...(alerting.engine === "prometheus" ? [notificationsDropped(config)] : []),
    retentionCutShort(config),
  ];
}

/** What is wrong in one replica, for what each replica has of its own. */
const POD = "max by (namespace, pod)";

const only = (query: string, is: "above" | "below", threshold: number): readonly [Comparison] => [
  { query, is, threshold },
];

const panel = (name: "ingestion" | "ruleEvaluation" | "writeAheadLog" | "notifications") => ({
  dashboard: DASHBOARDS.observabilityStack,
  panel: PANELS.observabilityStack[name],
});

/** By group, and not by replica: a pair has the same rules. */
function ruleEvaluationFails(config: Config): Alert {
  const failed = `prometheus_rule_evaluation_failures_total{${ofWorkloads(config, "prometheus")}}`;
  return {
    ...settings(config, "RuleEvaluationFails"),
    category: "prometheus",
    condition: {
      all: only(
        `round(max by (rule_group) (increase(${failed}[15m])))`,
        "above",
        config.alerts.RuleEvaluationFails.threshold,
      ),
    },
    unit: "number",
    summary: "Rules of the group {rule_group} fail",
    description:
      "Prometheus failed {value} times in 15 minutes to evaluate a rule of {rule_group}. What the rule records is missing, and what it should tell of is not told.",
    panel: panel("ruleEvaluation"),
  };
}

/** Over half an hour, since groups of long windows are evaluated every five minutes. */
function ruleEvaluationsMissed(config: Config): Alert {
  const grown = (counter: string) =>
    `increase(prometheus_rule_group_${counter}_total{${ofWorkloads(config, "prometheus")}}[30m])`;
  return {
    ...settings(config, "RuleEvaluationsMissed"),
    category: "prometheus",
    condition: {
      all: only(
        `max by (rule_group) (${grown("iterations_missed")} / ${grown("iterations")})`,
        "above",
        config.alerts.RuleEvaluationsMissed.threshold,
      ),
    },
    unit: "ratio",
    summary: "The group {rule_group} misses {value} of its evaluations",
    description:
      "The rules of {rule_group} take longer than their interval, so that {value} of the evaluations are left out. What they record has gaps, and alerts come late.",
    panel: panel("ruleEvaluation"),
  };
}

/** Prometheus does not count them by target, and each replica meets the same ones. */
function samplesRejected(config: Config): Alert {
  const rejected = ["out_of_order", "duplicate_timestamp", "out_of_bounds"].map(
    (why) => `rate(prometheus_target_scrapes_sample_${why}_total{${ofWorkloads(config, "prometheus")}}[5m])`,
  );
  return {
    ...settings(config, "SamplesRejected"),
    category: "prometheus",
    condition: {
      all: only(`max(${rejected.join(" + ")})`, "above", config.alerts.SamplesRejected.threshold),
    },
    unit: "per second",
    summary: "Prometheus rejects samples: {value}",
    description:
      "Prometheus throws away samples ({value}) that are out of order, out of bounds, or a second value for the same time. The usual cause is two targets with the same labels, or a target that sets times of its own.",
    panel: panel("ingestion"),
  };
}

/** Counted at the start alone, so the counter is never seen to grow: it is there, or not. */
function writeAheadLogCorrupt(config: Config): Alert {
  const own = ofWorkloads(config, "prometheus");
  return {
    ...settings(config, "WriteAheadLogCorrupt"),
    category: "prometheus",
    condition: {
      all: [
        { query: `${POD} (prometheus_tsdb_wal_corruptions_total{${own}})`, is: "above", threshold: 0 },
        {
          query: `time() - ${POD} (process_start_time_seconds{${own}})`,
          is: "below",
          threshold: config.alerts.WriteAheadLogCorrupt.told.seconds,
        },
      ],
    },
    unit: "number",
    summary: "The write-ahead log of {pod} was damaged",
    description:
      "When {pod} started, its write-ahead log was damaged (corruptions found: {value}). What it had scraped after the damage, of the last two to three hours, is lost. Mostly the disk was full, or the node failed.",
    panel: { ...panel("writeAheadLog"), variables: { pod: "{pod}" } },
  };
}

/** One failure is tried again a minute later, and so on: several in an hour are one that lasts. */
function compactionFails(config: Config): Alert {
  const failures = [
    "compactions_failed",
    "head_truncations_failed",
    "reloads_failures",
    "checkpoint_creations_failed",
    "wal_truncations_failed",
  ].map((counter) => `increase(prometheus_tsdb_${counter}_total{${ofWorkloads(config, "prometheus")}}[1h])`);
  return {
    ...settings(config, "CompactionFails"),
    category: "prometheus",
    condition: {
      all: only(`round(${POD} (${failures.join(" + ")}))`, "above", config.alerts.CompactionFails.threshold),
    },
    unit: "number",
    summary: "{pod} cannot compact what it has stored",
    description:
      "{pod} failed {value} times in an hour to write a block or to shorten its logs. Its memory and its write-ahead log grow until one of them is full, and then it takes no more samples.",
    panel: { ...panel("writeAheadLog"), variables: { pod: "{pod}" } },
  };
}

function configReloadFailed(config: Config): Alert {
  const successful = `prometheus_config_last_reload_successful{${ofWorkloads(config, "prometheus")}}`;
  return {
    ...settings(config, "ConfigReloadFailed"),
    category: "prometheus",
    condition: { all: only(`min by (namespace, pod) (${successful})`, "below", 1) },
    unit: "number",
    summary: "{pod} refuses its new configuration",
    description:
      "{pod} goes on with the configuration and the rules that it had, so that changes to targets, rules and alerts have no effect. When it is restarted it will not start.",
    panel: panel("ruleEvaluation"),
  };
}

/** One that is away is not enough: each gets every alert. The other replica, or the heartbeat's silence, tells. */
function notificationsDropped(config: Config): Alert {
  const dropped = `prometheus_notifications_dropped_total{${ofWorkloads(config, "prometheus")}}`;
  return {
    ...settings(config, "NotificationsDropped"),
    category: "prometheus",
    condition: {
      all: only(
        `min by (namespace, pod) (rate(${dropped}[5m]))`,
        "above",
        config.alerts.NotificationsDropped.threshold,
      ),
    },
    unit: "per second",
    summary: "{pod} reaches no Alertmanager",
    description:
      "{pod} drops its alerts ({value} for each Alertmanager), since none takes them. If no other replica reaches one, nobody is told of anything.",
    panel: { ...panel("notifications"), variables: { pod: "{pod}" } },
  };
}

/**
 * By what all of the retention would take at the size of what there is, once there is enough to judge by. The blocks
 * grow with time; the logs, which count too, do not.
 */
function retentionCutShort(config: Config): Alert {
  const { retention, retentionSize } = config.prometheus;
  const own = ofWorkloads(config, "prometheus");
  const tsdb = (name: string) => `prometheus_tsdb_${name}{${own}}`;
  const blocks = tsdb("storage_blocks_bytes");
  const logs = `${tsdb("wal_storage_size_bytes")} + ${tsdb("head_chunks_storage_size_bytes")}`;
  const kept = `(time() - ${tsdb("lowest_timestamp_seconds")})`;
  const limit = tsdb("retention_limit_bytes");
  return {
    ...settings(config, "RetentionCutShort"),
    category: "prometheus",
    condition: {
      all: [
        {
          query: `${POD} ((${blocks} * ${retention.seconds} / ${kept} + ${logs}) / ${limit})`,
          is: "above",
          threshold: config.alerts.RetentionCutShort.threshold,
        },
        { query: `${POD} ((${blocks} + ${logs}) / ${limit})`, is: "above", threshold: 0.7 },
      ],
    },
    unit: "ratio",
    summary: `${retention.text} of metrics do not fit into {pod}`,
    description: `To keep ${retention.text} of metrics, {pod} needs {value} of the ${retentionSize.text} that it may use; it deletes the oldest when they are used up. SLOs and reports over longer windows than it keeps are then wrong.`,
    panel: panel("ingestion"),
  };
}
