import { OWNERS } from "../../model/attributes.ts";

/**
 * Resource attributes that become index labels: what people select streams by. A stream is one combination of their
 * values, so each must have few. Loki's defaults also hold `k8s.pod.name` and `service.instance.id`, with a stream for
 * every pod that ever ran; those stay searchable as structured metadata.
 */
const INDEX_LABELS = [
  "service.name",
  "service.namespace",
  "deployment.environment.name",
  "k8s.cluster.name",
  "k8s.namespace.name",
  ...OWNERS,
] as const;

/** Written with every line and never asked for; the pod's name says the same. */
const DROPPED = ["k8s.pod.uid", "k8s.container.restart_count"] as const;

/**
 * How attributes of OTLP logs are kept: as index labels, or not at all; all others are structured metadata. The trace
 * id is no attribute and always structured metadata.
 * Source: https://grafana.com/docs/loki/latest/send-data/otel/
 */
export const OTLP_CONFIG = {
  resource_attributes: {
    ignore_defaults: true,
    attributes_config: [
      { action: "index_label", attributes: INDEX_LABELS },
      { action: "drop", attributes: DROPPED },
    ],
  },
};
