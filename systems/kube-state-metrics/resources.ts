import type { Permission } from "../../model/workload.ts";

/**
 * The objects whose state is exported, by API group. The exporter's own default has secrets and configmaps too, whose
 * reading would be a right to every password of the cluster.
 * Source: https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0/docs#exposed-metrics
 */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  "": [
    "limitranges",
    "namespaces",
    "nodes",
    "persistentvolumeclaims",
    "persistentvolumes",
    "pods",
    "resourcequotas",
  ],
  apps: ["daemonsets", "deployments", "replicasets", "statefulsets"],
  autoscaling: ["horizontalpodautoscalers"],
  batch: ["cronjobs", "jobs"],
  policy: ["poddisruptionbudgets"],
};

/** For `--resources`. */
export function exportedResources(): string {
  return Object.values(RESOURCES).flat().sort().join(",");
}

/** Reading exactly those. */
export function permissions(): readonly Permission[] {
  return Object.entries(RESOURCES).map(([group, resources]) => ({
    apiGroups: [group],
    resources,
    verbs: ["list", "watch"],
  }));
}
