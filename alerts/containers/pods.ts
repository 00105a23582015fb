import type { Config } from "../../config/config.ts";
import type { Alert } from "../../model/alert.ts";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { settings } from "../settings.ts";
import { CANNOT_BE_MADE, crashesTold, waiting, withoutHub } from "./causes.ts";
import { state } from "./series.ts";

const POD = "{namespace}/{pod}";
const panel = {
  dashboard: DASHBOARDS.infrastructureHealth,
  panel: PANELS.infrastructureHealth.pods,
  variables: { namespace: "{namespace}", pod: "{pod}" },
};

/** Pods that do not come up. */
export function pods(config: Config): readonly Alert[] {
  return [pending(config), notReady(config)];
}

/**
 * Scheduled or refused by the scheduler: a pod that a scheduling gate holds back, as queues of batch jobs do, waits on
 * purpose. Containers that cannot be made or crash have alerts of their own.
 */
function pending(config: Config): Alert {
  const { alerts } = config;
  const { longest } = alerts.PodPending;
  const reasons = [
    ...(alerts.ContainerCrashLooping.enabled ? ["CrashLoopBackOff"] : []),
    ...(alerts.ContainerImagePull.enabled ? [CANNOT_BE_MADE] : []),
  ].join("|");
  const seen = `(${state("kube_pod_status_scheduled", 'condition="true"')} == 1 or ${state("kube_pod_status_unschedulable")} == 1)`;
  const told = reasons === "" ? "" : ` unless on (namespace, pod) (${waiting(reasons)})`;
  const waits = `${state("kube_pod_status_phase", 'phase="Pending"')} == 1 and on (namespace, pod, uid) ${seen}${told}`;
  const created = `${state("kube_pod_created")} and on (namespace, pod, uid) (${withoutHub(waits, config)})`;
  return {
    ...settings(config, "PodPending"),
    category: "containers",
    condition: {
      all: [
        { query: `time() - max by (namespace, pod) (${created})`, is: "above", threshold: longest.seconds },
      ],
    },
    unit: "seconds",
    summary: `${POD} has been pending for {value}`,
    description: `${POD} was created {value} ago and does not run yet. Either no node has room for it, or its node waits for a volume, a network or an init container.`,
    panel,
  };
}

/**
 * Of other pods the workload is told of, once for all of them. Those of a node that is not ready are not ready either,
 * and the node has an alert.
 */
function notReady(config: Config): Alert {
  const running = `${state("kube_pod_status_phase", 'phase="Running"')} == 1`;
  const unready = `${state("kube_pod_status_ready", 'condition="true"')} == 0`;
  const sets = state("kube_pod_owner", 'owner_kind=~"DaemonSet|Job|StatefulSet"');
  const replicas = `label_replace(${state("kube_pod_owner", 'owner_kind="ReplicaSet"')}, "replicaset", "$1", "owner_name", "(.+)")`;
  const deployed = `${replicas} and on (namespace, replicaset) ${state("kube_replicaset_owner", 'owner_kind="Deployment"')}`;
  const lost = `${state("kube_pod_info")} and on (node) ${state("kube_node_status_condition", 'condition="Ready"', 'status="true"')} == 0`;
  const crashes = crashesTold(config);
  const told = crashes === undefined ? "" : ` or ${crashes}`;
  const query = `max by (namespace, pod) (${running} and on (namespace, pod, uid) ${unready} unless on (namespace, pod) (${sets} or ${deployed} or ${lost}${told}))`;
  return {
    ...settings(config, "PodNotReady"),
    category: "containers",
    condition: { all: [{ query: withoutHub(query, config), is: "above", threshold: 0 }] },
    unit: "number",
    summary: `${POD} runs but is not ready`,
    description: `${POD} runs, but its readiness probe fails: no Service sends requests to it. Nothing that Lookout knows replaces it.`,
    panel,
  };
}
