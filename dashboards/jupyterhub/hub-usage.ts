import type { Config } from "../../config/config.ts";
import { DASHBOARDS } from "../../model/dashboards.ts";
import type { DashboardSpec } from "../dashboard.ts";
import { flow, line, type Row, row } from "../layout.ts";
import { linkTo } from "../links.ts";
import {
  hubCpuPanel,
  hubMemoryPanel,
  nodesPanel,
  nodeTable,
  userCpuPanel,
  userMemoryPanel,
  userTable,
} from "./hub/resources.ts";
import {
  failuresNumber,
  runningServersPanel,
  serversNumber,
  spawnDurationPanel,
  spawnFailuresPanel,
} from "./hub/servers.ts";
import { dailyUsers, hubTable, hubUpPanel, silentHubsNumber, usersByDay, usersNumber } from "./hub/users.ts";

/** How many people use which JupyterHub, and whether they can work. For those who run hubs and those who fund them. */
export function hubUsage(config: Config): DashboardSpec {
  return {
    uid: DASHBOARDS.hubUsage,
    title: "Hub Usage",
    description:
      "How many people use each JupyterHub, can they start their servers, and what do those take? A hub is known by its namespace.",
    tags: ["jupyterhub"],
    range: "24h",
    refresh: "5m",
    variables: [
      { name: "namespace", label: "Hub", values: "label_values(jupyterhub_running_servers, namespace)" },
    ],
    screen: [
      line(
        3,
        [4, usersNumber(20, "24h")],
        [4, usersNumber(21, "7d")],
        [4, usersNumber(22, "30d")],
        [4, serversNumber()],
        [4, failuresNumber()],
        [4, silentHubsNumber()],
      ),
      line(8, [13, dailyUsers()], [11, hubTable(config)]),
      line(8, [8, runningServersPanel()], [8, spawnDurationPanel(config)], [8, spawnFailuresPanel()]),
    ],
    rows: [
      row(
        "Users of weeks and months, and the hubs themselves",
        line(
          8,
          [12, usersByDay(30, "Users of the last 7 days, by day", "7d")],
          [12, usersByDay(31, "Users of the last 30 days, by day", "30d")],
        ),
        line(6, [24, hubUpPanel()]),
      ),
      ...resources(config),
      ...nodes(config),
    ],
    next: [linkTo(DASHBOARDS.infrastructureHealth, "Infrastructure Health"), linkTo(DASHBOARDS.home, "Home")],
    alerts: { namespace: "namespace" },
  };
}

function resources(config: Config): readonly Row[] {
  if (!config.exporters.cadvisor) return [];
  return [
    row(
      "What users' servers take",
      ...flow(
        8,
        [12, userCpuPanel(config)],
        [12, userMemoryPanel(config)],
        [12, hubCpuPanel(config)],
        [12, hubMemoryPanel(config)],
      ),
      line(9, [24, userTable(config)]),
    ),
  ];
}

function nodes(config: Config): readonly Row[] {
  if (config.target.kind === "docker" || !config.exporters.kubeStateMetrics) return [];
  return [row("Nodes", line(8, [12, nodesPanel()], [12, nodeTable(config)]))];
}
