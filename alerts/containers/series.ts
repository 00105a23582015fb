import { JOBS } from "../../model/jobs.ts";

/**
 * A series of the stack's own kube-state-metrics. Another one in the cluster, whose Service may have the same name, would
 * tell the same of its own namespace and pod.
 */
export function state(metric: string, ...matchers: readonly string[]): string {
  return `${metric}{${[`job="${JOBS.kubeStateMetrics}"`, 'service=""', ...matchers].join(",")}}`;
}

/** A series of the kubelets' cAdvisor. */
export function usageOf(metric: string): string {
  return `${metric}{job="${JOBS.cadvisor}"}`;
}
