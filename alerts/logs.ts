import type { Config } from "../config/config.ts";
import type { Alert } from "../model/alert.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import { grownFromFirst } from "./grown.ts";
import { ofWorkloads } from "./own-series.ts";
import { settings } from "./settings.ts";

const { lokiErrors, lokiLines } = PANELS.observabilityStack;

/** What may keep log lines from people: Loki's refusals and errors, and agents that read nothing. */
export function logs(config: Config): readonly Alert[] {
  const { exporters, loki } = config;
  // Which agent is on which node, and how the nodes' files grow.
  const comparable = exporters.nodeLogs && exporters.cadvisor && exporters.kubeStateMetrics;
  return [
    linesDiscarded(config),
    requestErrors(config),
    retentionStopped(config),
    ...(loki.storage.kind === "s3" ? [storageErrors(config)] : []),
    ...(comparable ? [collectionStopped(config)] : []),
  ];
}

/** By reason, of ten minutes. One has no series until its first line; the tenant is always `fake`, and nobody's business. */
export function discardedLines(config: Config): string {
  return `sum by (reason) (${grownFromFirst(`loki_discarded_samples_total{${ofWorkloads(config, "loki")}}`, "10m")})`;
}

function linesDiscarded(config: Config): Alert {
  const { threshold } = config.alerts.LokiLinesDiscarded;
  return {
    ...settings(config, "LokiLinesDiscarded"),
    category: "logs",
    condition: {
      all: [
        {
          query: discardedLines(config),
          is: "above",
          threshold,
        },
      ],
    },
    unit: "number",
    summary: "Loki refuses log lines: {reason}",
    description:
      "In ten minutes Loki refused {value} log lines, for the reason {reason}. Lines over a rate or a number of streams are sent again and only late; all others are lost.",
    panel: onStack(lokiLines),
  };
}

/**
 * HTTP only: what fails between Loki's own parts fails for somebody there. `ready` answers 503 while a replica starts,
 * which is its task.
 */
function requestErrors(config: Config): Alert {
  const { minimumTraffic, threshold } = config.alerts.LokiRequestErrors;
  const rate = (more: string) =>
    `sum by (route) (rate(loki_request_duration_seconds_count{${ofWorkloads(config, "loki")},method!="gRPC",route!="ready"${more}}[10m]))`;
  return {
    ...settings(config, "LokiRequestErrors"),
    category: "logs",
    condition: {
      all: [
        { query: `${rate(',status_code=~"5.."')} / ${rate("")}`, is: "above", threshold },
        { query: rate(""), is: "above", threshold: minimumTraffic },
      ],
    },
    unit: "ratio",
    summary: "Loki fails {value} of requests to {route}",
    description:
      "Over ten minutes, {value} of the requests to Loki's route {route} ended in a server error. Where the route takes lines in, they wait in the collectors; where it is a query, somebody does not see logs.",
    panel: onStack(lokiErrors),
  };
}

/**
 * A run of retention compacts as well. One replica runs it, and another goes on when that is gone: the latest of all
 * counts, and where none has run yet, the time since the last start.
 */
function retentionStopped(config: Config): Alert {
  const { maximumAge } = config.alerts.LokiRetentionStopped;
  const own = ofWorkloads(config, "loki");
  const lastRun = `max(loki_compactor_apply_retention_last_successful_run_timestamp_seconds{${own}}) > 0`;
  const lastStart = `max(process_start_time_seconds{${own}})`;
  return {
    ...settings(config, "LokiRetentionStopped"),
    category: "logs",
    condition: {
      all: [
        {
          query: `time() - ((${lastRun}) or ${lastStart})`,
          is: "above",
          threshold: maximumAge.seconds,
        },
      ],
    },
    unit: "seconds",
    summary: "Loki has deleted no old lines for {value}",
    description:
      "Loki last compacted its index and deleted old lines {value} ago. Lines that are past their retention stay and fill the storage, and queries become slower.",
    panel: onStack(lokiErrors),
  };
}

/**
 * Questions whether an object exists are left out: a no counts as an error. So does a query that somebody cancels,
 * which the share allows for.
 * Source: https://github.com/grafana/loki/blob/v3.7.6/pkg/storage/chunk/client/aws/s3_storage_client.go
 */
function storageErrors(config: Config): Alert {
  const { minimumErrors, threshold } = config.alerts.LokiStorageErrors;
  const own = `${ofWorkloads(config, "loki")},operation!~"S3.ObjectExists|S3.GetAttributes"`;
  const count = (more: string) =>
    `sum by (operation) (${grownFromFirst(`loki_s3_request_duration_seconds_count{${own}${more}}`, "10m")})`;
  const failed = count(',status_code!="200"');
  return {
    ...settings(config, "LokiStorageErrors"),
    category: "logs",
    condition: {
      all: [
        { query: `${failed} / ${count("")}`, is: "above", threshold },
        { query: failed, is: "above", threshold: minimumErrors },
      ],
    },
    unit: "ratio",
    summary: "Loki's bucket fails {value} of {operation}",
    description:
      "Over ten minutes, {value} of Loki's requests {operation} to its bucket failed. Lines that cannot be written stay in memory and on the replicas' volumes; queries that need the bucket fail.",
    panel: onStack(lokiErrors),
  };
}

/**
 * A silent node is no fault, so the kubelet is asked whether the files grow. The agent's own file is not read by it.
 * Its counter begins with its first line: until then its uptime stands for none.
 */
function collectionStopped(config: Config): Alert {
  const { minimumGrowth } = config.alerts.LogCollectionStopped;
  const grown =
    'sum by (node) (clamp_min(delta(kubelet_container_log_filesystem_used_bytes{job="kubelet",pod!~"collector-agent-.+"}[15m]), 0))';
  const own = ofWorkloads(config, "collector-agent");
  const read = `increase(otelcol_receiver_accepted_log_records_total{${own}}[15m])`;
  const none = `0 * otelcol_process_uptime_seconds_total{${own}}`;
  const nodeOf = 'max by (namespace, pod, node) (kube_pod_info{pod=~"collector-agent-.+"})';
  return {
    ...settings(config, "LogCollectionStopped"),
    category: "logs",
    condition: {
      all: [
        { query: grown, is: "above", threshold: minimumGrowth },
        {
          query: `sum by (node) ((${read} or on (namespace, pod) ${none}) * on (namespace, pod) group_left (node) ${nodeOf})`,
          is: "below",
          threshold: 1,
        },
      ],
    },
    unit: "bytes",
    summary: "Logs of node {node} are not collected",
    description:
      "In 15 minutes containers on node {node} wrote {value} of logs, and the agent there read no line. What the kubelet rotates away before the agent goes on is lost.",
    panel: onStack(lokiLines),
  };
}

const onStack = (panel: number) => ({ dashboard: DASHBOARDS.observabilityStack, panel });
