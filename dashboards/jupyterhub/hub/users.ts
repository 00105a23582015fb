import type { Config } from "../../../config/config.ts";
import { DASHBOARDS, PANELS } from "../../../model/dashboards.ts";
import { linkTo } from "../../links.ts";
import { plain, worseAbove } from "../../palette.ts";
import { words } from "../../panels/mappings.ts";
import { stateTimeline } from "../../panels/others.ts";
import type { Panel } from "../../panels/panel.ts";
import { stat } from "../../panels/stat.ts";
import { table } from "../../panels/table.ts";
import { timeSeries } from "../../panels/time-series.ts";
import * as hubs from "../../queries/hubs.ts";
import { promql, rows } from "../../queries/query.ts";

const { hubUsage: ids } = PANELS;

const PERIODS: Readonly<Record<hubs.Period, string>> = {
  "24h": "24 hours",
  "7d": "7 days",
  "30d": "30 days",
};

/** Of all chosen hubs together. */
export function usersNumber(id: number, period: hubs.Period): Panel {
  return stat({
    id,
    title: `Users ${period}`,
    description: `Different users within the last ${PERIODS[period]}, of all chosen hubs. Who uses two hubs counts in each. JupyterHub counts once an hour.`,
    queries: [promql(`sum(${hubs.activeUsers(period)})`, { instant: true })],
    unit: "none",
    decimals: 0,
    thresholds: plain(),
    noValue: "No hub",
  });
}

const HOW: Readonly<Record<hubs.Period, string>> = {
  "24h":
    "Different users of each day, by hub: the value of 24 hours as the day ended, and for today that of the last 24 hours.",
  "7d": "Different users within seven days, by hub, as each day ended.",
  "30d": "Different users within thirty days, by hub, as each day ended.",
};

/** Three months, whatever time is chosen; as far back as metrics are kept. */
export function usersByDay(id: number, title: string, period: hubs.Period): Panel {
  return timeSeries({
    id,
    title,
    description: `${HOW[period]} Three months, or as far back as metrics are kept. Who uses two hubs counts in each.`,
    queries: [promql(hubs.usersOfDay(period), { legend: "{{namespace}}", interval: "1d" })],
    unit: "none",
    decimals: 0,
    min: 0,
    draw: "bars",
    stack: true,
    calcs: ["mean", "max", "lastNotNull"],
    interval: "1d",
    timeFrom: "90d",
    noValue: "No hub, or not for an hour yet",
  });
}

export const dailyUsers = () => usersByDay(ids.activeUsers, "Users by day", "24h");

/** Each hub in a row. */
export function hubTable(config: Config): Panel {
  const { threshold } = config.alerts.SpawnsSlow;
  return table({
    id: 24,
    title: "Hubs",
    description:
      "Users of each hub within the last 24 hours, 7 days and 30 days, all that it knows, and its servers that run now.",
    queries: [
      rows(hubs.activeUsers("24h"), "day"),
      rows(hubs.activeUsers("7d"), "week"),
      rows(hubs.activeUsers("30d"), "month"),
      rows(hubs.allUsers(), "all"),
      rows(hubs.runningServers(), "servers"),
      rows(hubs.spawnDuration(0.95, "until"), "spawn"),
    ],
    columns: [
      {
        field: "namespace",
        title: "Hub",
        minWidth: 100,
        link: linkTo(DASHBOARDS.hubUsage, "This hub alone", { set: { namespace: "${__value.raw}" } }),
      },
      { field: "Value #day", title: "24 h", decimals: 0, width: 60 },
      { field: "Value #week", title: "7 d", decimals: 0, width: 60 },
      { field: "Value #month", title: "30 d", decimals: 0, width: 60 },
      { field: "Value #all", title: "All", decimals: 0, width: 65 },
      { field: "Value #servers", title: "Servers", decimals: 0, width: 75 },
      {
        field: "Value #spawn",
        title: "Start p95",
        unit: "s",
        decimals: 0,
        width: 85,
        thresholds: worseAbove(threshold / 2, threshold),
      },
    ],
    sort: { by: "24 h" },
    interval: "30m",
  });
}

export function hubUpPanel(): Panel {
  return stateTimeline({
    id: ids.hubUp,
    title: "Hubs that answer",
    description:
      "Whether Prometheus gets an answer from each hub. One that no longer answers is shown for a day; nobody can log in there or start a server, while servers that run go on.",
    queries: [promql(hubs.answers(), { legend: "{{namespace}}" })],
    unit: "none",
    decimals: 0,
    min: 0,
    max: 1,
    thresholds: { base: "bad", steps: [[1, "good"]] },
    mappings: [words({ 1: ["Answers", "good"], 0: ["Does not answer", "bad"] })],
    noValue: "No JupyterHub is scraped",
  });
}

export function silentHubsNumber(): Panel {
  return stat({
    id: 26,
    title: "Silent hubs",
    description: "Hubs that Prometheus had an answer from within the last day, and has none now.",
    queries: [promql(`count((${hubs.answers()}) == 0) or vector(0)`, { instant: true })],
    unit: "none",
    decimals: 0,
    thresholds: { base: "good", steps: [[1, "bad"]] },
  });
}
