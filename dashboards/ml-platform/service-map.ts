import { DASHBOARDS } from "../../model/dashboards.ts";
import type { DashboardOf } from "../dashboard.ts";
import { beside, line, row } from "../layout.ts";
import { linkTo } from "../links.ts";
import { timeSeries } from "../panels/time-series.ts";
import { promql } from "../queries/query.ts";
import { top } from "../queries/ratio.ts";
import { searched } from "../queries/searched.ts";
import {
  callErrors,
  callMean,
  callRate,
  SPAN_VARIABLES,
  spanErrors,
  spanQuantile,
  spanRate,
} from "../queries/spans.ts";
import { serviceGraph } from "./service-graph.ts";
import { failedTraces, operations, slowTraces } from "./traces.ts";

/** Lines in a graph of operations or of calls. */
const MOST = 10;

/** Who calls whom, and where the time goes. */
export const serviceMap: DashboardOf = () => ({
  uid: DASHBOARDS.serviceMap,
  title: "Service Map and Traces",
  description:
    "Which service calls which, where do requests fail or take long, and which traces show it? For those who look for a cause, from the spans that services send.",
  tags: ["traces"],
  range: "1h",
  refresh: "1m",
  variables: [
    ...SPAN_VARIABLES,
    {
      name: "traced",
      label: "Traces of",
      values: 'label_values(traces_span_metrics_calls_total{service_name=~"$service"}, service_name)',
      single: true,
    },
    searched("traced"),
    { name: "slower", label: "Slower than", values: "0ms,100ms,300ms,1s,3s,10s", kind: "list", single: true },
  ],
  screen: [
    line(6, [8, serviceRate()], [8, serviceErrors()], [8, serviceLatency()]),
    beside([12, serviceGraph()], line(7, [12, operations()]), line(7, [12, slowTraces()])),
  ],
  rows: [
    row("Traces with errors", line(8, [24, failedTraces()])),
    row("Operations", line(8, [8, operationRate()], [8, operationErrors()], [8, operationLatency()])),
    row("Calls between services", line(8, [8, pairRate()], [8, pairErrors()], [8, pairDuration()])),
  ],
  next: [
    linkTo(DASHBOARDS.applicationPerformance, "Application Performance"),
    linkTo(DASHBOARDS.logs, "Logs"),
    linkTo(DASHBOARDS.incidentTimeline, "Incident Timeline"),
  ],
  alerts: { service: "service" },
});

const SERVICE = "{{service_name}}";
const OPERATION = "{{service_name}}: {{span_name}}";
const PAIR = "{{client}} to {{server}}";

const CHOSEN = { service: `\${__field.labels.service_name}` };
const toService = [
  linkTo(DASHBOARDS.applicationPerformance, "Application Performance", { set: CHOSEN }),
  linkTo(DASHBOARDS.logs, "Logs", { set: CHOSEN }),
];

function serviceRate() {
  return timeSeries({
    id: 1,
    title: "Request rate",
    description: `Requests and messages a second that each service takes, as its spans tell, at each moment of the ${MOST} with the most. Source: span metrics, which are made of every span before traces are sampled.`,
    queries: [promql(top(MOST, spanRate("service_name")), { legend: SERVICE })],
    unit: "reqps",
    min: 0,
    calcs: ["mean"],
    dataLinks: toService,
  });
}

function serviceErrors() {
  return timeSeries({
    id: 2,
    title: "Error rate",
    description: `Share of the requests and messages whose span says that it failed, by service, at each moment of the ${MOST} with the most. Source: span metrics.`,
    queries: [promql(top(MOST, spanErrors("service_name")), { legend: SERVICE })],
    unit: "percentunit",
    min: 0,
    calcs: ["mean"],
    dataLinks: toService,
  });
}

function serviceLatency() {
  return timeSeries({
    id: 3,
    title: "Duration",
    description: `Seconds within which 95 of 100 requests and messages are done, by service, at each moment of the ${MOST} slowest. Points are single ones; a click on one leads to its trace. Source: span metrics and their exemplars.`,
    queries: [promql(top(MOST, spanQuantile(0.95, "service_name")), { legend: SERVICE, exemplars: true })],
    // Exemplars are thinned out to a few for each point.
    maxDataPoints: 120,
    unit: "s",
    min: 0,
    fill: 0,
    calcs: ["mean"],
    dataLinks: toService,
  });
}

function operationRate() {
  return timeSeries({
    id: 8,
    title: "Request rate by operation",
    description: `Requests and messages a second of each operation, at each moment of the ${MOST} with the most. Source: span metrics.`,
    queries: [promql(top(MOST, spanRate("service_name, span_name")), { legend: OPERATION })],
    unit: "reqps",
    min: 0,
    calcs: ["mean", "lastNotNull"],
    dataLinks: toService,
  });
}

function operationErrors() {
  return timeSeries({
    id: 9,
    title: "Error rate by operation",
    description: `Share of each operation's requests and messages that failed, at each moment of the ${MOST} with the most. Source: span metrics.`,
    queries: [promql(`${top(MOST, spanErrors("service_name, span_name"))} > 0`, { legend: OPERATION })],
    unit: "percentunit",
    min: 0,
    calcs: ["mean", "max"],
    noValue: "Nothing failed",
    dataLinks: toService,
  });
}

function operationLatency() {
  return timeSeries({
    id: 10,
    title: "Duration by operation",
    description: `Seconds within which 95 of 100 of each operation are done, at each moment of the ${MOST} slowest. Source: span metrics.`,
    queries: [promql(top(MOST, spanQuantile(0.95, "service_name, span_name")), { legend: OPERATION })],
    unit: "s",
    min: 0,
    calcs: ["mean", "max"],
    dataLinks: toService,
  });
}

function pairRate() {
  return timeSeries({
    id: 11,
    title: "Calls",
    description: `Calls a second from one service to another, at each moment of the ${MOST} busiest pairs. Source: pairs of spans.`,
    queries: [promql(top(MOST, callRate("client, server")), { legend: PAIR })],
    unit: "reqps",
    min: 0,
    calcs: ["mean", "lastNotNull"],
  });
}

function pairErrors() {
  return timeSeries({
    id: 12,
    title: "Failed calls",
    description: `Share of the calls that failed on either side, at each moment of the ${MOST} pairs with the most. Source: pairs of spans.`,
    queries: [promql(`${top(MOST, callErrors("client, server"))} > 0`, { legend: PAIR })],
    unit: "percentunit",
    min: 0,
    calcs: ["mean", "max"],
    noValue: "No call failed",
  });
}

function pairDuration() {
  return timeSeries({
    id: 13,
    title: "Duration of calls",
    description: `Seconds that the called service takes on average, at each moment of the ${MOST} slowest pairs. Source: pairs of spans.`,
    queries: [promql(top(MOST, callMean("client, server")), { legend: PAIR })],
    unit: "s",
    min: 0,
    calcs: ["mean", "max"],
  });
}
