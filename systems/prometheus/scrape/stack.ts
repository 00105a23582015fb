import type { KubernetesTarget } from "../../../config/config.ts";
import { JOBS } from "../../../model/jobs.ts";
import { METRICS_PATH, METRICS_PORT, PART_OF } from "../../../model/labels.ts";
import type { WorkloadName } from "../../../model/names.ts";
import {
  copy,
  drop,
  type KubernetesDiscovery,
  keep,
  podMeta,
  type RelabelConfig,
  type ScrapeConfig,
} from "./job.ts";

const APP = podMeta("label", "app.kubernetes.io/name");
const PORT_NUMBER = "__meta_kubernetes_pod_container_port_number";

/** Every pod of the stack. Each job over these has the same discovery, so that Prometheus watches them once. */
export function stackPods({ hostNamespace, namespace }: KubernetesTarget): KubernetesDiscovery {
  return {
    role: "pod",
    namespaces: { names: [namespace, hostNamespace] },
    selectors: [{ role: "pod", label: `${PART_OF.key}=${PART_OF.value}` }],
  };
}

/** Keeps one port of some workloads' pods. */
export function onlyPort(workloads: readonly WorkloadName[], port: number): readonly RelabelConfig[] {
  return [keep(APP, workloads.join("|")), keep(PORT_NUMBER, String(port)), ...running];
}

const running: readonly RelabelConfig[] = [drop("__meta_kubernetes_pod_phase", "Succeeded|Failed")];

/**
 * The stack's own metrics. `job` is the workload's name, as dashboards that people share expect; `instance` is the
 * pod's, which a StatefulSet keeps over restarts while the address changes.
 */
export function stackJob(target: KubernetesTarget): ScrapeConfig {
  const port = podMeta("annotation", METRICS_PORT);
  return {
    job_name: JOBS.stack,
    kubernetes_sd_configs: [stackPods(target)],
    relabel_configs: [
      // Without it, a pod with neither annotation nor port would have equal ports: none.
      keep(port, ".+"),
      { source_labels: [port], target_label: PORT_NUMBER, action: "keepequal" },
      ...running,
      copy(podMeta("annotation", METRICS_PATH), "__metrics_path__"),
      copy(APP, "job"),
      copy("__meta_kubernetes_namespace", "namespace"),
      copy("__meta_kubernetes_pod_name", "pod"),
      copy("__meta_kubernetes_pod_name", "instance"),
    ],
  };
}
