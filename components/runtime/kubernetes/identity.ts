import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "./context.ts";
import { clusterName, policyRules } from "./objects.ts";

/** Every workload has an account of its own, so that rights never spread. */
export function makeServiceAccount({ metadata, name, options, workload }: Context): pulumi.Resource {
  const { serviceAccountAnnotations } = workload;
  const annotations =
    serviceAccountAnnotations === undefined ? {} : { annotations: serviceAccountAnnotations };
  return new kubernetes.core.v1.ServiceAccount(
    `${name}-account`,
    { metadata: { ...metadata(workload.name), ...annotations }, automountServiceAccountToken: false },
    options,
  );
}

/** Rights in the whole cluster, for those who need any. */
export function makePermissions({
  metadata,
  name,
  options,
  target,
  workload,
}: Context): readonly pulumi.Resource[] {
  if (workload.permissions.length === 0) return [];
  const roleName = clusterName(workload, target);
  const { labels, namespace } = metadata(workload.name);
  const role = new kubernetes.rbac.v1.ClusterRole(
    `${name}-role`,
    { metadata: { name: roleName, labels }, rules: policyRules(workload) },
    options,
  );
  const binding = new kubernetes.rbac.v1.ClusterRoleBinding(
    `${name}-binding`,
    {
      metadata: { name: roleName, labels },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: roleName },
      subjects: [{ kind: "ServiceAccount", name: workload.name, namespace }],
    },
    { ...options, dependsOn: [role] },
  );
  return [role, binding];
}
