import { DASHBOARDS } from "../../model/dashboards.ts";
import type { DashboardOf } from "../dashboard.ts";
import { line, row } from "../layout.ts";
import { linkTo } from "../links.ts";
import { httpVariables } from "../queries/http.ts";
import { processorTime, residentMemory, restarts } from "./processes.ts";
import {
  errorsByStatus,
  routesErrors,
  routesRate,
  routesRefused,
  servicesErrors,
  servicesInFlight,
  servicesRate,
} from "./requests.ts";
import {
  meanResponseTime,
  responseTimeHeatmap,
  responseTimePercentiles,
  routesResponseTime,
  slowestRoutes,
} from "./response-times.ts";

/** How services answer, from the requests that they count themselves. */
export const applicationPerformance: DashboardOf = (config) => ({
  uid: DASHBOARDS.applicationPerformance,
  title: "Application Performance",
  description:
    "How many requests do services get, how many fail, and how long do they take? For those who run them, from the services' own HTTP metrics.",
  tags: ["http"],
  range: "6h",
  refresh: "1m",
  variables: httpVariables(config),
  screen: [
    line(6, [12, servicesRate(config)], [12, servicesErrors(config)]),
    line(
      7,
      [6, responseTimePercentiles(config)],
      [6, meanResponseTime(config)],
      [6, servicesInFlight(config)],
      [6, errorsByStatus(config)],
    ),
    line(6, [10, responseTimeHeatmap(config)], [14, slowestRoutes(config)]),
  ],
  rows: [
    row(
      "Routes",
      line(8, [12, routesRate(config)], [12, routesResponseTime(config)]),
      line(8, [12, routesErrors(config)], [12, routesRefused(config)]),
    ),
    row("Processes", line(8, [8, restarts(config)], [8, processorTime(config)], [8, residentMemory(config)])),
  ],
  next: [
    linkTo(DASHBOARDS.serviceMap, "Service Map and Traces"),
    linkTo(DASHBOARDS.logs, "Logs"),
    linkTo(DASHBOARDS.incidentTimeline, "Incident Timeline"),
  ],
  alerts: { service: "service" },
});
