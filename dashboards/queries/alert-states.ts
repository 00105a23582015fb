import { logql, promql, type Query } from "./query.ts";

/** What `prometheusStates` has for a state; while an alert is normal, Prometheus records nothing. */
export const QUIET = 0;
export const PENDING = 1;
export const FIRING = 2;

/**
 * States over time of the chosen service's alerts, a series each, as Prometheus evaluates them; one of its own while there
 * is none, since the panel takes no series at all for a mistake.
 */
export function prometheusStates(): Query {
  const of = (state: string) => `max by (alertname) (ALERTS{alertstate="${state}",service=~"$service"})`;
  const none = `label_replace(vector(${QUIET}), "alertname", "No alert", "", "")`;
  return promql(`${FIRING} * ${of("firing")} or ${PENDING} * ${of("pending")} or on () ${none}`, {
    legend: "{{alertname}}",
  });
}

/** Fields of Loki's answer: they are there before any line is, others only with the first line. */
const TIME = "Time";
const LINE = "Line";
const STATE = "Value";

/**
 * Every change of state of the chosen service's alerts, as Grafana tells Loki: a line each, and nothing in between. The
 * line becomes the alert's name, and its state a label.
 * Source of their fields: pkg/services/ngalert/state/historian/loki.go of Grafana 12.4
 */
export function grafanaStates(): Query {
  const fields =
    'service="labels.service", alertname="labels.alertname", previous="previous", current="current"';
  // Each rule that finds no data at its start says so once: normal before and after.
  const changed = 'previous!~"Normal.*" or current!~"Normal.*"';
  return logql(
    `{from="state-history"} | json ${fields} | service=~"$service" | ${changed} | line_format "{{.alertname}}"`,
    { lines: 1000 },
  );
}

/**
 * From those lines to a series for each alert, named by its label; from no lines to no series. By a field that only
 * lines bring, `partitionByValues` would leave a frame without rows, which the panel takes for a mistake.
 */
export const GRAFANA_STATES = [
  {
    id: "extractFields",
    options: { source: "labels", format: "json", jsonPaths: [{ path: "current", alias: STATE }] },
  },
  { id: "filterFieldsByName", options: { include: { names: [TIME, LINE, STATE] } } },
  { id: "sortBy", options: { sort: [{ field: TIME, desc: false }] } },
  { id: "partitionByValues", options: { fields: [LINE], naming: { asLabels: true }, keepFields: false } },
];
