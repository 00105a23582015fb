import type { Config } from "../../config/config.ts";
import { goDuration } from "../../model/duration.ts";
import { PORTS } from "../../model/ports.ts";

/** How long a series outlives its last span: hourly jobs keep theirs, routes of an old version go. */
const EXPIRATION = "1h";

/**
 * Requests, errors and durations of each operation, from spans: `traces_span_metrics_calls_total` and
 * `traces_span_metrics_duration_seconds`, with exemplars.
 * Source: https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/connector/spanmetricsconnector
 */
export function spanMetrics(config: Config): object {
  return {
    histogram: { unit: "s", explicit: { buckets: buckets(config) } },
    dimensions: [
      { name: "http.route" },
      { name: "http.request.method" },
      { name: "http.response.status_code" },
    ],
    // A new value at every start. The scrape tells replicas apart by their pods.
    exclude_dimensions: ["collector.instance.id"],
    exemplars: { enabled: true, max_per_data_point: 5 },
    // One set of series a service, not one a pod. Exactly what ends up in labels, or sets would overwrite each other.
    resource_metrics_key_attributes: ["service.name", "service.namespace"],
    // Exemplars live from one flush to the next: a shorter interval would lose those that nobody scraped.
    metrics_flush_interval: goDuration(config.prometheus.scrapeInterval),
    metrics_expiration: EXPIRATION,
    series_expiration: EXPIRATION,
    // Of one service; spans beyond share one overflow series. Names with ids in them cannot fill Prometheus.
    aggregation_cardinality_limit: 2000,
  };
}

/**
 * Who calls whom, from pairs of client and server spans: `traces_service_graph_request_total` and others. Both spans
 * of a pair must reach the same process.
 * Source: https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/connector/servicegraphconnector
 */
export function serviceGraph(config: Config): object {
  return {
    latency_histogram_buckets: buckets(config),
    // SDKs send every 5 s: the defaults of 2 s and 1,000 spans miss most pairs.
    store: { ttl: "10s", max_items: 20_000 },
    metrics_flush_interval: goDuration(config.prometheus.scrapeInterval),
    virtual_node_peer_attributes: ["peer.service", "db.namespace", "db.name", "db.system", "server.address"],
    database_name_attributes: ["db.namespace", "db.name", "db.system.name", "db.system"],
  };
}

/**
 * Serves to Prometheus what the connectors make and what services send over OTLP. Only OpenMetrics carries exemplars.
 * Resource attributes stay out of labels, but for those that a pipeline has copied to the data points.
 * `job` is the service; the scrape adds which collector it was, for each has counters of its own.
 */
export function prometheusExporter(): object {
  return {
    endpoint: `0.0.0.0:${PORTS.collector.spans}`,
    enable_open_metrics: true,
    send_timestamps: false,
    // Two missed exports of a service, at OpenTelemetry's usual minute.
    metric_expiration: "3m",
    translation_strategy: "UnderscoreEscapingWithSuffixes",
    without_scope_info: true,
    resource_to_telemetry_conversion: { enabled: false },
  };
}

/** As durations to the microsecond, without the noise of floating point. */
function buckets({ metrics: { latencyBuckets } }: Config): readonly string[] {
  return latencyBuckets.map((seconds) => `${Math.round(seconds * 1e6) / 1e3}ms`);
}
