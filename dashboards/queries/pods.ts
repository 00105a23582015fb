import { JOBS } from "../../model/jobs.ts";

/**
 * A series of the stack's own kube-state-metrics: another one in the cluster would tell the same of its own namespace
 * and pod.
 */
export function state(metric: string, ...matchers: readonly string[]): string {
  return `${metric}{${[`job="${JOBS.kubeStateMetrics}"`, 'service=""', ...matchers].join(",")}}`;
}

/** Those of the dashboard's variables. */
const CHOSEN = ['namespace=~"$namespace"', 'pod=~"$pod"'];
const ofPods = (metric: string, ...matchers: readonly string[]) => state(metric, ...CHOSEN, ...matchers);

/** Pods of the chosen nodes. One without a node yet counts where all are chosen. */
const HERE = `and on (namespace, pod) ${ofPods("kube_pod_info", 'node=~"$instance"')}`;
/** Placeholders of Zero to JupyterHub give way to users: they are pending by design. */
const NO_PLACEHOLDERS = `unless on (namespace, pod) ${ofPods("kube_pod_labels", 'label_component="user-placeholder"')}`;

/** Of containers and of init containers, among which are sidecars. */
const either = (query: (prefix: string) => string) =>
  `(${query("kube_pod_container_status")} or ${query("kube_pod_init_container_status")})`;

/** Starts after the first, of each container. */
export function restarts(): string {
  const grown = either((prefix) => `increase(${ofPods(`${prefix}_restarts_total`)}[$__rate_interval])`);
  return `round(sum by (namespace, pod, container) (${grown} ${HERE}))`;
}

const named = (query: string, text: string) => `label_replace(${query}, "state", "${text}", "", "")`;
const stateOf = (query: string, label: string) =>
  `label_replace(${query}, "state", "$1", "${label}", "(.+)")`;
const called = (query: string, label: string) =>
  `label_replace(${query}, "object", "$1", "${label}", "(.+)")`;

/** What keeps a container from running; one that is just being made is well. */
const REASONS = either(
  (prefix) => `${ofPods(`${prefix}_waiting_reason`, 'reason!~"ContainerCreating|PodInitializing"')} == 1`,
);
const PHASES = `${ofPods("kube_pod_status_phase", 'phase=~"Pending|Failed|Unknown"')} == 1`;
const UNREADY = `${ofPods("kube_pod_status_ready", 'condition="true"')} == 0 and on (namespace, pod, uid) ${ofPods("kube_pod_status_phase", 'phase="Running"')} == 1`;

/** Pods that do not do what they should, once for each state, by namespace, pod and state. */
function unwellPods(): string {
  const states = [
    stateOf(REASONS, "reason"),
    `(${stateOf(PHASES, "phase")} unless on (namespace, pod) ${REASONS})`,
    `(${named(UNREADY, "Not ready")} unless on (namespace, pod) ${REASONS})`,
  ].join(" or ");
  return `group by (namespace, pod, state) ((${states}) ${HERE} ${NO_PLACEHOLDERS})`;
}

/** How many pods are not well. */
export const unwellCount = () => `count(count by (namespace, pod) (${unwellPods()})) or vector(0)`;

/** How long those pods have existed, seconds, by namespace, object and state. */
export function unwellAges(): string {
  const created = `max by (namespace, pod) (${ofPods("kube_pod_created")})`;
  return called(`(time() - ${created}) * on (namespace, pod) group_right () ${unwellPods()}`, "pod");
}

/** Controllers that have fewer pods than they should, by namespace, object and state. The number is how many. */
export function missingPods(): string {
  const of = (kind: string, metric: string) =>
    `max by (namespace, ${kind}) (${state(`kube_${kind}_${metric}`, CHOSEN[0]!)})`;
  const lacks = (kind: string, title: string, wanted: string, ready: string) =>
    called(named(`${of(kind, wanted)} - ${of(kind, ready)} > 0`, `${title} lacks pods`), kind);
  const missing = [
    lacks("deployment", "Deployment", "spec_replicas", "status_replicas_available"),
    lacks("statefulset", "StatefulSet", "replicas", "status_replicas_ready"),
    lacks("daemonset", "DaemonSet", "status_desired_number_scheduled", "status_number_ready"),
    called(
      named(
        `max by (namespace, job_name) (${state("kube_job_failed", CHOSEN[0]!, 'condition="true"')} == 1)`,
        "Job failed",
      ),
      "job_name",
    ),
  ];
  return `max by (namespace, object, state) (${missing.join(" or ")})`;
}
