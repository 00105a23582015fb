/**
 * Services of the demo. Each has its own `service.name`, port, resource, traces, log lines and metrics, as if it were a
 * process of its own; one process keeps the demo small.
 */
export const SERVICES = ["inference-gateway", "predict-worker", "embedding-worker"] as const;

export type ServiceName = (typeof SERVICES)[number];

/** Who takes alerts. No service of the demo: it is not measured, and nothing breaks it; its lines have this name. */
export const ALERT_SINK = "alert-sink";

/** Whose lines there are. */
export type LoggerName = ServiceName | typeof ALERT_SINK;

/** `service.namespace` of all three, unless OTEL_RESOURCE_ATTRIBUTES says another. */
export const NAMESPACE = "demo";

/** `service.version`. */
export const VERSION = "1.0.0";

/**
 * The HTTP metrics' names, labels and buckets: the defaults of `metrics` in a stack's config. The demo is a service like
 * a user's own and imports nothing of Lookout, so they stand here once more; a test holds the two together.
 */
export const HTTP_METRICS = {
  requestDuration: "http_server_request_duration_seconds",
  activeRequests: "http_server_active_requests",
  labels: {
    service: "service_name",
    method: "http_request_method",
    route: "http_route",
    status: "http_response_status_code",
  },
  latencyBuckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.3, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
} as const;
