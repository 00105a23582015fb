import type { AlertCase } from "../alert-case.ts";
import { logCollectionCases } from "./log-collection.ts";

const discarded = (reason: string, format: string) =>
  `loki_discarded_samples_total{job="loki",namespace="lookout",pod="loki-0",tenant="fake",reason="${reason}",format="${format}"}`;

const requests = (route: string, status: string, method = "GET") =>
  `loki_request_duration_seconds_count{job="loki",namespace="lookout",pod="loki-0",method="${method}",route="${route}",status_code="${status}"}`;

const lastRetention = (pod: string) =>
  `loki_compactor_apply_retention_last_successful_run_timestamp_seconds{job="loki",namespace="lookout",pod="${pod}"}`;

const started = (pod: string) => `process_start_time_seconds{job="loki",namespace="lookout",pod="${pod}"}`;

const bucket = (operation: string, status: string) =>
  `loki_s3_request_duration_seconds_count{job="loki",namespace="lookout",pod="loki-0",operation="${operation}",status_code="${status}"}`;

const S3 = { loki: { storage: { kind: "s3", bucket: "logs" } } };

export const logCases: readonly AlertCase[] = [
  {
    alert: "LokiLinesDiscarded",
    fires: {
      // 13 lines a minute: they pass 60 at minute 5.
      series: {
        [discarded("greater_than_max_sample_age", "otlp")]: "0+5x60",
        [discarded("greater_than_max_sample_age", "loki")]: "0+8x60",
      },
      atMinute: 20,
      labels: { reason: "greater_than_max_sample_age" },
      summary: "Loki refuses log lines: greater_than_max_sample_age",
      description:
        "In ten minutes Loki refused 130 log lines, for the reason greater_than_max_sample_age. Lines over a rate or a number of streams are sent again and only late; all others are lost.",
    },
    quiet: {
      because: "each reason stays below the threshold",
      series: {
        [discarded("greater_than_max_sample_age", "otlp")]: "0+5x60",
        [discarded("rate_limited", "otlp")]: "0+5x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "LokiLinesDiscarded",
    fires: {
      series: { [discarded("rate_limited", "otlp")]: "0+600x60" },
      atMinute: 16,
      labels: { reason: "rate_limited" },
      summary: "Loki refuses log lines: rate_limited",
      description:
        "In ten minutes Loki refused 6k log lines, for the reason rate_limited. Lines over a rate or a number of streams are sent again and only late; all others are lost.",
    },
    quiet: {
      because: "it was one burst, which the window has forgotten after ten minutes",
      series: { [discarded("rate_limited", "otlp")]: "0x10 100000x60" },
      untilMinute: 70,
    },
  },
  {
    alert: "LokiRequestErrors",
    fires: {
      // From minute 2 on there are more than the 12 requests in ten minutes that the minimum asks for.
      series: {
        [requests("loki_api_v1_query_range", "200")]: "0+8x60",
        [requests("loki_api_v1_query_range", "500")]: "0+2x60",
        [requests("loki_api_v1_labels", "200")]: "0+8x60",
      },
      atMinute: 12,
      labels: { route: "loki_api_v1_query_range" },
      summary: "Loki fails 20% of requests to loki_api_v1_query_range",
      description:
        "Over ten minutes, 20% of the requests to Loki's route loki_api_v1_query_range ended in a server error. Where the route takes lines in, they wait in the collectors; where it is a query, somebody does not see logs.",
    },
    quiet: {
      because: "one of eleven fails, and of another route all of one request a minute",
      series: {
        [requests("loki_api_v1_query_range", "200")]: "0+20x60",
        [requests("loki_api_v1_query_range", "500")]: "0+2x60",
        [requests("loki_api_v1_labels", "500")]: "0+1x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "LokiRequestErrors",
    fires: {
      series: { [requests("otlp_v1_logs", "503", "POST")]: "0+7x60" },
      atMinute: 12,
      labels: { route: "otlp_v1_logs" },
      summary: "Loki fails 100% of requests to otlp_v1_logs",
      description:
        "Over ten minutes, 100% of the requests to Loki's route otlp_v1_logs ended in a server error. Where the route takes lines in, they wait in the collectors; where it is a query, somebody does not see logs.",
    },
    quiet: {
      because: "it is the probe of a replica that starts, and what clients did wrong",
      series: {
        [requests("ready", "503")]: "0+7x60",
        [requests("otlp_v1_logs", "400", "POST")]: "0+7x60",
        [requests("/logproto.Pusher/Push", "500", "gRPC")]: "0+7x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "LokiRetentionStopped",
    fires: {
      // The only run was at 600 s. Three hours and ten minutes are over after minute 190.
      series: {
        [lastRetention("loki-0")]: "0x9 600x300",
        [lastRetention("loki-1")]: "0x310",
        [started("loki-0")]: "0x310",
        [started("loki-1")]: "0x310",
      },
      atMinute: 206,
      labels: {},
      summary: "Loki has deleted no old lines for 3h 16m 0s",
      description:
        "Loki last compacted its index and deleted old lines 3h 16m 0s ago. Lines that are past their retention stay and fill the storage, and queries become slower.",
    },
    quiet: {
      because: "another replica has taken over",
      series: {
        [lastRetention("loki-0")]: "0x9 600x300",
        [lastRetention("loki-1")]: "0x99 6000+60x210",
        [started("loki-0")]: "0x310",
        [started("loki-1")]: "0x310",
      },
      untilMinute: 310,
    },
  },
  {
    alert: "LokiRetentionStopped",
    fires: {
      // Started at minute 60, and no run since.
      series: {
        [lastRetention("loki-0")]: "_x60 0x250",
        [started("loki-0")]: "_x60 3600x250",
      },
      atMinute: 256,
      labels: {},
      summary: "Loki has deleted no old lines for 3h 16m 0s",
      description:
        "Loki last compacted its index and deleted old lines 3h 16m 0s ago. Lines that are past their retention stay and fill the storage, and queries become slower.",
    },
    quiet: {
      because: "it has not run for three hours since its last start",
      series: {
        [lastRetention("loki-0")]: "0x310",
        [started("loki-0")]: "0x119 7200x119 14400x70",
      },
      untilMinute: 310,
    },
  },
  {
    alert: "LokiStorageErrors",
    values: S3,
    fires: {
      // The sixth error comes at minute 3.
      series: {
        [bucket("S3.PutObject", "200")]: "0+6x60",
        [bucket("S3.PutObject", "500")]: "0+2x60",
        [bucket("S3.GetObject", "200")]: "0+6x60",
      },
      atMinute: 18,
      labels: { operation: "S3.PutObject" },
      summary: "Loki's bucket fails 25% of S3.PutObject",
      description:
        "Over ten minutes, 25% of Loki's requests S3.PutObject to its bucket failed. Lines that cannot be written stay in memory and on the replicas' volumes; queries that need the bucket fail.",
    },
    quiet: {
      because: "a few of many fail, and of another operation four of four",
      series: {
        [bucket("S3.GetObject", "200")]: "0+38x60",
        [bucket("S3.GetObject", "500")]: "0+2x60",
        [bucket("S3.List", "500")]: "0+1x4 4x56",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "LokiStorageErrors",
    values: S3,
    fires: {
      series: { [bucket("S3.List", "500")]: "0+3x60" },
      atMinute: 17,
      labels: { operation: "S3.List" },
      summary: "Loki's bucket fails 100% of S3.List",
      description:
        "Over ten minutes, 100% of Loki's requests S3.List to its bucket failed. Lines that cannot be written stay in memory and on the replicas' volumes; queries that need the bucket fail.",
    },
    quiet: {
      because: "the questions were whether objects exist, and the answer is no",
      series: {
        [bucket("S3.ObjectExists", "500")]: "0+3x60",
        [bucket("S3.GetAttributes", "500")]: "0+3x60",
      },
      untilMinute: 60,
    },
  },
  ...logCollectionCases,
];
