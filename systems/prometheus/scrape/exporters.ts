import type { KubernetesTarget } from "../../../config/config.ts";
import { JOBS } from "../../../model/jobs.ts";
import { PORTS } from "../../../model/ports.ts";
import { copy, type ScrapeConfig } from "./job.ts";
import { onlyPort, stackPods } from "./stack.ts";

/**
 * State of the cluster's objects. No namespace or pod of the exporter's own: its series carry those of the objects,
 * and a query that joins them must not meet two meanings of one label.
 */
export function kubeStateMetricsJob(target: KubernetesTarget): ScrapeConfig {
  return {
    job_name: JOBS.kubeStateMetrics,
    honor_labels: true,
    kubernetes_sd_configs: [stackPods(target)],
    relabel_configs: [
      ...onlyPort(["kube-state-metrics"], PORTS.kubeStateMetrics.http),
      copy("__meta_kubernetes_pod_name", "instance"),
    ],
  };
}

/** Each node. `instance` is the node's name, so that its series go on when the exporter's pod is replaced. */
export function nodeExporterJob(target: KubernetesTarget): ScrapeConfig {
  return {
    job_name: JOBS.nodeExporter,
    kubernetes_sd_configs: [stackPods(target)],
    relabel_configs: [
      ...onlyPort(["node-exporter"], PORTS.nodeExporter.http),
      copy("__meta_kubernetes_pod_node_name", "instance"),
      copy("__meta_kubernetes_pod_node_name", "node"),
    ],
  };
}
