import type { Config } from "../../config/config.ts";
import type { Alert } from "../../model/alert.ts";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { settings } from "../settings.ts";
import { podCauses } from "./causes.ts";
import { state } from "./series.ts";

const panel = {
  dashboard: DASHBOARDS.infrastructureHealth,
  panel: PANELS.infrastructureHealth.pods,
  variables: { namespace: "{namespace}" },
};

/** Controllers that do not get what they should have. */
export function workloads(config: Config): readonly Alert[] {
  return [deployment(config), statefulSet(config), daemonSet(config), jobFailed(config)];
}

/** A stuck rollout may keep all its old pods: then those that are not available are one too many. */
function deployment(config: Config): Alert {
  const of = (metric: string) => `max by (namespace, deployment) (${state(`kube_deployment_${metric}`)})`;
  const fewer = `${of("spec_replicas")} - ${of("status_replicas_available")} > 0`;
  return {
    ...settings(config, "DeploymentReplicasMissing"),
    category: "containers",
    condition: {
      all: [
        {
          query: unexplained(`(${fewer} or ${of("status_replicas_unavailable")})`, "deployment", config),
          is: "above",
          threshold: config.alerts.DeploymentReplicasMissing.missing,
        },
      ],
    },
    unit: "number",
    ...texts("Deployment", "deployment"),
    panel,
  };
}

function statefulSet(config: Config): Alert {
  // Placeholders of Zero to JupyterHub give way to users: their set is hardly ever complete.
  const of = (metric: string) =>
    `max by (namespace, statefulset) (${state(`kube_statefulset_${metric}`, 'statefulset!~"(.+-)?user-placeholder"')})`;
  return {
    ...settings(config, "StatefulSetReplicasMissing"),
    category: "containers",
    condition: {
      all: [
        {
          query: unexplained(`(${of("replicas")} - ${of("status_replicas_ready")})`, "statefulset", config),
          is: "above",
          threshold: config.alerts.StatefulSetReplicasMissing.missing,
        },
      ],
    },
    unit: "number",
    ...texts("StatefulSet", "statefulset"),
    panel,
  };
}

/** Nodes that are not ready have an alert of their own: what a DaemonSet lacks there is not told again. */
function daemonSet(config: Config): Alert {
  const of = (metric: string) =>
    `max by (namespace, daemonset) (${state(`kube_daemonset_status_${metric}`)})`;
  const desired = of("desired_number_scheduled");
  const pods = `label_replace(${state("kube_pod_info", 'created_by_kind="DaemonSet"')}, "daemonset", "$1", "created_by_name", "(.+)")`;
  const unready = `${state("kube_node_status_condition", 'condition="Ready"', 'status="true"')} == 0`;
  // Once a node: one that was evicted there stays beside its successor.
  const nodes = `count by (namespace, daemonset, node) (${pods} and on (node) ${unready})`;
  const lost = `(count by (namespace, daemonset) (${nodes}) or 0 * ${desired})`;
  const missing = `(${desired} - ${of("number_ready")} - ${lost})`;
  return {
    ...settings(config, "DaemonSetPodsMissing"),
    category: "containers",
    condition: {
      all: [
        {
          query: unexplained(missing, "daemonset", config),
          is: "above",
          threshold: config.alerts.DaemonSetPodsMissing.missing,
        },
      ],
    },
    unit: "number",
    ...texts("DaemonSet", "daemonset"),
    panel,
  };
}

/** Seconds between the moments at which Jobs are looked at. */
const STEP = 600;

/**
 * A failed Job stays as it is until it is deleted: it is told of for a while, and not for ever. Only what is known to be
 * recent counts, by when it was made or by a moment at which it was seen and had not failed: a Job that had failed when
 * it was first measured, as after a long outage of kube-state-metrics or in a new stack, is none.
 */
function jobFailed(config: Config): Alert {
  const { told } = config.alerts.JobFailed;
  const failed = state("kube_job_failed", 'condition="true"');
  const created = state("kube_job_created");
  // The margin bridges the time from its creation to the first that is seen of it.
  const recent = `time() - ${created} < ${told.seconds + 300}`;
  // Coarse, since it looks at all Jobs; the last step before the failure may be as much earlier.
  const steps = `[${told.seconds + STEP}s:${STEP}s]`;
  const hadNot = `present_over_time((${created} unless on (namespace, job_name) ${failed} == 1)${steps})`;
  return {
    ...settings(config, "JobFailed"),
    category: "containers",
    condition: {
      all: [
        {
          query: `max by (namespace, job_name) (${failed}) and on (namespace, job_name) (${recent} or ${hadNot})`,
          is: "above",
          threshold: 0,
        },
      ],
    },
    unit: "number",
    summary: "Job {namespace}/{job_name} failed",
    description:
      "Job {namespace}/{job_name} used up its attempts or its time, and Kubernetes does not try again. Its pods' logs say why, as long as they are kept.",
    panel,
  };
}

/** What each controller says of its progress. */
const UPDATED = {
  deployment: "kube_deployment_status_replicas_updated",
  statefulset: "kube_statefulset_status_replicas_updated",
  daemonset: "kube_daemonset_status_updated_number_scheduled",
} as const;
type Kind = keyof typeof UPDATED;

/** Without workloads whose rollout moves on, and without those with a pod of which an alert says what is wrong. */
function unexplained(query: string, kind: Kind, config: Config): string {
  const moving = ` unless on (namespace, ${kind}) changes(${state(UPDATED[kind])}[10m]) > 0`;
  const causes = podCauses(config);
  if (causes === undefined) return `${query}${moving}`;
  return `${query}${moving} unless on (namespace, ${kind}) ${owners(kind, causes)}`;
}

const OWNERS = {
  deployment: { owner: "ReplicaSet", name: "(.+)-[^-]+" },
  statefulset: { owner: "StatefulSet", name: "(.+)" },
  daemonset: { owner: "DaemonSet", name: "(.+)" },
} as const;

/** The workloads of some pods. A Deployment's ReplicaSets have its name and a hash without dashes. */
function owners(kind: Kind, some: string): string {
  const { name, owner } = OWNERS[kind];
  const owned = `${state("kube_pod_owner", `owner_kind="${owner}"`)} and on (namespace, pod) (${some})`;
  return `label_replace(${owned}, "${kind}", "$1", "owner_name", "${name}")`;
}

function texts(kind: string, label: Kind) {
  const one = `{namespace}/{${label}}`;
  return {
    summary: `${kind} ${one} lacks pods: {value}`,
    description: `Pods of ${kind} ${one} that are missing or not ready: {value}, and it makes no progress. None of its pods crashes or is pending: look at their readiness, at quotas, and at what refuses new pods.`,
  };
}
