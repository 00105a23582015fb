import type * as pulumi from "@pulumi/pulumi";
import type { Config, KubernetesTarget } from "../../config/config.ts";
import type { Workload } from "../../model/workload.ts";
import type { Credentials } from "../credentials.ts";
import { Cluster } from "./kubernetes/cluster.ts";
import { KubernetesWorkload } from "./kubernetes/workload.ts";

/** Realises a stack's workloads on a Kubernetes cluster: typed resources, no Helm, no operator. */
export function deployToKubernetes(
  name: string,
  config: Config,
  target: KubernetesTarget,
  workloads: readonly Workload[],
  credentials: Credentials,
  parent: pulumi.Resource,
): void {
  const cluster = new Cluster(`${name}-cluster`, { target, workloads }, { parent });
  for (const workload of workloads) {
    const args = { workload, all: workloads, config, target, cluster, credentials };
    new KubernetesWorkload(`${name}-${workload.name}`, args, { parent });
  }
}
