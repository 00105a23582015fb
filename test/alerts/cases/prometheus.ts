import type { AlertCase, InputSeries } from "../alert-case.ts";
import { remoteWriteCases } from "./remote-write.ts";

const replica = (index: number) =>
  `job="prometheus",namespace="lookout",pod="prometheus-${index}",instance="prometheus-${index}"`;
const OWN = replica(0);
const GROUP = "/etc/prometheus/rules/lookout-alerts.yml;nodes";

const rules = (what: string, index = 0) =>
  `prometheus_rule_${what}_total{${replica(index)},rule_group="${GROUP}"}`;
const rejected = (why: string) => `prometheus_target_scrapes_sample_${why}_total{${OWN}}`;
const tsdb = (name: string) => `prometheus_tsdb_${name}{${OWN}}`;
const dropped = (alertmanager: string) =>
  `prometheus_notifications_dropped_total{${OWN},alertmanager="http://${alertmanager}:9093/api/v2/alerts"}`;

const FAILURES: InputSeries = {
  [tsdb("compactions_failed_total")]: "0x120",
  [tsdb("head_truncations_failed_total")]: "0x120",
  [tsdb("reloads_failures_total")]: "0x120",
  [tsdb("checkpoint_creations_failed_total")]: "0x120",
  [tsdb("wal_truncations_failed_total")]: "0x120",
};

/** What Prometheus has stored, of 1,000 bytes, since how many seconds before the first minute. */
const stored = (blocks: number, since: number): InputSeries => ({
  [tsdb("storage_blocks_bytes")]: `${blocks}x500`,
  [tsdb("wal_storage_size_bytes")]: "30x500",
  [tsdb("head_chunks_storage_size_bytes")]: "10x500",
  [tsdb("retention_limit_bytes")]: "1000x500",
  [tsdb("lowest_timestamp_seconds")]: `-${since}x500`,
});

const values = { alerting: { engine: "prometheus" } };
const pod = { namespace: "lookout", pod: "prometheus-0" };

