import type { Config } from "../../config/config.ts";
import { state } from "./series.ts";

/** Reasons of a container that cannot be made. Source: Kubernetes, pkg/kubelet/images and kuberuntime. */
export const CANNOT_BE_MADE = [
  "CreateContainerConfigError",
  "CreateContainerError",
  "ErrImageNeverPull",
  "ErrImagePull",
  "ImageInspectError",
  "ImagePullBackOff",
  "InvalidImageName",
  "RegistryUnavailable",
  "SignatureValidationFailed",
].join("|");

/** Of containers and of init containers, among which are sidecars; their names differ within a pod. */
export function either(query: (prefix: string) => string): string {
  return `${query("kube_pod_container_status")} or ${query("kube_pod_init_container_status")}`;
}

/** Containers that wait for one of the reasons. */
export function waiting(reasons: string): string {
  return either((prefix) => state(`${prefix}_waiting_reason`, `reason=~"${reasons}"`));
}

/** Containers that were held back after a crash, at any time of the range. */
export function crashed(range: string): string {
  return either(
    (prefix) => `max_over_time(${state(`${prefix}_waiting_reason`, 'reason="CrashLoopBackOff"')}[${range}])`,
  );
}

/**
 * Containers that ended within the range, the last time because of their memory. The reason stays for as long as the pod:
 * only a restart makes it news.
 */
export function killed(range: string): string {
  return either((prefix) => {
    const reason = state(`${prefix}_last_terminated_reason`, 'reason="OOMKilled"');
    const restarted = `changes(${state(`${prefix}_restarts_total`)}[${range}]) > 0`;
    return `${reason} and on (namespace, pod, container, uid) ${restarted}`;
  });
}

/** Containers of which an alert says that they crash, or lack memory. Undefined when there are none. */
export function crashesTold({ alerts }: Config): string | undefined {
  if (alerts.ContainerCrashLooping.enabled) return crashed("10m");
  if (!alerts.ContainerOutOfMemory.enabled) return undefined;
  return `(${crashed("10m")}) and on (namespace, pod, container, uid) (${killed("15m")})`;
}

/**
 * Pods of which an alert of their own says why they are not ready. Undefined when there are none. A pod whose image
 * cannot be had is pending.
 */
export function podCauses(config: Config): string | undefined {
  const crashes = crashesTold(config);
  const causes = [
    ...(crashes === undefined ? [] : [crashes]),
    ...(config.alerts.PodPending.enabled
      ? [`${state("kube_pod_status_phase", 'phase="Pending"')} == 1`]
      : []),
  ];
  return causes.length === 0 ? undefined : causes.join(" or ");
}

/**
 * Pods that JupyterHub starts: its users' servers, whose troubles are the users' own and would be told of by the
 * hundred, and the placeholders of Zero to JupyterHub, which are pending by design.
 *
 * Source: `component_label` of KubeSpawner; templates/scheduling/user-placeholder of the chart.
 */
const OF_HUB = state("kube_pod_labels", 'label_component=~"singleuser-server|user-placeholder"');

/** Without the pods that JupyterHub starts, as far as their labels are known. */
export function withoutHub(query: string, { exporters }: Config): string {
  return exporters.kubeStateMetrics ? `${query} unless on (namespace, pod) ${OF_HUB}` : query;
}
