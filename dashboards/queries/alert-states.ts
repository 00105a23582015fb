import { logql, promql, type Query } from "./query.ts";

/** What `prometheusStates` has for a state; while an alert is normal, Prometheus records nothing. */
export const PENDING = 1;
export const FIRING = 2;

/** States over time of the chosen service's alerts, a series each, as Prometheus evaluates them. */
export function prometheusStates(): Query {
  const of = (state: string) => `max by (alertname) (ALERTS{alertstate="${state}",service=~"$service"})`;
  return promql(`${FIRING} * ${of("firing")} or ${PENDING} * ${of("pending")}`, { legend: "{{alertname}}" });
}

/** Fields that `GRAFANA_STATES` leaves: a time, a state and the alert's name as a label. */
const NAME = "alertname";

/**
 * Every change of state of the chosen service's alerts, as Grafana tells Loki: a line each, and nothing in between.
 * Source of their fields: pkg/services/ngalert/state/historian/loki.go of Grafana 12.4
 */
export function grafanaStates(): Query {
  return logql('{from="state-history"} | json service="labels.service" | service=~"$service"', {
    lines: 1000,
  });
}

/** From those lines to a series for each alert. */
export const GRAFANA_STATES = [
  {
    id: "extractFields",
    options: {
      source: "Line",
      format: "json",
      jsonPaths: [
        { path: "current", alias: "Value" },
        { path: "labels.alertname", alias: NAME },
      ],
      replace: true,
      keepTime: true,
    },
  },
  { id: "sortBy", options: { sort: [{ field: "Time", desc: false }] } },
  { id: "partitionByValues", options: { fields: [NAME], naming: { asLabels: true }, keepFields: false } },
];
