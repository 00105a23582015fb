import type { Config } from "../../config/config.ts";
import { DASHBOARDS } from "../../model/dashboards.ts";
import type { DashboardOf } from "../dashboard.ts";
import { line } from "../layout.ts";
import { linkTo } from "../links.ts";
import { LEVEL_COLOURS, LEVELS } from "../panels/levels.ts";
import { logs as logsPanel } from "../panels/others.ts";
import { timeSeries } from "../panels/time-series.ts";
import { ERRORS, lineCount, logVariables, streamsOf } from "../queries/logs.ts";
import { logql } from "../queries/query.ts";

/** Lines that a panel asks for. */
const LINES = 300;

/** What services write. */
export const logs: DashboardOf = (config) => ({
  uid: DASHBOARDS.logs,
  title: "Logs",
  description:
    "What do services write, how much of it are errors, and to which requests do they belong? For those who look for a cause; alerts' messages lead here.",
  tags: ["logs"],
  range: "1h",
  variables: [
    ...logVariables(config),
    { name: "level", label: "Level", values: LEVELS.join(","), kind: "list" },
    { name: "search", label: "Search", values: "", kind: "text" },
  ],
  screen: [
    line(6, [14, byLevel(config)], [10, errorsByService(config)]),
    line(6, [24, errorLines(config)]),
    line(8, [24, lines(config)]),
  ],
  rows: [],
  next: [
    linkTo(DASHBOARDS.applicationPerformance, "Application Performance"),
    linkTo(DASHBOARDS.serviceMap, "Service Map and Traces"),
    linkTo(DASHBOARDS.incidentTimeline, "Incident Timeline"),
  ],
  alerts: { service: "service" },
});

/** Chosen streams, without the lines that hold none of the words searched for. */
const found = (config: Config) => `${streamsOf(config)} |~ \`(?i)$search\``;

function byLevel(config: Config) {
  return timeSeries({
    id: 1,
    title: "Lines by level",
    description:
      "Lines in each step of the time axis, by how grave they are. The level is what the logger says, or what Loki finds in the line. Source: Loki.",
    queries: [
      logql(lineCount(`${found(config)} | detected_level=~"$level"`, "detected_level"), {
        legend: "{{detected_level}}",
      }),
    ],
    unit: "short",
    decimals: 0,
    min: 0,
    maxDataPoints: 100,
    draw: "bars",
    stack: true,
    calcs: ["sum"],
    noValue: "No lines",
    overrides: LEVEL_COLOURS,
  });
}

function errorsByService(config: Config) {
  const service = "${__field.labels.service_name}";
  return timeSeries({
    id: 2,
    title: "Errors by service",
    description:
      "Lines of the level error and above in each step of the time axis, of the services that write most of them. Source: Loki.",
    queries: [
      logql(`topk(10, ${lineCount(`${found(config)} ${ERRORS}`, "service_name")})`, {
        legend: "{{service_name}}",
      }),
    ],
    unit: "short",
    decimals: 0,
    min: 0,
    maxDataPoints: 100,
    draw: "bars",
    stack: true,
    calcs: ["sum"],
    noValue: "No errors",
    dataLinks: [
      linkTo(DASHBOARDS.logs, "Only this service", { set: { service } }),
      linkTo(DASHBOARDS.incidentTimeline, "Incident Timeline", { set: { service } }),
    ],
  });
}

function errorLines(config: Config) {
  return logsPanel({
    id: 3,
    title: "Errors",
    description: `The latest ${LINES} lines of the level error and above, the newest first. A line opens to its labels; those with a trace lead to it. Source: Loki.`,
    queries: [logql(`${found(config)} ${ERRORS}`, { lines: LINES })],
    noValue: "No errors",
  });
}

function lines(config: Config) {
  return logsPanel({
    id: 4,
    title: "All lines",
    description: `The latest ${LINES} lines of the chosen services and levels, the newest first. A line opens to its labels; those with a trace lead to it. Source: Loki.`,
    queries: [logql(`${found(config)} | detected_level=~"$level"`, { lines: LINES })],
    noValue: "No lines",
  });
}
