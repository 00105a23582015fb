import type * as pulumi from "@pulumi/pulumi";
import type { Config, KubernetesTarget } from "../../../config/config.ts";
import { standardLabels } from "../../../model/labels.ts";
import type { Workload } from "../../../model/workload.ts";
import type { Credentials } from "../../credentials.ts";
import type { Cluster } from "./cluster.ts";
import { namespaceOf } from "./policy.ts";

export interface KubernetesWorkloadArgs {
  readonly workload: Workload;
  /** Every workload of the stack, for the policies. */
  readonly all: readonly Workload[];
  readonly config: Config;
  readonly target: KubernetesTarget;
  readonly cluster: Cluster;
  readonly credentials: Credentials;
}

/** What the functions that make one workload's resources share. */
export interface Context extends KubernetesWorkloadArgs {
  readonly name: string;
  readonly options: pulumi.CustomResourceOptions;
  /** Metadata of a namespaced object of the given name. */
  readonly metadata: (objectName: string) => Metadata;
}

export interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

export function makeContext(name: string, args: KubernetesWorkloadArgs, parent: pulumi.Resource): Context {
  const { cluster, target, workload } = args;
  const namespace = namespaceOf(workload, target);
  const labels = { ...standardLabels(workload) };
  return {
    ...args,
    name,
    options: {
      parent,
      provider: cluster.provider,
      dependsOn: [...cluster.namespaces],
      // Names are fixed: made first, the new object would be the old one taken over, and then deleted as the old one.
      deleteBeforeReplace: true,
    },
    metadata: (objectName) => ({ name: objectName, namespace, labels }),
  };
}
