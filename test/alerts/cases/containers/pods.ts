import type { AlertCase } from "../../alert-case.ts";
import { component, ofContainer, ofPod, PHASE, WAITING } from "./objects.ts";

const INIT_WAITING = "kube_pod_init_container_status_waiting_reason";

type Series = Readonly<Record<string, string>>;

/** A pod that was created at minute 0 and is pending, on a node or not. */
const pending = (pod: string, until: string, place: "no node" | "a node" | "a gate"): Series => ({
  [ofPod(pod, "kube_pod_created")]: "0x40",
  [ofPod(pod, PHASE, { phase: "Pending" })]: until,
  [ofPod(pod, "kube_pod_status_scheduled", { condition: "true" })]: place === "a node" ? "1x40" : "0x40",
  [ofPod(pod, "kube_pod_status_scheduled", { condition: "false" })]: place === "a node" ? "0x40" : "1x40",
  ...(place === "no node" ? { [ofPod(pod, "kube_pod_status_unschedulable")]: "1x40" } : {}),
});

/** A pod of some owner that runs, ready or not. */
const runs = (pod: string, ready: string, kind: string, name = "owner"): Series => ({
  [ofPod(pod, PHASE, { phase: "Running" })]: "1x40",
  [ofPod(pod, "kube_pod_status_ready", { condition: "true" })]: ready,
  [ofPod(pod, "kube_pod_owner", { owner_kind: kind, owner_name: name })]: "1x40",
  [ofPod(pod, "kube_pod_info", { node: `node-of-${pod}` })]: "1x40",
});

const PENDING = {
  atMinute: 16,
  labels: { namespace: "shop", pod: "cart-1" },
  summary: "shop/cart-1 has been pending for 16m 0s",
  description:
    "shop/cart-1 was created 16m 0s ago and does not run yet. Either no node has room for it, or its node waits for a volume, a network or an init container.",
};

const NOT_READY = {
  atMinute: 15,
  labels: { namespace: "shop", pod: "cart-1" },
  summary: "shop/cart-1 runs but is not ready",
  description:
    "shop/cart-1 runs, but its readiness probe fails: no Service sends requests to it. Nothing that Lookout knows replaces it.",
};

export const podCases: readonly AlertCase[] = [
  {
    alert: "PodPending",
    // Older than ten minutes at the eleventh.
    fires: { series: pending("cart-1", "1x40", "no node"), ...PENDING },
    quiet: {
      because: "it runs after 16 minutes",
      series: pending("cart-1", "1x15 0x24", "no node"),
      untilMinute: 40,
    },
  },
  {
    alert: "PodPending",
    fires: {
      series: {
        ...pending("cart-1", "1x40", "a node"),
        [ofContainer("cart-1", WAITING, { reason: "PodInitializing" })]: "1x40",
        [ofContainer("cart-1", INIT_WAITING, { reason: "ContainerCreating", container: "init" })]: "1x40",
        [component("cart-1", "web")]: "1x40",
      },
      ...PENDING,
    },
    quiet: {
      because:
        "a queue holds one back, one has no image, one crashes, one is a placeholder and one a user's server, an old one runs, and of the last another exporter tells",
      series: {
        ...pending("gated", "1x40", "a gate"),
        ...pending("imageless", "1x40", "a node"),
        [ofContainer("imageless", WAITING, { reason: "ImagePullBackOff" })]: "1x40",
        ...pending("crashing", "1x40", "a node"),
        [ofContainer("crashing", INIT_WAITING, { reason: "CrashLoopBackOff", container: "init" })]: "1x40",
        ...pending("user-placeholder-0", "1x40", "no node"),
        [component("user-placeholder-0", "user-placeholder")]: "1x40",
        ...pending("jupyter-ada", "1x40", "no node"),
        [component("jupyter-ada", "singleuser-server")]: "1x40",
        ...pending("old", "0x40", "a node"),
        // Another kube-state-metrics, by its annotated Service.
        ...Object.fromEntries(
          Object.entries(pending("kube-state-metrics-1", "1x40", "a node")).map(([name, values]) => [
            name.replace("job=", 'service="kube-state-metrics",job='),
            values,
          ]),
        ),
        [ofPod("old", PHASE, { phase: "Running" })]: "1x40",
      },
      untilMinute: 40,
    },
  },
  {
    alert: "PodNotReady",
    fires: { series: runs("cart-1", "0x40", ""), ...NOT_READY },
    quiet: {
      because: "it is ready after a quarter of an hour",
      series: runs("cart-1", "0x14 1x25", ""),
      untilMinute: 40,
    },
  },
  {
    alert: "PodNotReady",
    fires: {
      // A ReplicaSet that no Deployment guards, as other controllers of rollouts have.
      series: {
        ...runs("cart-1", "0x40", "ReplicaSet", "cart"),
        [component("cart-1", "web")]: "1x40",
        'kube_node_status_condition{job="kube-state-metrics",node="node-of-cart-1",condition="Ready",status="false"}':
          "0x40",
        'kube_node_status_condition{job="kube-state-metrics",node="node-of-cart-1",condition="DiskPressure",status="true"}':
          "0x40",
        'kube_replicaset_owner{job="kube-state-metrics",namespace="shop",replicaset="cart",owner_kind="Rollout",owner_name="cart"}':
          "1x40",
      },
      ...NOT_READY,
    },
    quiet: {
      because:
        "of some their workload tells or their node, one has completed, one crashes, and one is a user's server",
      series: {
        ...runs("deployed", "0x40", "ReplicaSet", "cart-5d8f"),
        'kube_replicaset_owner{job="kube-state-metrics",namespace="shop",replicaset="cart-5d8f",owner_kind="Deployment",owner_name="cart"}':
          "1x40",
        ...runs("in-a-set", "0x40", "StatefulSet"),
        ...runs("of-a-job", "0x40", "Job"),
        ...runs("on-a-lost-node", "0x40", ""),
        'kube_node_status_condition{job="kube-state-metrics",node="node-of-on-a-lost-node",condition="Ready",status="true"}':
          "0x40",
        [ofPod("completed", PHASE, { phase: "Running" })]: "0x40",
        [ofPod("completed", PHASE, { phase: "Succeeded" })]: "1x40",
        [ofPod("completed", "kube_pod_status_ready", { condition: "true" })]: "0x40",
        ...runs("crashing", "0x40", ""),
        [ofContainer("crashing", WAITING, { reason: "CrashLoopBackOff" })]: "1x40",
        ...runs("ready", "1x40", ""),
        [ofPod("ready", "kube_pod_status_ready", { condition: "false" })]: "0x40",
        ...runs("jupyter-ada", "0x40", ""),
        [component("jupyter-ada", "singleuser-server")]: "1x40",
      },
      untilMinute: 40,
    },
  },
];
