import type { Config } from "../../config/config.ts";

/** Resource attributes of services' own metrics that become labels: one value each for a pod. */
const METRIC_LABELS = ["service.name", "service.namespace", "k8s.namespace.name", "k8s.pod.name"] as const;

/** What `target_info` says beside `job` and `instance`. SDKs send far more: process ids, command lines. */
const TARGET_INFO = [
  ...METRIC_LABELS,
  "service.instance.id",
  "service.version",
  "k8s.node.name",
  "deployment.environment.name",
  "telemetry.sdk.language",
] as const;

/** Says where data comes from, unless the sender knows better. */
export function stackAttributes({ environment, cluster }: Config): object {
  return {
    attributes: [
      { key: "deployment.environment.name", value: environment, action: "insert" },
      { key: "k8s.cluster.name", value: cluster, action: "insert" },
    ],
  };
}

/** For metrics that services send: labels from the resource, and a small `target_info`. */
export const METRIC_RESOURCE = {
  error_mode: "ignore",
  metric_statements: [
    ...METRIC_LABELS.map((name) => ({
      context: "datapoint",
      statements: [
        `set(datapoint.attributes["${name}"], resource.attributes["${name}"]) where datapoint.attributes["${name}"] == nil`,
      ],
    })),
    { context: "resource", statements: [keepKeys(TARGET_INFO)] },
  ],
};

/**
 * For span metrics: the resource is that of the first span of a service. Its pod would become `instance`, although all
 * pods of the service count.
 */
export const SPAN_METRIC_RESOURCE = {
  error_mode: "ignore",
  metric_statements: [{ context: "resource", statements: [keepKeys(["service.name", "service.namespace"])] }],
};

function keepKeys(names: readonly string[]): string {
  return `keep_keys(resource.attributes, [${names.map((name) => `"${name}"`).join(", ")}])`;
}
