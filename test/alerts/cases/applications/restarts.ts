import type { AlertCase } from "../../alert-case.ts";

/** Start time of a service's process, in a pod. */
const process = (pod: string) =>
  `process_start_time_seconds{service_name="cart",namespace="shop",pod="${pod}",instance="10.0.0.1:80"}`;

const TERMINATED = "kube_pod_container_status_last_terminated_reason";
const RESTARTS = "kube_pod_container_status_restarts_total";

/** A container of the pod, as kube-state-metrics tells of it. */
const sidecar = (pod: string, metric: string, more = "") =>
  `${metric}{job="kube-state-metrics",namespace="shop",pod="${pod}",uid="${pod}",container="proxy"${more}}`;

export const restartCases: readonly AlertCase[] = [
  {
    alert: "ServiceRestarting",
    fires: {
      // The third restart is at minute 30.
      series: { [process("cart-1")]: "1000x9 2000x9 3000x9 4000x30", [process("cart-2")]: "1000x60" },
      atMinute: 35,
      labels: { service_name: "cart", service: "cart" },
      summary: "A process of cart started anew 3 times within an hour",
      description:
        "Within an hour, one process of cart started anew 3 times in its pod. Requests that it was answering were lost each time.",
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
      series: {
        [process("cart-1")]: "1000x9 2000x9 3000x9 4000x9 5000x30",
        'kube_pod_container_status_waiting_reason{job="kube-state-metrics",namespace="shop",pod="cart-2",uid="2",container="main",reason="CrashLoopBackOff"}':
          "1x60",
        // A sidecar beside it lacked memory last week, and has been well since.
        [sidecar("cart-1", TERMINATED, ',reason="OOMKilled"')]: "1x60",
        [sidecar("cart-1", RESTARTS)]: "1x60",
      },
      atMinute: 35,
      labels: { service_name: "cart", service: "cart" },
      summary: "A process of cart started anew 3 times within an hour",
      description:
        "Within an hour, one process of cart started anew 3 times in its pod. Requests that it was answering were lost each time.",
    },
    quiet: {
      because:
        "of one crash loop and one lack of memory other alerts tell, and the third are two processes that answer in turn",
      series: {
        [process("cart-1")]: "1000x5 2000x5 3000x5 4000x5 5000x5 6000x40",
        'kube_pod_container_status_waiting_reason{job="kube-state-metrics",namespace="shop",pod="cart-1",uid="1",container="main",reason="CrashLoopBackOff"}':
          "1x70",
        [process("cart-2")]: "1000x5 2000x5 3000x5 4000x5 5000x5 6000x40",
        [sidecar("cart-2", TERMINATED, ',reason="OOMKilled"')]: "1x70",
        [sidecar("cart-2", RESTARTS)]: "0x5 1x5 2x5 3x5 4x5 5x40",
        [process("cart-3")]: "1000 2000 1000 2000 1000 2000 1000 2000 1000 2000 1000 2000 1000 2000x50",
      },
      untilMinute: 60,
    },
  },
];
