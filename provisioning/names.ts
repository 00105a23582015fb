import type { Config } from "../config/config.ts";

/** Attributes of OpenTelemetry by which signals find each other. */
export const ATTRIBUTES = {
  service: "service.name",
  namespace: "k8s.namespace.name",
  pod: "k8s.pod.name",
} as const;

/**
 * An attribute's name as a label of Prometheus or Loki.
 * Source: https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/ and
 * https://grafana.com/docs/loki/latest/send-data/otel/
 */
export function labelOf(attribute: string): string {
  return attribute.replaceAll(/[^a-zA-Z0-9_]/g, "_");
}

/** Labels of what Loki keeps, and of metrics that services send over OTLP. */
export const LABELS = {
  service: labelOf(ATTRIBUTES.service),
  namespace: labelOf(ATTRIBUTES.namespace),
  pod: labelOf(ATTRIBUTES.pod),
} as const;

/** Labels of metrics that are scraped from pods. */
export const SCRAPED = { namespace: "namespace", pod: "pod" } as const;

/** Under which name Loki, exemplars and Jaeger know a trace. */
export const TRACE_ID = "trace_id";

/** Metrics that the collector makes of spans (`systems/collector/span-metrics.ts`), and labels of theirs. */
export const SPAN_METRICS = {
  calls: "traces_span_metrics_calls_total",
  duration: "traces_span_metrics_duration_seconds",
  operation: "span_name",
  status: "status_code",
  kind: "span_kind",
} as const;

/** Whether signals come from pods, which Kubernetes names. */
export function inCluster({ target }: Config): boolean {
  return target.kind === "kubernetes";
}
