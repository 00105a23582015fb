import { OWNERS } from "../../model/attributes.ts";
import type { Permission } from "../../model/workload.ts";

/** Environment variable with the name of the node. */
export const NODE_NAME = "NODE_NAME";

/** Reading pods is all that `k8s_attributes` needs for what is extracted here: owners' names are in the pod. */
export const POD_PERMISSIONS: readonly Permission[] = [
  { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
];

/**
 * Fills in what Kubernetes knows of the sending pod; what the sender itself says stays.
 *
 * The service's name is the pod's annotation `resource.opentelemetry.io/service.name`, else its label
 * `app.kubernetes.io/name`, else what `SERVICE_NAME` finds. The processor's own rule prefers
 * `app.kubernetes.io/instance`, by which Helm gives all pods of a release one name.
 * Source: https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.158.0/processor/k8sattributesprocessor/internal/kube/client.go
 *
 * @param from `sender`: of whatever pod sends, when the data does not name its pod. `node`: of pods of this node only,
 * by the uid that the data names.
 */
export function podAttributes(from: "sender" | "node"): object {
  const byAttribute = (name: string) => ({ sources: [{ from: "resource_attribute", name }] });
  return {
    auth_type: "serviceAccount",
    ...(from === "node"
      ? // Lines that went out without a service's name would make a stream of their own: rather start later.
        {
          filter: { node_from_env_var: NODE_NAME },
          wait_for_metadata: true,
          wait_for_metadata_timeout: "30s",
        }
      : {}),
    extract: {
      otel_annotations: true,
      labels: [{ tag_name: "service.name", key: "app.kubernetes.io/name", from: "pod" }],
      metadata: [
        "k8s.namespace.name",
        "k8s.pod.name",
        "k8s.pod.uid",
        "k8s.node.name",
        "k8s.container.name",
        "k8s.deployment.name",
        "k8s.statefulset.name",
        "k8s.daemonset.name",
        "k8s.cronjob.name",
        "service.namespace",
        // Keeps the metrics of two pods of one service apart.
        ...(from === "sender" ? ["service.instance.id"] : []),
      ],
    },
    pod_association:
      from === "node"
        ? [byAttribute("k8s.pod.uid")]
        : [byAttribute("k8s.pod.uid"), byAttribute("k8s.pod.ip"), { sources: [{ from: "connection" }] }],
  };
}

/** Gives data without a service's name that of the pod's owner, for each kind of data. */
export function serviceName(kinds: readonly ("trace" | "metric" | "log")[]): object {
  const statements = OWNERS.map(
    (owner) =>
      `set(resource.attributes["service.name"], resource.attributes["${owner}"]) where resource.attributes["service.name"] == nil`,
  );
  return {
    error_mode: "ignore",
    ...Object.fromEntries(kinds.map((kind) => [`${kind}_statements`, [{ context: "resource", statements }]])),
  };
}