export const prometheusCases: readonly AlertCase[] = [
  ...remoteWriteCases,
  {
    alert: "RuleEvaluationFails",
    values,
    fires: {
      // Both of a pair: one alert.
      series: {
        [rules("evaluation_failures", 0)]: "0+1x60",
        [rules("evaluation_failures", 1)]: "0+1x60",
      },
      atMinute: 16,
      labels: { rule_group: GROUP },
      summary: `Rules of the group ${GROUP} fail`,
      description: `Prometheus failed 15 times in 15 minutes to evaluate a rule of ${GROUP}. What the rule records is missing, and what it should tell of is not told.`,
    },
    quiet: {
      because: "it failed once",
      series: { [rules("evaluation_failures")]: "0x4 1x55" },
      untilMinute: 60,
    },
  },
  {
    alert: "RuleEvaluationsMissed",
    values,
    fires: {
      series: { [rules("group_iterations")]: "0+2x60", [rules("group_iterations_missed")]: "0+1x60" },
      atMinute: 16,
      labels: { rule_group: GROUP },
      summary: `The group ${GROUP} misses 50% of its evaluations`,
      description: `The rules of ${GROUP} take longer than their interval, so that 50% of the evaluations are left out. What they record has gaps, and alerts come late.`,
    },
    quiet: {
      because: "one of twelve is less than a tenth",
      series: { [rules("group_iterations")]: "0+12x60", [rules("group_iterations_missed")]: "0+1x60" },
      untilMinute: 60,
    },
  },
  {
    alert: "SamplesRejected",
    fires: {
      series: {
        [rejected("out_of_order")]: "0x60",
        [rejected("duplicate_timestamp")]: "0+60x60",
        [rejected("out_of_bounds")]: "0+60x60",
        // Somebody else's, of the same name.
        'prometheus_target_scrapes_sample_out_of_order_total{job="prometheus",namespace="shop",pod="p"}':
          "0+600x60",
      },
      atMinute: 31,
      labels: {},
      summary: "Prometheus rejects samples: 2/s",
      description:
        "Prometheus throws away samples (2/s) that are out of order, out of bounds, or a second value for the same time. The usual cause is two targets with the same labels, or a target that sets times of its own.",
    },
    quiet: {
      because: "it ended after 27 minutes, and the window of five has passed",
      series: {
        [rejected("out_of_order")]: "0x90",
        [rejected("duplicate_timestamp")]: "0+60x27 1620x60",
        [rejected("out_of_bounds")]: "0x90",
      },
      untilMinute: 80,
    },
  },
  {
    alert: "WriteAheadLogCorrupt",
    fires: {
      series: { [tsdb("wal_corruptions_total")]: "1x10", [`process_start_time_seconds{${OWN}}`]: "0x10" },
      atMinute: 1,
      labels: pod,
      summary: "The write-ahead log of prometheus-0 was damaged",
      description:
        "When prometheus-0 started, its write-ahead log was damaged (corruptions found: 1). What it had scraped after the damage, of the last two to three hours, is lost. Mostly the disk was full, or the node failed.",
    },
    quiet: {
      because: "it has been told for a day",
      series: {
        [tsdb("wal_corruptions_total")]: "1x10",
        [`process_start_time_seconds{${OWN}}`]: "-86400x10",
      },
      untilMinute: 10,
    },
  },
  {
    alert: "CompactionFails",
    fires: {
      // More than three from minute 4 on.
      series: { ...FAILURES, [tsdb("compactions_failed_total")]: "0+1x120" },
      atMinute: 34,
      labels: pod,
      summary: "prometheus-0 cannot compact what it has stored",
      description:
        "prometheus-0 failed 34 times in an hour to write a block or to shorten its logs. Its memory and its write-ahead log grow until one of them is full, and then it takes no more samples.",
    },
    quiet: {
      because: "it failed three times, and then no more",
      series: { ...FAILURES, [tsdb("reloads_failures_total")]: "0x9 1x9 2x9 3x90" },
      untilMinute: 120,
    },
  },
  {
    alert: "ConfigReloadFailed",
    fires: {
      series: { [`prometheus_config_last_reload_successful{${OWN}}`]: "1x4 0x30" },
      atMinute: 15,
      labels: pod,
      summary: "prometheus-0 refuses its new configuration",
      description:
        "prometheus-0 goes on with the configuration and the rules that it had, so that changes to targets, rules and alerts have no effect. When it is restarted it will not start.",
    },
    quiet: {
      because: "the other half of the change came nine minutes later",
      series: { [`prometheus_config_last_reload_successful{${OWN}}`]: "1x4 0x9 1x30" },
      untilMinute: 44,
    },
  },
  {
    alert: "NotificationsDropped",
    values,
    fires: {
      series: { [dropped("10.0.0.1")]: "0+60x30", [dropped("10.0.0.2")]: "0+180x30" },
      atMinute: 11,
      labels: pod,
      summary: "prometheus-0 reaches no Alertmanager",
      description:
        "prometheus-0 drops its alerts (1/s for each Alertmanager), since none takes them. If no other replica reaches one, nobody is told of anything.",
    },
    quiet: {
      because: "one of three takes them",
      series: {
        [dropped("10.0.0.1")]: "0+60x30",
        [dropped("10.0.0.2")]: "0+60x30",
        [dropped("10.0.0.3")]: "0x30",
      },
      untilMinute: 30,
    },
  },
  {
    alert: "RetentionCutShort",
    values: { prometheus: { retention: "15d", retentionSize: "10Gi" } },
    fires: {
      // Twelve days and six hours of blocks take 760: fifteen days 930.6, and the logs 40.
      series: stored(760, 1_036_800),
      atMinute: 360,
      labels: pod,
      summary: "15d of metrics do not fit into prometheus-0",
      description:
        "To keep 15d of metrics, prometheus-0 needs 97.06% of the 10Gi that it may use; it deletes the oldest when they are used up. SLOs and reports over longer windows than it keeps are then wrong.",
    },
    quiet: {
      because: "all of the retention fits",
      series: stored(900, 1_296_000),
      untilMinute: 500,
    },
  },
  {
    alert: "RetentionCutShort",
    values: {
      prometheus: { retention: "15d", retentionSize: "10Gi" },
      alerts: { RetentionCutShort: { for: "1h" } },
    },
    fires: {
      // At the limit, with half of the retention: at minute 60, seven days and a half and an hour.
      series: stored(900, 648_000),
      atMinute: 60,
      labels: pod,
      summary: "15d of metrics do not fit into prometheus-0",
      description:
        "To keep 15d of metrics, prometheus-0 needs 183% of the 10Gi that it may use; it deletes the oldest when they are used up. SLOs and reports over longer windows than it keeps are then wrong.",
    },
    quiet: {
      because: "it is too young to judge",
      series: stored(600, 86_400),
      untilMinute: 500,
    },
  },
];
