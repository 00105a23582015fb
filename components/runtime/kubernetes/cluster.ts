import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { KubernetesTarget } from "../../../config/config.ts";
import { PART_OF } from "../../../model/labels.ts";
import type { Workload } from "../../../model/workload.ts";
import { DENY_ALL, namespaceOf } from "./policy.ts";

interface ClusterArgs {
  readonly target: KubernetesTarget;
  readonly workloads: readonly Workload[];
}

/** The provider, the namespaces, and in each the policy that denies what nothing else allows. */
export class Cluster extends pulumi.ComponentResource {
  declare readonly provider: kubernetes.Provider;
  declare readonly namespaces: readonly kubernetes.core.v1.Namespace[];

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lookout:kubernetes:Cluster", name, {}, opts);
    this.provider = makeProvider(`${name}-provider`, args, this);
    const options = { parent: this, provider: this.provider, deleteBeforeReplace: true };
    this.namespaces = usedNamespaces(args).map((each) => makeNamespace(name, each, options));
    this.registerOutputs({ namespaces: usedNamespaces(args).map(({ namespace }) => namespace) });
  }
}

type Level = "restricted" | "privileged";

interface UsedNamespace {
  readonly role: "main" | "host";
  readonly namespace: string;
  readonly level: Level;
}

function usedNamespaces({ target, workloads }: ClusterArgs): readonly UsedNamespace[] {
  const main = { role: "main", namespace: target.namespace, level: "restricted" } as const;
  const host = { role: "host", namespace: target.hostNamespace, level: "privileged" } as const;
  return workloads.some((workload) => namespaceOf(workload, target) === host.namespace)
    ? [main, host]
    : [main];
}

function makeProvider(name: string, { target }: ClusterArgs, parent: pulumi.Resource): kubernetes.Provider {
  return new kubernetes.Provider(
    name,
    {
      ...(target.context === undefined ? {} : { context: target.context }),
      // Another context must not replace everything: it is most often another name for the same cluster. Another
      // cluster is another stack.
      clusterIdentifier: "lookout",
      // Names are fixed, so what an interrupted `up` or a kept volume left behind is taken up again.
      upsertExistingObjects: true,
      // Code is the truth: what somebody changed by hand is changed back, not reported as a conflict.
      enablePatchForce: true,
      // Otherwise a changed file is a new object, and everything that mounts it restarts.
      enableConfigMapMutable: true,
      enableSecretMutable: true,
    },
    { parent },
  );
}

/** Kept at destroy: it would take the data volumes' claims along. */
function makeNamespace(
  name: string,
  { level, namespace, role }: UsedNamespace,
  options: pulumi.CustomResourceOptions,
): kubernetes.core.v1.Namespace {
  const labels = { [PART_OF.key]: PART_OF.value, "app.kubernetes.io/managed-by": "pulumi" };
  const security = Object.fromEntries(
    ["enforce", "audit", "warn"].map((mode) => [`pod-security.kubernetes.io/${mode}`, level]),
  );
  const made = new kubernetes.core.v1.Namespace(
    `${name}-namespace-${role}`,
    { metadata: { name: namespace, labels: { ...labels, ...security } } },
    { ...options, retainOnDelete: true },
  );
  new kubernetes.networking.v1.NetworkPolicy(
    `${name}-deny-all-${role}`,
    { metadata: { name: "deny-all", namespace, labels }, spec: DENY_ALL },
    { ...options, dependsOn: [made] },
  );
  return made;
}
