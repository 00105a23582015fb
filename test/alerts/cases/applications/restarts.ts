import type { AlertCase } from "../../alert-case.ts";

/** Start time of a service's process, in a pod. */
const process = (pod: string) =>
  `process_start_time_seconds{service_name="cart",namespace="shop",pod="${pod}",instance="10.0.0.1:80"}`;

const TERMINATED = "kube_pod_container_status_last_terminated_reason";
const RESTARTS = "kube_pod_container_status_restarts_total";

/** A container of the pod, as kube-state-metrics tells of it. */
const sidecar = (pod: string, metric: string, more = "") =>
  `${metric}{job="kube-state-metrics",namespace="shop",pod="${pod}",uid="${pod}",container="proxy"${more}}`;

/** Its application's container, held back after a crash. */
const heldBack = (pod: string) =>
  `kube_pod_container_status_waiting_reason{job="kube-state-metrics",namespace="shop",pod="${pod}",uid="${pod}",container="main",reason="CrashLoopBackOff"}`;

const CART_1 = {
  labels: { service_name: "cart", service: "cart", namespace: "shop", pod: "cart-1" },
  summary: "A process of cart started anew 3 times within an hour in pod cart-1",
  description:
    "Within an hour, one process of cart started anew 3 times in its pod. Requests that it was answering were lost each time.",
};

export const restartCases: readonly AlertCase[] = [
  {
    alert: "ServiceRestarting",
    fires: {
      // The third restart is at minute 30.
      series: { [process("cart-1")]: "1000x9 2000x9 3000x9 4000x30", [process("cart-2")]: "1000x60" },
      atMinute: 35,
      ...CART_1,
    },
    quiet: {
      because: "each of three processes started anew twice, as in a rollout",
      series: {
        [process("cart-1")]: "1000x9 2000x9 3000x50",
        [process("cart-2")]: "1000x12 2000x9 3000x50",
        [process("cart-3")]: "1000x15 2000x9 3000x50",
      },
      untilMinute: 70,
    },
  },
  {
    alert: "ServiceRestarting",
    fires: {
      // One sample of a back-off is no crash loop to any other alert.
      series: {
        [process("cart-1")]: "1000x9 2000x9 3000x9 4000x30",
        [heldBack("cart-1")]: "_x20 1 stale",
      },
      atMinute: 35,
      ...CART_1,
    },
    quiet: {
      because: "two processes answer in turn behind one address",
      series: {
        [process("cart-1")]: "1000 2000 1000 2000 1000 2000 1000 2000 1000 2000 1000 2000 1000 2000x50",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "ServiceRestarting",
    fires: {
      // A sidecar beside it lacked memory, once.
      series: {
        [process("cart-1")]: "1000x9 2000x9 3000x9 4000x30",
        [sidecar("cart-1", TERMINATED, ',reason="OOMKilled"')]: "_x6 1x60",
        [sidecar("cart-1", RESTARTS)]: "0x5 1x60",
      },
      atMinute: 35,
      ...CART_1,
    },
    quiet: {
      because: "a sidecar lacks memory again and again, and the process beside it goes on",
      series: {
        [process("cart-1")]: "1000x60",
        [sidecar("cart-1", TERMINATED, ',reason="OOMKilled"')]: "_x6 1x60",
        [sidecar("cart-1", RESTARTS)]: "0x5 1x5 2x5 3x5 4x5 5x30",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "ServiceRestarting",
    fires: {
      // Of a service that pushes its metrics no pod is known.
      series: { 'process_start_time_seconds{service_name="cart"}': "1000x9 2000x9 3000x9 4000x30" },
      atMinute: 35,
      labels: { service_name: "cart", service: "cart" },
      summary: "A process of cart started anew 3 times within an hour in pod ",
      description:
        "Within an hour, one process of cart started anew 3 times in its pod. Requests that it was answering were lost each time.",
    },
    quiet: {
      because: "it started anew only twice",
      series: { 'process_start_time_seconds{service_name="cart"}': "1000x9 2000x9 3000x50" },
      untilMinute: 60,
    },
  },
];
