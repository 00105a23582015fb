import { type Family, metric } from "../family.ts";

/**
 * The exporter's own health, at its second port.
 * Observed: version 2.20.0 with Lookout's arguments, before an API server that had one of everything.
 */
export const OWN: readonly Family[] = [
  metric(
    "kube_state_metrics_build_info",
    "branch",
    "client_go_version",
    "goarch",
    "goos",
    "goversion",
    "revision",
    "tags",
    "version",
  ),
  metric("kube_state_metrics_list_total", "resource", "result"),
  metric("kube_state_metrics_shard_ordinal", "shard_ordinal"),
  metric("kube_state_metrics_total_shards"),
  metric("kube_state_metrics_watch_total", "resource", "result"),
];
