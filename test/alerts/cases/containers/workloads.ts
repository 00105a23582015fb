import type { AlertCase } from "../../alert-case.ts";
import { ofContainer, ofPod, PHASE, WAITING } from "./objects.ts";

type Series = Readonly<Record<string, string>>;

const of = (metric: string, kind: string, name: string) =>
  `kube_${metric}{namespace="shop",${kind}="${name}",job="kube-state-metrics"}`;

const deployment = (name: string, available: string, unavailable: string, updated = "3x40"): Series => ({
  [of("deployment_spec_replicas", "deployment", name)]: "3x40",
  [of("deployment_status_replicas_available", "deployment", name)]: available,
  [of("deployment_status_replicas_unavailable", "deployment", name)]: unavailable,
  [of("deployment_status_replicas_updated", "deployment", name)]: updated,
});

const statefulSet = (name: string, ready: string, updated = "3x40"): Series => ({
  [of("statefulset_replicas", "statefulset", name)]: "3x40",
  [of("statefulset_status_replicas_ready", "statefulset", name)]: ready,
  [of("statefulset_status_replicas_updated", "statefulset", name)]: updated,
});

const daemonSet = (name: string, ready: string, updated = "5x40"): Series => ({
  [of("daemonset_status_desired_number_scheduled", "daemonset", name)]: "5x40",
  [of("daemonset_status_number_ready", "daemonset", name)]: ready,
  [of("daemonset_status_updated_number_scheduled", "daemonset", name)]: updated,
});

/** A pod of a workload, and what its phase and its container's state are. */
const owned = (pod: string, kind: string, owner: string, phase: string, reason: string): Series => ({
  [ofPod(pod, "kube_pod_owner", { owner_kind: kind, owner_name: owner })]: "1x40",
  [ofPod(pod, PHASE, { phase })]: "1x40",
  [ofContainer(pod, WAITING, { reason })]: "1x40",
});

const node = (name: string) =>
  `kube_node_status_condition{job="kube-state-metrics",node="${name}",condition="Ready",status="true"}`;
/** A pod of a DaemonSet, on a node. */
const placed = (pod: string, daemonset: string, on: string) =>
  ofPod(pod, "kube_pod_info", { created_by_kind: "DaemonSet", created_by_name: daemonset, node: on });

const lacks = (kind: string, name: string, pods: number) => ({
  atMinute: 15,
  labels: { namespace: "shop", [kind.toLowerCase()]: name },
  summary: `${kind} shop/${name} lacks pods: ${pods}`,
  description: `Pods of ${kind} shop/${name} that are missing or not ready: ${pods}, and it makes no progress. None of its pods crashes or is pending: look at their readiness, at quotas, and at what refuses new pods.`,
});

