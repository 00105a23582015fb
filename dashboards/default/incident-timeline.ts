import type { Config } from "../../config/config.ts";
import { DASHBOARDS } from "../../model/dashboards.ts";
import type { DashboardOf } from "../dashboard.ts";
import { line, row } from "../layout.ts";
import { linkTo } from "../links.ts";
import { COLOURS } from "../palette.ts";
import { LEVEL_COLOURS } from "../panels/levels.ts";
import { wordFor, words } from "../panels/mappings.ts";
import { logs, stateTimeline } from "../panels/others.ts";
import { coloured, type Override } from "../panels/panel.ts";
import { STATUS_COLOURS } from "../panels/series-colours.ts";
import { timeSeries } from "../panels/time-series.ts";
import {
  FIRING,
  GRAFANA_STATES,
  grafanaStates,
  PENDING,
  prometheusStates,
  QUIET,
} from "../queries/alert-states.ts";
import { durationQuantile, ofService, requestRate, serviceVariables, statusShare } from "../queries/http.ts";
import { ERRORS, lineCount, streamsOf } from "../queries/logs.ts";
import { logql, promql, traces } from "../queries/query.ts";
import { SEARCHED, searched } from "../queries/searched.ts";
import { DATASOURCE_NAMES } from "../variables.ts";

/** What happened to one service, in order. */
export const incidentTimeline: DashboardOf = (config) => ({
  uid: DASHBOARDS.incidentTimeline,
  title: "Incident Timeline",
  description:
    "What happened to a service, and in which order? Alerts, starts, errors, logs and traces on one time axis, for those who are called and for those who write the report afterwards.",
  tags: ["incident"],
  range: "3h",
  refresh: "1m",
  variables: [...serviceVariables(config), searched("service")],
  screen: [
    line(4, [24, alerts(config)]),
    line(4, [24, errors(config)]),
    line(4, [24, responseTime(config)]),
    line(4, [24, logLines(config)]),
    line(4, [24, failedTraces()]),
  ],
  rows: [
    row("Requests and processes", line(5, [24, byStatus(config)]), line(5, [24, starts(config)])),
    row("Errors in logs", line(12, [24, errorLines(config)])),
  ],
  next: [
    linkTo(DASHBOARDS.applicationPerformance, "Application Performance"),
    linkTo(DASHBOARDS.serviceMap, "Service Map and Traces"),
    linkTo(DASHBOARDS.logs, "Logs"),
  ],
  alerts: { service: "service" },
});

/** So that one moment is one above the other. */
const ALIGNED: Override = { field: "/.*/", properties: { "custom.axisWidth": 70 } };

function alerts({ alerting: { engine } }: Config) {
  const common = { id: 1, title: "Alerts", unit: "none", noValue: "No alert changed its state" } as const;
  const about = "When each alert of the service was about to fire, and when it fired.";
  if (engine === "prometheus")
    return stateTimeline({
      ...common,
      description: `${about} Where a row is empty, its alert was quiet. Source: Prometheus.`,
      queries: [prometheusStates()],
      mappings: [
        words({
          [QUIET]: ["Normal", "good"],
          [PENDING]: ["Pending", "warning"],
          [FIRING]: ["Firing", "bad"],
        }),
      ],
    });
  return stateTimeline({
    ...common,
    description: `${about} A row begins with the alert's first change in the chosen time. Source: the history of alerts in Loki.`,
    queries: [grafanaStates()],
    transformations: GRAFANA_STATES,
    mappings: [
      wordFor("/^(Alerting|Recovering).*/", ["Firing", "bad"]),
      wordFor("/^Pending.*/", ["Pending", "warning"]),
      wordFor("/^Normal.*/", ["Normal", "good"]),
      wordFor("/^(NoData|Error)/", ["Unknown", "grey"]),
    ],
  });
}

/** New pods and restarts alike. A rollout that replaces pods is no restart of any. */
function starts(config: Config) {
  const age = `time() - process_start_time_seconds{${ofService(config)}}`;
  return timeSeries({
    id: 2,
    title: "Processes younger than ten minutes",
    description:
      "Processes of the service that started within the ten minutes before: a rollout, more replicas, or restarts. Source: start times that the processes report.",
    queries: [promql(`count(${age} < 600) or 0 * count(${age})`, { legend: "Started" })],
    unit: "none",
    decimals: 0,
    min: 0,
    legend: "none",
    fill: 40,
    overrides: [coloured("Started", "blue"), ALIGNED],
  });
}

