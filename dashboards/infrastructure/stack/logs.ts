import type { Config } from "../../../config/config.ts";
import { DASHBOARDS, PANELS } from "../../../model/dashboards.ts";
import { linkTo } from "../../links.ts";
import { worseAbove } from "../../palette.ts";
import { coloured, type Panel } from "../../panels/panel.ts";
import { timeSeries } from "../../panels/time-series.ts";
import { state } from "../../queries/pods.ts";
import { promql } from "../../queries/query.ts";
import { perSecond, perSecondFromFirst, ratio } from "../../queries/ratio.ts";
import { own, replica } from "../../queries/stack.ts";

const { observabilityStack: ids } = PANELS;

const ofLoki = (config: Config, metric: string, ...more: readonly string[]) =>
  `${metric}{${[own(config, "loki"), ...more].join(",")}}`;

/** HTTP only; a replica that starts says 503 at `ready`, which is its task. */
function requests(config: Config, by: string, ...more: readonly string[]): string {
  const count = ofLoki(
    config,
    "loki_request_duration_seconds_count",
    'method!="gRPC"',
    'route!="ready"',
    ...more,
  );
  return `sum${by} (${perSecond(count)})`;
}

/** Share of all requests. */
export const lokiErrors = (config: Config, by = "") =>
  ratio(requests(config, by, 'status_code=~"5.."'), requests(config, by));

export function linesPanel(config: Config): Panel {
  const discarded = `sum by (reason) (${perSecondFromFirst(ofLoki(config, "loki_discarded_samples_total"))})`;
  return timeSeries({
    id: ids.lokiLines,
    title: "Log lines",
    description:
      "Lines a second that Loki takes in, and those that it refuses, by reason. Lines over a rate or a number of streams are sent again and only late; all others are lost.",
    queries: [
      promql(`sum(${perSecond(ofLoki(config, "loki_distributor_lines_received_total"))})`, {
        legend: "received",
      }),
      promql(discarded, { legend: "refused: {{reason}}" }),
    ],
    unit: "cps",
    min: 0,
    calcs: ["mean", "lastNotNull"],
    overrides: [coloured("received", "sky"), coloured("/^refused/", "bad")],
    links: [linkTo(DASHBOARDS.logs, "Logs", { keep: [] })],
  });
}

export function lokiErrorsPanel(config: Config): Panel {
  const { loki } = config;
  const bucket = (...more: readonly string[]) =>
    `sum by (operation) (${perSecond(ofLoki(config, "loki_s3_request_duration_seconds_count", 'operation!~"S3.ObjectExists|S3.GetAttributes"', ...more))})`;
  return timeSeries({
    id: ids.lokiErrors,
    title: "Loki's errors",
    description:
      "Share of the requests to each of Loki's routes that end in a server error, and of its own requests to its bucket where it has one. Where a route takes lines in, they wait in the collectors; where it is a query, somebody does not see logs.",
    queries: [
      promql(lokiErrors(config, " by (route)"), { legend: "{{route}}" }),
      ...(loki.storage.kind === "s3"
        ? [promql(ratio(bucket('status_code!="200"'), bucket()), { legend: "bucket {{operation}}" })]
        : []),
    ],
    unit: "percentunit",
    min: 0,
    softMax: 0.1,
    calcs: ["max", "lastNotNull"],
    thresholds: worseAbove(0.01, config.alerts.LokiRequestErrors.threshold),
  });
}

export function streamsPanel(config: Config): Panel {
  const name = `{{${replica(config)}}}`;
  return timeSeries({
    id: 40,
    title: "Log streams",
    description:
      "Streams that each Loki holds in memory: one for each set of labels that sends lines. Many more than there are containers mean a label with too many values.",
    queries: [
      promql(`sum by (${replica(config)}) (${ofLoki(config, "loki_ingester_memory_streams")})`, {
        legend: name,
      }),
    ],
    unit: "short",
    min: 0,
  });
}

/** Agents know no node: kube-state-metrics says where each runs. */
export function linesByNodePanel(config: Config): Panel {
  const agents = own(config, "collector-agent");
  const read = `sum by (pod) (${perSecond(`otelcol_receiver_accepted_log_records_total{${agents}}`)})`;
  const none = `0 * max by (pod) (otelcol_process_uptime_seconds_total{${agents}})`;
  const node = `max by (pod, node) (${state("kube_pod_info", 'pod=~"collector-agent-.+"', 'node=~"$instance"')})`;
  const known = config.exporters.kubeStateMetrics;
  const lines = `(${read} or ${none})`;
  return timeSeries({
    id: 41,
    title: `Lines read by ${known ? "node" : "agent"}`,
    description:
      "Log lines a second that the agent on each node reads from the files of its containers. A node whose containers write and whose agent reads none is not collected.",
    queries: [
      promql(`topk(10, ${known ? `sum by (node) (${lines} * on (pod) group_left (node) ${node})` : lines})`, {
        legend: known ? "{{node}}" : "{{pod}}",
      }),
    ],
    unit: "cps",
    min: 0,
  });
}

export function logQueriesPanel(config: Config): Panel {
  const buckets = ofLoki(
    config,
    "loki_request_duration_seconds_bucket",
    'method!="gRPC"',
    'route=~"otlp_v1_logs|loki_api_v1_.+"',
    // Live tailing lasts as long as somebody looks.
    'ws="false"',
  );
  return timeSeries({
    id: 42,
    title: "Slow requests to Loki",
    description:
      "How long one request in twenty to each route takes or longer: those that take lines in, and those that look for them.",
    queries: [
      promql(`histogram_quantile(0.95, sum by (route, le) (${perSecond(buckets)}))`, {
        legend: "{{route}}",
      }),
    ],
    unit: "s",
    min: 0,
  });
}

/** One replica runs it, and another goes on when that is gone. */
export function retentionPanel(config: Config): Panel {
  const last = ofLoki(config, "loki_compactor_apply_retention_last_successful_run_timestamp_seconds");
  const { seconds } = config.alerts.LokiRetentionStopped.maximumAge;
  return timeSeries({
    id: 43,
    title: "Since old lines were deleted",
    description:
      "How long ago Loki last compacted its index and deleted lines that are past their retention. While it does not, its storage fills.",
    queries: [promql(`time() - max(${last} > 0)`, { legend: "ago" })],
    unit: "s",
    min: 0,
    legend: "none",
    thresholds: worseAbove(seconds, seconds),
    bounds: "line",
    noValue: "Not since the start",
  });
}
