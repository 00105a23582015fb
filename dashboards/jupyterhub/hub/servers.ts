import type { Config } from "../../../config/config.ts";
import { PANELS } from "../../../model/dashboards.ts";
import { plain, worseAbove } from "../../palette.ts";
import { coloured, type Panel } from "../../panels/panel.ts";
import { stat } from "../../panels/stat.ts";
import { timeSeries } from "../../panels/time-series.ts";
import * as hubs from "../../queries/hubs.ts";
import { promql } from "../../queries/query.ts";

const { hubUsage: ids } = PANELS;

export function serversNumber(): Panel {
  return stat({
    id: 23,
    title: "Servers now",
    description: "Users' servers that run now, of all chosen hubs.",
    queries: [promql(`sum(${hubs.runningServers()})`, { instant: true })],
    unit: "none",
    decimals: 0,
    thresholds: plain(),
    noValue: "No hub",
  });
}

export function failuresNumber(): Panel {
  return stat({
    id: 25,
    title: "Failed starts",
    description:
      "Servers that did not start within the chosen time, of all chosen hubs. Each is a user who could not work.",
    queries: [promql(`sum(${hubs.failedStarts()}) or 0 * sum(${hubs.runningServers()})`)],
    unit: "none",
    decimals: 0,
    calc: "sum",
    interval: "30m",
    thresholds: worseAbove(1, 10),
    noValue: "No hub",
  });
}

export function runningServersPanel(): Panel {
  return timeSeries({
    id: ids.runningServers,
    title: "Running servers",
    description:
      "Users' servers that run, by hub, and dashed those of the same hour a week before. Far more or fewer than then: a course, a holiday, or users who cannot get in.",
    queries: [
      promql(hubs.runningServers(), { legend: "{{namespace}}" }),
      promql(hubs.lastWeeksServers(), { legend: "{{namespace}} a week before", refId: "before" }),
    ],
    unit: "none",
    decimals: 0,
    min: 0,
    overrides: [
      {
        field: "query:before",
        properties: {
          "custom.lineStyle": { fill: "dash", dash: [10, 10] },
          "custom.fillOpacity": 0,
          color: { mode: "fixed", fixedColor: "#8E8E8E" },
        },
      },
    ],
  });
}

export function spawnDurationPanel(config: Config): Panel {
  const { threshold } = config.alerts.SpawnsSlow;
  return timeSeries({
    id: ids.spawnDuration,
    title: "Time to start a server",
    description:
      "How long users wait for their servers: half of the starts, and all but one in twenty, are faster. Over half an hour at least, from each point on. Images that are pulled and nodes that are added first are the usual reasons.",
    queries: [
      promql(hubs.spawnDuration(0.95, "since"), { legend: "{{namespace}} p95" }),
      promql(hubs.spawnDuration(0.5, "since"), { legend: "{{namespace}} p50" }),
    ],
    unit: "s",
    min: 0,
    interval: "30m",
    bridge: true,
    thresholds: worseAbove(threshold / 2, threshold),
    noValue: "No server was started",
  });
}

export function spawnFailuresPanel(): Panel {
  return timeSeries({
    id: ids.spawnFailures,
    title: "Starts of servers",
    description:
      "Servers that users asked for, by half hours or more, of which the last is not over yet: those that started, of all chosen hubs, and those that failed, by hub. A user who asks twice, or whom a full hub turns away, is no failure.",
    queries: [
      promql(`sum(${hubs.goodStarts()})`, { legend: "started" }),
      promql(`${hubs.failedStarts()} > 0`, { legend: "{{namespace}} failed" }),
    ],
    unit: "none",
    decimals: 0,
    min: 0,
    draw: "bars",
    stack: true,
    calcs: ["sum"],
    interval: "30m",
    overrides: [coloured("started", "grey"), coloured("/failed$/", "bad")],
    noValue: "No server was started",
  });
}
