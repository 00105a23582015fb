import type { Config } from "../../config/config.ts";
import type { Permission } from "../../model/workload.ts";

const WATCH = ["list", "watch"] as const;

/**
 * What discovery reads, and the kubelet's metrics: no more.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config and
 * https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/
 */
export function permissions({ exporters }: Config): readonly Permission[] {
  return [
    { apiGroups: [""], resources: ["pods", "services"], verbs: WATCH },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: WATCH },
    ...(exporters.cadvisor ? KUBELET : []),
  ];
}

/** `nodes/proxy` would do too, and would let its holder run commands in every pod. */
const KUBELET: readonly Permission[] = [
  { apiGroups: [""], resources: ["nodes"], verbs: WATCH },
  { apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] },
];
