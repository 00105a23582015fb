import { DATASOURCES } from "../../model/datasources.ts";
import { ATTRIBUTES, LABELS, SPAN_METRICS, TRACE_ID } from "../names.ts";
import type { Need } from "../needs.ts";
import { metricNeeds } from "../queries.ts";

/** A span's attribute → the label that holds the same on the other side. Grafana writes them where `$__tags` stands. */
const TAGS = [{ key: ATTRIBUTES.service, value: LABELS.service }] as const;

/** What Grafana would put for `$__tags`, for a service of any name. */
const ANY_TAGS = TAGS.map(({ value }) => `${value}="any"`).join(", ");

/** What a span must have for either link. */
export const SPAN_NEEDS: readonly Need[] = TAGS.map(({ key }) => ({ kind: "span attribute", name: key }));

/**
 * A span's logs: lines of its service that name its trace, as structured metadata or anywhere in their text; Grafana's
 * own query asks for both. Lines are written at a request's end, in batches, by clocks that differ, hence the shifts.
 * Source: https://github.com/grafana/grafana/blob/v12.4.0/public/app/features/explore/TraceView/createSpanLink.tsx
 */
export function tracesToLogs() {
  return {
    datasourceUid: DATASOURCES.loki.uid,
    spanStartTimeShift: "-5m",
    spanEndTimeShift: "5m",
    tags: TAGS,
    filterByTraceID: true,
    // A service's log has lines that no span covers.
    filterBySpanID: false,
    customQuery: false,
  };
}

/** What lines must have. */
export const LOG_NEEDS: readonly Need[] = [
  ...TAGS.map(({ value }) => ({ kind: "index label", name: value }) as const),
  { kind: "structured metadata", names: [TRACE_ID] },
];

/**
 * Requests, errors and durations of a span's service and operation, as the span metrics have them, for some time around
 * it. Source: as above, and https://grafana.com/docs/grafana/latest/datasources/jaeger/#trace-to-metrics
 */
export function tracesToMetrics() {
  return {
    datasourceUid: DATASOURCES.prometheus.uid,
    spanStartTimeShift: "-30m",
    spanEndTimeShift: "30m",
    tags: TAGS,
    queries: QUERIES,
  };
}

/** The name of an operation may hold quotes. What Grafana knows no tag of is left out: a comma may be the last sign. */
const SPAN = `${SPAN_METRICS.operation}=\${__span.name:doublequote}, $__tags`;
const ERROR = `${SPAN_METRICS.status}="STATUS_CODE_ERROR", ${SPAN}`;

const callRate = (matchers: string) => `sum(rate(${SPAN_METRICS.calls}{${matchers}}[$__rate_interval]))`;
const quantile = (q: number) =>
  `histogram_quantile(${q}, sum by (le) (rate(${SPAN_METRICS.duration}_bucket{${SPAN}}[$__rate_interval])))`;

const QUERIES = [
  { name: "Request rate", query: callRate(SPAN) },
  {
    name: "Error rate",
    // Without errors there is no series of them: 0, where there are requests.
    query: `(${callRate(ERROR)} or 0 * ${callRate(SPAN)}) / ${callRate(SPAN)}`,
  },
  { name: "Duration p50", query: quantile(0.5) },
  { name: "Duration p95", query: quantile(0.95) },
  { name: "Duration p99", query: quantile(0.99) },
] as const;

/** The links' names, and what the metrics that each reads must have. */
export const METRIC_LINKS: readonly { readonly name: string; readonly needs: readonly Need[] }[] =
  QUERIES.map(({ name, query }) => ({ name, needs: metricNeeds(query.replaceAll("$__tags", ANY_TAGS)) }));
