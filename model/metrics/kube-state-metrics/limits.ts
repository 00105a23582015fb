import { type Family, metric } from "../family.ts";

/**
 * What bounds others: quotas, ranges and disruption budgets.
 * Observed: version 2.20.0 with Lookout's arguments, before an API server that had one of everything.
 */
export const LIMITS: readonly Family[] = [
  metric("kube_limitrange", "namespace", "limitrange", "resource", "type", "constraint"),
  metric("kube_limitrange_created", "namespace", "limitrange"),
  metric("kube_poddisruptionbudget_created", "namespace", "poddisruptionbudget"),
  metric("kube_poddisruptionbudget_deletion_timestamp", "namespace", "poddisruptionbudget"),
  metric("kube_poddisruptionbudget_status_current_healthy", "namespace", "poddisruptionbudget"),
  metric("kube_poddisruptionbudget_status_desired_healthy", "namespace", "poddisruptionbudget"),
  metric("kube_poddisruptionbudget_status_expected_pods", "namespace", "poddisruptionbudget"),
  metric("kube_poddisruptionbudget_status_observed_generation", "namespace", "poddisruptionbudget"),
  metric("kube_poddisruptionbudget_status_pod_disruptions_allowed", "namespace", "poddisruptionbudget"),
  metric("kube_resourcequota", "namespace", "resourcequota", "resource", "type"),
  metric("kube_resourcequota_created", "namespace", "resourcequota"),
];