export const workloadCases: readonly AlertCase[] = [
  {
    alert: "DeploymentReplicasMissing",
    // A quota refuses the third pod: none is unavailable.
    fires: { series: deployment("cart", "2x40", "0x40"), ...lacks("Deployment", "cart", 1) },
    quiet: {
      because: "the third is there after a quarter of an hour",
      series: deployment("cart", "2x14 3x25", "1x14 0x25"),
      untilMinute: 40,
    },
  },
  {
    alert: "DeploymentReplicasMissing",
    // All old pods are available, and the first new one does not become so.
    fires: {
      series: {
        ...deployment("cart", "3x40", "1x40", "1x40"),
        ...owned("cart-5d8f-1", "ReplicaSet", "cart-5d8f", "Running", "ContainerCreating"),
      },
      ...lacks("Deployment", "cart", 1),
    },
    quiet: {
      because: "one rolls on, and of the others' pods alerts of their own tell",
      series: {
        ...deployment("cart", "2x40", "1x40", "0x5 1x6 2x6 3x6 4x6 5x8"),
        ...deployment("mail-out", "2x40", "1x40"),
        ...owned("mail-out-5d8f-1", "ReplicaSet", "mail-out-5d8f", "Running", "CrashLoopBackOff"),
        ...deployment("print", "2x40", "1x40"),
        ...owned("print-5d8f-1", "ReplicaSet", "print-5d8f", "Pending", "ContainerCreating"),
      },
      untilMinute: 40,
    },
  },
  {
    alert: "StatefulSetReplicasMissing",
    fires: { series: statefulSet("db", "1x40"), ...lacks("StatefulSet", "db", 2) },
    quiet: {
      because: "it is complete after a quarter of an hour",
      series: statefulSet("db", "1x14 3x25"),
      untilMinute: 40,
    },
  },
  {
    alert: "StatefulSetReplicasMissing",
    values: { alerts: { PodPending: { enabled: false } } },
    fires: {
      // With no other alert to tell of it.
      series: {
        ...statefulSet("db", "2x40"),
        ...owned("db-2", "StatefulSet", "db", "Pending", "ContainerCreating"),
      },
      ...lacks("StatefulSet", "db", 1),
    },
    quiet: {
      because:
        "placeholders give way to users, one rolls on, and of the last's pod an alert of its own tells",
      series: {
        ...statefulSet("queue", "2x40"),
        ...owned("queue-2", "StatefulSet", "queue", "Running", "CrashLoopBackOff"),
        ...statefulSet("user-placeholder", "0x40"),
        ...statefulSet("test-user-placeholder", "0x40"),
        ...statefulSet("db", "2x40", "0x9 1x9 2x9 3x20"),
      },
      untilMinute: 33,
    },
  },
  {
    alert: "DaemonSetPodsMissing",
    fires: { series: daemonSet("agent", "3x40"), ...lacks("DaemonSet", "agent", 2) },
    quiet: {
      because: "it is complete after a quarter of an hour",
      series: daemonSet("agent", "3x14 5x25"),
      untilMinute: 40,
    },
  },
  {
    alert: "DaemonSetPodsMissing",
    fires: {
      series: {
        ...daemonSet("agent", "3x40"),
        [node("node-1")]: "1x40",
        [node("node-2")]: "0x40",
        [node("node-1").replace('status="true"', 'status="false"')]: "0x40",
        [node("node-1").replace("Ready", "DiskPressure")]: "0x40",
        // One was evicted there and stays beside its successor: both are one pod that is missing.
        [placed("agent-1", "agent", "node-2")]: "1x40",
        [placed("agent-2", "agent", "node-2")]: "1x40",
        [placed("agent-3", "agent", "node-1")]: "1x40",
        ...owned("agent-1", "DaemonSet", "agent", "Running", "ContainerCreating"),
      },
      ...lacks("DaemonSet", "agent", 1),
    },
    quiet: {
      because:
        "one pod is that of a node that is not ready, of another's an alert of its own tells, and the last rolls on",
      series: {
        ...daemonSet("agent", "4x40"),
        [node("node-1")]: "1x40",
        [node("node-2")]: "0x40",
        [placed("agent-1", "agent", "node-2")]: "1x40",
        ...daemonSet("puller", "3x40"),
        ...owned("puller-1", "DaemonSet", "puller", "Pending", "ContainerCreating"),
        ...daemonSet("rolls", "3x40", "0x6 1x6 2x6 3x6 4x6 5x6"),
      },
      untilMinute: 40,
    },
  },
  {
    alert: "DaemonSetPodsMissing",
    fires: {
      // The node that is not ready has none of its pods: it is not meant for that node.
      series: {
        ...daemonSet("agent", "4x40"),
        [node("node-2")]: "0x40",
        [placed("puller-1", "puller", "node-2")]: "1x40",
        [ofPod("agent", "kube_pod_info", {
          created_by_kind: "Job",
          created_by_name: "agent",
          node: "node-2",
        })]: "1x40",
      },
      ...lacks("DaemonSet", "agent", 1),
    },
    quiet: {
      because: "both pods that are missing are on nodes that are not ready",
      series: {
        ...daemonSet("agent", "3x40"),
        [node("node-2")]: "0x40",
        [node("node-3")]: "0x40",
        [placed("agent-1", "agent", "node-2")]: "1x40",
        [placed("agent-2", "agent", "node-3")]: "1x40",
      },
      untilMinute: 40,
    },
  },
];
