import { DASHBOARDS } from "../../model/dashboards.ts";
import { linkTo } from "../links.ts";
import { worseAbove } from "../palette.ts";
import { type Column, table } from "../panels/table.ts";
import { type JaegerSearch, rows, traces } from "../queries/query.ts";
import { SEARCHED } from "../queries/searched.ts";
import { spanErrors, spanMean, spanQuantile, spanRate } from "../queries/spans.ts";

/** Traces that a search brings, the latest: Jaeger returns them whole, and cannot sort them by duration. */
const LIMIT = 100;

/** Every operation of the chosen services. */
export function operations() {
  const by = "service_name, span_name";
  const chosen = {
    service: "${__data.fields.Service:percentencode}",
    operation: "${__data.fields.Operation:percentencode}",
  };
  return table({
    id: 5,
    title: "Operations",
    description:
      "What services are asked for, over about the chosen time, the busiest first: 95 of 100 took no longer than p95. Source: span metrics.",
    queries: [
      rows(spanRate(by), "rate"),
      rows(spanErrors(by), "errors"),
      rows(spanMean(by), "mean"),
      rows(spanQuantile(0.95, by), "p95"),
    ],
    maxDataPoints: 1,
    columns: [
      { field: "service_name", title: "Service", width: 140 },
      {
        field: "span_name",
        title: "Operation",
        minWidth: 120,
        link: linkTo(DASHBOARDS.serviceMap, "Only this operation", { set: chosen }),
      },
      { field: "Value #rate", title: "Requests", unit: "reqps", decimals: 2, width: 95 },
      {
        field: "Value #errors",
        title: "Errors",
        unit: "percentunit",
        decimals: 1,
        width: 70,
        thresholds: worseAbove(0.01, 0.05),
      },
      { field: "Value #mean", title: "Mean", unit: "s", width: 75 },
      { field: "Value #p95", title: "p95", unit: "s", width: 75 },
    ],
    sort: { by: "Requests" },
  });
}

/** As Grafana's Jaeger datasource calls them; it adds the link to the trace and the durations' unit. */
const COLUMNS: readonly [Column, ...Column[]] = [
  { field: "Trace ID", title: "Trace", width: 100 },
  { field: "Trace name", title: "Begins with" },
  { field: "Start time", title: "Started", width: 200 },
  { field: "Duration", title: "Duration", width: 90 },
];

const search = (more: Partial<JaegerSearch>) => [traces({ service: SEARCHED, limit: LIMIT, ...more })];

export function slowTraces() {
  return table({
    id: 6,
    title: "Slowest recent traces",
    description: `The latest ${LIMIT} traces of the service that took longer than you chose, the slowest first. A click on one opens it. Source: Jaeger, which has the traces that sampling kept.`,
    queries: search({ minDuration: "$slower" }),
    columns: COLUMNS,
    sort: { by: "Duration" },
    noValue: "No such trace",
  });
}

export function failedTraces() {
  return table({
    id: 7,
    title: "Recent traces with errors",
    description: `The latest ${LIMIT} traces of the service in which something failed, the newest first. A click on one opens it. Source: Jaeger, which has the traces that sampling kept.`,
    queries: search({ tags: "error=true" }),
    columns: COLUMNS,
    sort: { by: "Started" },
    noValue: "No such trace",
  });
}
