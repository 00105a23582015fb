import type { AlertCase } from "../../alert-case.ts";
import { component, labelsOf, ofContainer, ofPod, PHASE, RESTARTS, TERMINATED, WAITING } from "./objects.ts";

const killed = (pod: string) => ofContainer(pod, TERMINATED, { reason: "OOMKilled" });
const backOff = (pod: string) => ofContainer(pod, WAITING, { reason: "CrashLoopBackOff" });
const running = (pod: string) => ofPod(pod, PHASE, { phase: "Running" });
const INIT_RESTARTS = "kube_pod_init_container_status_restarts_total";
const INIT_TERMINATED = "kube_pod_init_container_status_last_terminated_reason";

const memory = (times: number, container = "main") =>
  ({
    labels: labelsOf("cart-1", container),
    summary: `${container} of shop/cart-1 was killed for its memory`,
    description: `${container} of shop/cart-1 used all the memory that it may, was killed and started anew, ${times} times within 15 minutes. What it was doing is lost.`,
  }) as const;

const looping = (container: string) =>
  ({
    labels: labelsOf("cart-1", container),
    summary: `${container} of shop/cart-1 crashes again and again`,
    description: `${container} of shop/cart-1 ended 5 times within an hour, and Kubernetes waits longer and longer before it starts it anew. What it says before it ends is in its logs.`,
  }) as const;

const unmade = (container: string) =>
  ({
    labels: labelsOf("cart-1", container),
    summary: `${container} of shop/cart-1 cannot be made`,
    description: `${container} of shop/cart-1 waits for an image that cannot be pulled, or for a Secret, a ConfigMap or a volume that does not exist. The pod's events name it; Kubernetes tries again for ever.`,
  }) as const;

/** The third restart is at minute 3; five within a quarter of an hour. */
const FIVE = "0 1 2 3 3 3 4x3 5x50";

export const endCases: readonly AlertCase[] = [
  {
    alert: "ContainerOutOfMemory",
    fires: {
      series: { [ofContainer("cart-1", RESTARTS)]: "0x9 1x30", [killed("cart-1")]: "_x10 1x30" },
      atMinute: 11,
      ...memory(1),
    },
    quiet: {
      because: "it ended with an error",
      series: {
        [ofContainer("cart-1", RESTARTS)]: "0x9 1x30",
        [ofContainer("cart-1", TERMINATED, { reason: "Error" })]: "_x10 1x30",
      },
      untilMinute: 40,
    },
  },
  {
    alert: "ContainerOutOfMemory",
    values: { alerts: { ContainerOutOfMemory: { for: "10m" } } },
    fires: {
      series: {
        // A sidecar is an init container that goes on.
        [ofContainer("cart-1", INIT_RESTARTS, { container: "proxy" })]: "7x9 8x4 9x30",
        [ofContainer("cart-1", INIT_TERMINATED, { container: "proxy", reason: "OOMKilled" })]: "1x60",
        [component("cart-1", "web")]: "1x60",
      },
      atMinute: 20,
      ...memory(2, "proxy"),
    },
    quiet: {
      because: "one was killed long ago, and the other is a user's server",
      series: {
        [ofContainer("cart-1", RESTARTS)]: "1x60",
        [killed("cart-1")]: "1x60",
        [ofContainer("jupyter-ada", RESTARTS)]: "0x9 1x50",
        [killed("jupyter-ada")]: "_x10 1x50",
        [component("jupyter-ada", "singleuser-server")]: "1x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "ContainerCrashLooping",
    fires: {
      series: {
        [running("cart-1")]: "1x60",
        [component("cart-1", "web")]: "1x60",
        [ofContainer("cart-1", RESTARTS)]: FIVE,
        [backOff("cart-1")]: "_ 1x60",
        [ofContainer("cart-1", TERMINATED, { reason: "Error" })]: "1x60",
      },
      atMinute: 18,
      ...looping("main"),
    },
    quiet: {
      because: "it waited for the last time at minute 7, and ten minutes later that is forgotten",
      series: {
        [running("cart-1")]: "1x60",
        [ofContainer("cart-1", RESTARTS)]: "0 1 2 3x60",
        [backOff("cart-1")]: "_ 1x6 stale",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "ContainerCrashLooping",
    fires: {
      series: {
        [ofPod("cart-1", PHASE, { phase: "Pending" })]: "1x60",
        [ofContainer("cart-1", INIT_RESTARTS, { container: "init" })]: FIVE,
        [ofContainer("cart-1", "kube_pod_init_container_status_waiting_reason", {
          container: "init",
          reason: "CrashLoopBackOff",
        })]: "_ 1x60",
      },
      atMinute: 18,
      ...looping("init"),
    },
    quiet: {
      because:
        "one was evicted, the next lacks memory, another is a user's server, one started anew only twice, and the last waits for a volume",
      series: {
        [running("cart-1")]: "1x15 0x40",
        [ofPod("cart-1", PHASE, { phase: "Failed" })]: "0x15 1x40",
        [ofContainer("cart-1", RESTARTS)]: "0 1 2 3 3 3 4x3 5x6 stale",
        [backOff("cart-1")]: "_ 1x15 stale",
        [running("cart-2")]: "1x60",
        [ofContainer("cart-2", RESTARTS)]: FIVE,
        [backOff("cart-2")]: "_ 1x60",
        [killed("cart-2")]: "_ 1x60",
        [running("jupyter-ada")]: "1x60",
        [ofContainer("jupyter-ada", RESTARTS)]: FIVE,
        [backOff("jupyter-ada")]: "_ 1x60",
        [component("jupyter-ada", "singleuser-server")]: "1x60",
        [running("cart-3")]: "1x60",
        [ofContainer("cart-3", RESTARTS)]: "0 1 2x60",
        [backOff("cart-3")]: "_ 1x60",
        [running("cart-4")]: "1x60",
        [ofContainer("cart-4", RESTARTS)]: FIVE,
        [ofContainer("cart-4", WAITING, { reason: "ContainerCreating" })]: "1x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "ContainerImagePull",
    fires: {
      series: {
        [ofContainer("cart-1", WAITING, { reason: "ErrImagePull" })]: "1x4 stale",
        [ofContainer("cart-1", WAITING, { reason: "ImagePullBackOff" })]: "_x5 1x40",
      },
      atMinute: 15,
      ...unmade("main"),
    },
    quiet: {
      because: "the image is there after a quarter of an hour",
      series: { [ofContainer("cart-1", WAITING, { reason: "ImagePullBackOff" })]: "1x14 stale" },
      untilMinute: 40,
    },
  },
  {
    alert: "ContainerImagePull",
    fires: {
      series: {
        [component("cart-1", "web")]: "1x40",
        [ofContainer("cart-1", "kube_pod_init_container_status_waiting_reason", {
          container: "init",
          reason: "CreateContainerConfigError",
        })]: "1x40",
      },
      atMinute: 15,
      ...unmade("init"),
    },
    quiet: {
      because: "one is being made, one waits for its init container, and one is a user's server",
      series: {
        [ofContainer("cart-1", WAITING, { reason: "ContainerCreating" })]: "1x40",
        [ofContainer("cart-2", WAITING, { reason: "PodInitializing" })]: "1x40",
        [ofContainer("cart-2", "kube_pod_init_container_status_waiting_reason", {
          reason: "PodInitializing",
        })]: "1x40",
        [ofContainer("jupyter-ada", WAITING, { reason: "ImagePullBackOff" })]: "1x40",
        [component("jupyter-ada", "singleuser-server")]: "1x40",
      },
      untilMinute: 40,
    },
  },
];
