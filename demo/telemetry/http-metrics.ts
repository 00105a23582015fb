import { Gauge, Histogram, type OpenMetricsContentType, Registry } from "prom-client";
import { HTTP_METRICS, type ServiceName } from "../names.ts";

/** One request that was answered. */
export interface Answered {
  readonly method: string;
  /** The route's template; empty where none matched. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
  /** Undefined where the trace is not kept: an exemplar would lead nowhere. */
  readonly traceId: string | undefined;
}

export interface HttpMetrics {
  readonly registry: Registry<OpenMetricsContentType>;
  started(method: string): void;
  ended(method: string): void;
  answered(request: Answered): void;
}

/**
 * What every service measures of its requests. Exemplars are only in OpenMetrics, not in Prometheus' older text format,
 * so the registry always answers in that one.
 * Source: https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
 */
export function httpMetrics(service: ServiceName): HttpMetrics {
  const { activeRequests, labels, latencyBuckets, requestDuration } = HTTP_METRICS;
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  registry.setDefaultLabels({ [labels.service]: service });
  const duration = new Histogram<string>({
    name: requestDuration,
    help: "Duration of HTTP server requests.",
    labelNames: [labels.method, labels.route, labels.status],
    buckets: [...latencyBuckets],
    enableExemplars: true,
    registers: [registry],
  });
  const active = new Gauge({
    name: activeRequests,
    help: "Number of HTTP server requests in flight.",
    labelNames: [labels.method, "url_scheme"],
    registers: [registry],
  });
  const inFlight = (method: string) => ({ [labels.method]: known(method), url_scheme: "http" });
  return {
    registry,
    started: (method) => active.inc(inFlight(method)),
    ended: (method) => active.dec(inFlight(method)),
    answered: ({ method, route, seconds, status, traceId }) =>
      duration.observe({
        labels: { [labels.method]: known(method), [labels.route]: route, [labels.status]: String(status) },
        value: seconds,
        exemplarLabels: traceId === undefined ? {} : { trace_id: traceId },
      }),
  };
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Who calls chooses the method, and each would be a series: OpenTelemetry's name for all others. */
const known = (method: string) => (METHODS.includes(method) ? method : "_OTHER");
