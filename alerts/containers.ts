import type { Config } from "../config/config.ts";
import type { Alert } from "../model/alert.ts";
import { ends } from "./containers/ends.ts";
import { pods } from "./containers/pods.ts";
import { usage } from "./containers/usage.ts";
import { workloads } from "./containers/workloads.ts";

/** What runs in the cluster, as the kubelets and the API server see it. */
export function containers(config: Config): readonly Alert[] {
  const { cadvisor, kubeStateMetrics } = config.exporters;
  if (config.target.kind === "docker") return [];
  return [
    ...(cadvisor ? usage(config) : []),
    ...(kubeStateMetrics ? [...ends(config), ...pods(config), ...workloads(config)] : []),
  ];
}
