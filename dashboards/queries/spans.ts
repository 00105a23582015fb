import type { Variable } from "../variables.ts";
import { promql, type Query } from "./query.ts";
import { perSecond, ratio } from "./ratio.ts";

const CALLS = "traces_span_metrics_calls_total";
const DURATION = "traces_span_metrics_duration_seconds";
const PAIRS = "traces_service_graph_request_total";
const PAIR_DURATION = "traces_service_graph_request_server_seconds";

/** Spans with which work enters a service: a request that it answers, or a message that it takes. */
const ENTRY = 'span_kind=~"SPAN_KIND_SERVER|SPAN_KIND_CONSUMER"';

/** Variables of dashboards about spans. */
export const SPAN_VARIABLES = [
  { name: "service", label: "Service", values: `label_values(${CALLS}, service_name)` },
  {
    name: "operation",
    label: "Operation",
    values: `label_values(${CALLS}{service_name=~"$service",${ENTRY}}, span_name)`,
  },
] as const satisfies readonly Variable[];

const CHOSEN = `service_name=~"$service",span_name=~"$operation",${ENTRY}`;

/** Requests and messages a second that services take. */
export function spanRate(by: string, more = ""): string {
  return `sum by (${by}) (${perSecond(`${CALLS}{${CHOSEN}${more}}`)})`;
}

/** Share of them whose span says that it failed. */
export function spanErrors(by: string): string {
  return ratio(spanRate(by, ',status_code="STATUS_CODE_ERROR"'), spanRate(by));
}

/** Seconds that one takes, on average. */
export function spanMean(by: string): string {
  const seconds = `sum by (${by}) (${perSecond(`${DURATION}_sum{${CHOSEN}}`)})`;
  return `${seconds} / (sum by (${by}) (${perSecond(`${DURATION}_count{${CHOSEN}}`)}) > 0)`;
}

/** Seconds within which that share is done. */
export function spanQuantile(quantile: number, by: string): string {
  const buckets = `sum by (${by}, le) (${perSecond(`${DURATION}_bucket{${CHOSEN}}`)})`;
  return `histogram_quantile(${quantile}, ${buckets}) >= 0`;
}

/** Calls a second between two services of which one at least is chosen. */
export function callRate(by: string, more = ""): string {
  return ofPairs(PAIRS, by, more);
}

/** Share of them that failed. */
export function callErrors(by: string): string {
  return ratio(callRate(by, ',failed="true"'), callRate(by));
}

/** Seconds that the called one took, on average; what has no spans of its own, such as a database, as its caller saw it. */
export function callMean(by: string): string {
  return `${ofPairs(`${PAIR_DURATION}_sum`, by)} / (${ofPairs(`${PAIR_DURATION}_count`, by)} > 0)`;
}

/** What both sides match is one series, so that `or` counts it once. */
function ofPairs(metric: string, by: string, more = ""): string {
  const side = (label: string) => perSecond(`${metric}{${label}=~"$service"${more}}`);
  return `sum by (${by}) (${side("client")} or ${side("server")})`;
}

/** What stands in one field of a node graph's rows, by the name that the panel knows. */
type Stat = "mainstat" | "secondarystat" | `arc__${string}`;

/**
 * One number of each row. The label `stat` becomes the field's name by the transformation `labelsToFields`: the panel
 * goes by names, and renaming changes only what is shown.
 * Source: public/app/plugins/panel/nodeGraph/utils.ts of Grafana 12.4
 */
function stat(rows: "nodes" | "edges", name: Stat, query: string): Query {
  const labelled = `label_replace(${query}, "stat", "${name}", "", "")`;
  return promql(labelled, { refId: `${rows}_${name}`, instant: true });
}

const copied = (query: string, to: string, from: string) => `label_join(${query}, "${to}", "", "${from}")`;

/** A service by its label, as a node. */
const node = (query: string, label: string) =>
  `sum by (id, title) (${copied(copied(query, "id", label), "title", label)})`;

/** A node a service, with the calls that it gets: how many, milliseconds, and which part fails. */
export function graphNodes(): readonly Query[] {
  const calls = node(callRate("server"), "server");
  const failed = node(callErrors("server"), "server");
  // Who only calls, or is not called just now, has a node too.
  const none = `0 * ${calls} or 0 * ${node(callRate("client"), "client")}`;
  return [
    stat("nodes", "mainstat", `${calls} > 0`),
    stat("nodes", "secondarystat", `1000 * ${node(callMean("server"), "server")}`),
    stat("nodes", "arc__failed", `${failed} or ${none}`),
    stat("nodes", "arc__answered", `1 - ${failed} or ${none}`),
  ];
}

/** An edge a pair, with its calls: how many, and milliseconds. */
export function graphEdges(): readonly Query[] {
  const edge = (query: string) => {
    const ends = copied(copied(query, "source", "client"), "target", "server");
    return `sum by (id, source, target) (label_join(${ends}, "id", " to ", "client", "server"))`;
  };
  return [
    stat("edges", "mainstat", edge(callRate("client, server"))),
    stat("edges", "secondarystat", `1000 * ${edge(callMean("client, server"))}`),
  ];
}