function errors(config: Config) {
  const some = { matchers: ofService(config), by: "" };
  return timeSeries({
    id: 3,
    title: "Error rate",
    description:
      "Share of the service's requests that ended in a status of 5xx. Source: the service's HTTP metrics.",
    queries: [promql(statusShare(config, some, "5.."), { legend: "Error rate" })],
    unit: "percentunit",
    min: 0,
    legend: "none",
    overrides: [coloured("Error rate", "bad"), ALIGNED],
    links: [linkTo(DASHBOARDS.applicationPerformance, "Application Performance")],
  });
}

function responseTime(config: Config) {
  const some = { matchers: ofService(config), by: "" };
  return timeSeries({
    id: 7,
    title: "Response time",
    description:
      "Seconds within which 95 of 100 requests are answered. Points are single requests; a click on one leads to its trace. Source: the service's HTTP metrics and their exemplars.",
    queries: [promql(durationQuantile(config, 0.95, some), { legend: "p95", exemplars: true })],
    maxDataPoints: 200,
    unit: "s",
    min: 0,
    legend: "none",
    overrides: [coloured("p95", "sky"), ALIGNED],
    links: [linkTo(DASHBOARDS.serviceMap, "Service Map and Traces")],
  });
}

/** Jaeger returns the latest first; a graph wants them in order. */
function failedTraces() {
  return timeSeries({
    id: 5,
    title: "Failed traces",
    description:
      "A point is a trace of the service in which something failed, of the latest 200: when it began, and how long its first span took. A click on one leads to it. Source: Jaeger, which has the traces that sampling kept.",
    queries: [traces({ service: SEARCHED, tags: "error=true", limit: 200 })],
    unit: "none",
    legend: "none",
    noValue: "No failed traces",
    transformations: [{ id: "sortBy", options: { sort: [{ field: "Start time", desc: false }] } }],
    overrides: [
      {
        field: "Duration",
        properties: {
          "custom.drawStyle": "points",
          "custom.pointSize": 6,
          "custom.showPoints": "always",
          "custom.scaleDistribution": { type: "log", log: 10 },
          color: { mode: "fixed", fixedColor: COLOURS.purple },
          links: [{ title: "Trace", url: TRACE_URL }],
        },
      },
      ALIGNED,
    ],
  });
}

function logLines(config: Config) {
  return timeSeries({
    id: 4,
    title: "Log lines by level",
    description:
      "Lines that the service wrote in each step of the time axis, by how grave they are. Source: Loki.",
    queries: [logql(lineCount(streamsOf(config), "detected_level"), { legend: "{{detected_level}}" })],
    unit: "short",
    decimals: 0,
    min: 0,
    draw: "bars",
    stack: true,
    legend: "none",
    noValue: "No lines",
    maxDataPoints: 200,
    overrides: [...LEVEL_COLOURS, ALIGNED],
    links: [linkTo(DASHBOARDS.logs, "Logs")],
  });
}

/** Explore, on one trace. What Grafana puts in must not be encoded with the rest. */
const TRACE_URL = `/explore?schemaVersion=1&panes=${encodeURIComponent(
  JSON.stringify({
    trace: {
      datasource: "JAEGER",
      queries: [{ refId: "A", datasource: { type: "jaeger", uid: "JAEGER" }, query: "TRACE" }],
    },
  }),
)
  .replaceAll("JAEGER", DATASOURCE_NAMES.jaeger)
  .replace("TRACE", '${__data.fields["Trace ID"]}')}`;

function byStatus(config: Config) {
  const { status } = config.metrics.labels;
  const some = { matchers: ofService(config), by: status };
  return timeSeries({
    id: 6,
    title: "Requests by status",
    description: "Requests a second by the status of their answer. Source: the service's HTTP metrics.",
    queries: [promql(requestRate(config, some), { legend: `{{${status}}}` })],
    unit: "reqps",
    min: 0,
    stack: true,
    calcs: ["mean", "max"],
    overrides: [...STATUS_COLOURS, ALIGNED],
  });
}

function errorLines(config: Config) {
  return logs({
    id: 8,
    title: "Errors",
    description:
      "The latest 300 lines of the level error and above, the newest first. A line opens to its labels; those with a trace lead to it. Source: Loki.",
    queries: [logql(`${streamsOf(config)} ${ERRORS}`, { lines: 300 })],
    noValue: "No errors",
  });
}
