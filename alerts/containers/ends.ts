import type { Config } from "../../config/config.ts";
import type { Alert } from "../../model/alert.ts";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { settings } from "../settings.ts";
import { CANNOT_BE_MADE, crashed, either, killed, waiting, withoutHub } from "./causes.ts";
import { state } from "./series.ts";

const CONTAINER = "{container} of {namespace}/{pod}";
const EACH = "max by (namespace, pod, container)";
const variables = { namespace: "{namespace}", pod: "{pod}" };
const panel = {
  dashboard: DASHBOARDS.infrastructureHealth,
  panel: PANELS.infrastructureHealth.restarts,
  variables,
};

/** Containers that end, or do not begin. */
export function ends(config: Config): readonly Alert[] {
  return [outOfMemory(config), crashLooping(config), imagePull(config)];
}

function outOfMemory(config: Config): Alert {
  return {
    ...settings(config, "ContainerOutOfMemory"),
    category: "containers",
    condition: {
      all: [
        { query: withoutHub(restarts("15m"), config), is: "above", threshold: 0 },
        { query: `${EACH} (${killed("15m")})`, is: "above", threshold: 0 },
      ],
    },
    unit: "number",
    summary: `${CONTAINER} was killed for its memory`,
    description: `${CONTAINER} used all the memory that it may, was killed and started anew, {value} times within 15 minutes. What it was doing is lost.`,
    panel: { ...panel, panel: PANELS.infrastructureHealth.memory },
  };
}

/**
 * After ten minutes of running the kubelet forgets earlier crashes, so a container that loops is held back at least once
 * in as many. A pod that was deleted meanwhile does not count, nor one that ends for its memory, which is told of.
 */
function crashLooping(config: Config): Alert {
  const { alerts } = config;
  const alive = `and on (namespace, pod, uid) ${state("kube_pod_status_phase", 'phase=~"Pending|Running"')} == 1`;
  const told = alerts.ContainerOutOfMemory.enabled
    ? ` unless on (namespace, pod, container, uid) (${killed("1h")})`
    : "";
  const looping = `${EACH} ((${crashed("10m")}) ${alive}${told})`;
  return {
    ...settings(config, "ContainerCrashLooping"),
    category: "containers",
    condition: {
      all: [
        { query: restarts("1h"), is: "above", threshold: alerts.ContainerCrashLooping.restarts },
        { query: withoutHub(looping, config), is: "above", threshold: 0 },
      ],
    },
    unit: "number",
    summary: `${CONTAINER} crashes again and again`,
    description: `${CONTAINER} ended {value} times within an hour, and Kubernetes waits longer and longer before it starts it anew. What it says before it ends is in its logs.`,
    panel,
  };
}

function imagePull(config: Config): Alert {
  const query = `${EACH} (${waiting(CANNOT_BE_MADE)})`;
  return {
    ...settings(config, "ContainerImagePull"),
    category: "containers",
    condition: { all: [{ query: withoutHub(query, config), is: "above", threshold: 0 }] },
    unit: "number",
    summary: `${CONTAINER} cannot be made`,
    description: `${CONTAINER} waits for an image that cannot be pulled, or for a Secret, a ConfigMap or a volume that does not exist. The pod's events name it; Kubernetes tries again for ever.`,
    panel: { ...panel, panel: PANELS.infrastructureHealth.pods },
  };
}

/** Changes, not the increase: whole numbers, and a counter that is replaced together with its exporter adds nothing. */
function restarts(range: string): string {
  return `${EACH} (${either((prefix) => `changes(${state(`${prefix}_restarts_total`)}[${range}])`)})`;
}
