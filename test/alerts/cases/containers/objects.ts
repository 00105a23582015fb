/** Names of series, as kube-state-metrics and cAdvisor tell of a pod in the namespace `shop`. */

const pairs = (more: Readonly<Record<string, string>>) =>
  Object.entries(more)
    .map(([name, value]) => `,${name}="${value}"`)
    .join("");

/** A series of a pod. */
export function ofPod(pod: string, metric: string, more: Readonly<Record<string, string>> = {}): string {
  return `${metric}{namespace="shop",pod="${pod}",uid="uid-${pod}",job="kube-state-metrics"${pairs(more)}}`;
}

/** A series of its container `main`, or of another. */
export function ofContainer(
  pod: string,
  metric: string,
  more: Readonly<Record<string, string>> = {},
): string {
  return ofPod(pod, metric, { container: "main", ...more });
}

/** Labels of what fires for that container. */
export function labelsOf(pod: string, container = "main"): Readonly<Record<string, string>> {
  return { namespace: "shop", pod, container };
}

/** What a pod is for. */
export function component(pod: string, name: string): string {
  return ofPod(pod, "kube_pod_labels", { label_component: name });
}

export const RESTARTS = "kube_pod_container_status_restarts_total";
export const WAITING = "kube_pod_container_status_waiting_reason";
export const TERMINATED = "kube_pod_container_status_last_terminated_reason";
export const PHASE = "kube_pod_status_phase";
