import type * as pulumi from "@pulumi/pulumi";
import type { Config, KubernetesTarget } from "../../config/config.ts";
import type { Workload } from "../../model/workload.ts";
import type { Credentials } from "../credentials.ts";
import type { Deployed } from "./deployed.ts";
import { Cluster } from "./kubernetes/cluster.ts";
import { KubernetesWorkload } from "./kubernetes/workload.ts";

/**
 * Realises a stack's workloads on a Kubernetes cluster: typed resources, no Helm, no operator.
 *
 * @returns what was made of each.
 */
export function deployToKubernetes(
  name: string,
  config: Config,
  target: KubernetesTarget,
  workloads: readonly Workload[],
  credentials: Credentials,
  parent: pulumi.Resource,
): Deployed {
  const cluster = new Cluster(`${name}-cluster`, { target, workloads }, { parent });
  const made = workloads.map((workload) => {
    const args = { workload, all: workloads, config, target, cluster, credentials };
    const { claims, controller } = new KubernetesWorkload(`${name}-${workload.name}`, args, { parent });
    return [workload.name, { claims, controller }] as const;
  });
  return new Map(made);
}
