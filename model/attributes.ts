/**
 * OpenTelemetry's attributes with the name of what owns a pod, nearest to what people call a service first.
 * Source: https://opentelemetry.io/docs/specs/semconv/resource/k8s/
 */
export const OWNERS = [
  "k8s.deployment.name",
  "k8s.statefulset.name",
  "k8s.daemonset.name",
  "k8s.cronjob.name",
  "k8s.container.name",
] as const;
