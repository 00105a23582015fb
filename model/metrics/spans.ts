import { type Family, histogram, metric } from "./family.ts";

/**
 * What the collector makes of spans: requests, errors and durations of each operation, and who calls whom. `job` is
 * `<service.namespace>/<service.name>`; the labels of HTTP are there where a span has such attributes,
 * `otel_metric_overflow` on what a service with too many operations shares.
 * Observed: the rendered configurations of gateway and sampler (`systems/collector/span-metrics.ts`), scraped after
 * spans with and without errors. `collector_instance_id`, which the scrape drops, was not there.
 */
export const SPANS: readonly Family[] = [
  histogram("traces_service_graph_request_client_seconds", "client", "server", "connection_type", "failed"),
  metric("traces_service_graph_request_failed_total", "client", "server", "connection_type", "failed"),
  histogram("traces_service_graph_request_server_seconds", "client", "server", "connection_type", "failed"),
  metric("traces_service_graph_request_total", "client", "server", "connection_type", "failed"),
  metric(
    "traces_span_metrics_calls_total",
    "job",
    "service_name",
    "span_name",
    "span_kind",
    "status_code",
    "http_route",
    "http_request_method",
    "http_response_status_code",
    "otel_metric_overflow",
  ),
  histogram(
    "traces_span_metrics_duration_seconds",
    "job",
    "service_name",
    "span_name",
    "span_kind",
    "status_code",
    "http_route",
    "http_request_method",
    "http_response_status_code",
    "otel_metric_overflow",
  ),
];
