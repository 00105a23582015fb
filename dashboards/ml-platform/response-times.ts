import type { Config } from "../../config/config.ts";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { linkTo } from "../links.ts";
import { worseAbove } from "../palette.ts";
import { heatmap } from "../panels/heatmap.ts";
import { PERCENTILE_COLOURS } from "../panels/series-colours.ts";
import { table } from "../panels/table.ts";
import { timeSeries } from "../panels/time-series.ts";
import { durationQuantile, meanDuration, ofRoute, requestRate, statusShare } from "../queries/http.ts";
import { promql, rows } from "../queries/query.ts";
import { grown, top } from "../queries/ratio.ts";
import { byRoute, byService, MOST, nameOf, toService } from "./requests.ts";

const all = (config: Config) => ({ matchers: ofRoute(config), by: "" });

const toTraces = [linkTo(DASHBOARDS.serviceMap, "Service Map and Traces")];

export function meanResponseTime(config: Config) {
  return timeSeries({
    id: 3,
    title: "Mean response time",
    description: `Seconds from a request to its answer, on average, by service, at each moment of the ${MOST} slowest. A few very slow requests lift it little: see the percentiles. Source: the services' HTTP metrics.`,
    queries: [
      promql(top(MOST, meanDuration(config, byService(config))), {
        legend: nameOf(config.metrics.labels.service),
      }),
    ],
    unit: "s",
    min: 0,
    calcs: ["mean", "max"],
    dataLinks: toService(config),
  });
}

export function responseTimePercentiles(config: Config) {
  const within = (quantile: number) => durationQuantile(config, quantile, all(config));
  return timeSeries({
    id: PANELS.applicationPerformance.latency,
    title: "Response time",
    description:
      "Half of the requests are answered within p50, 95 of 100 within p95, 99 of 100 within p99. Points are single requests; a click on one leads to its trace. Source: the services' HTTP metrics and their exemplars.",
    queries: [
      promql(within(0.5), { legend: "p50" }),
      promql(within(0.95), { legend: "p95" }),
      promql(within(0.99), { legend: "p99", exemplars: true }),
    ],
    // Exemplars are thinned out to a few for each point.
    maxDataPoints: 120,
    unit: "s",
    min: 0,
    fill: 0,
    legend: "few",
    calcs: ["mean"],
    overrides: PERCENTILE_COLOURS,
    links: toTraces,
  });
}

export function responseTimeHeatmap(config: Config) {
  const buckets = grown(`${config.metrics.requestDuration}_bucket{${ofRoute(config)}}`);
  return heatmap({
    id: 7,
    title: "Response times",
    description:
      "How many requests took how long: the brighter, the more. Two bright bands are two kinds of requests. Points are single requests; a click on one leads to its trace. Source: the services' HTTP metrics and their exemplars.",
    queries: [promql(`sum by (le) (${buckets})`, { legend: "{{le}}", format: "heatmap", exemplars: true })],
    maxDataPoints: 60,
    unit: "short",
    decimals: 0,
    axisUnit: "s",
    links: toTraces,
  });
}

export function slowestRoutes(config: Config) {
  const { route, service } = config.metrics.labels;
  const some = { matchers: ofRoute(config), by: `${service}, ${route}` };
  const chosen = {
    service: `\${__data.fields.Service:percentencode}`,
    route: `\${__data.fields.Route:percentencode}`,
  };
  return table({
    id: 9,
    title: "Slowest routes",
    description:
      "Each route over about the chosen time, the slowest first: 95 of 100 requests to it took no longer than p95. Source: the services' HTTP metrics.",
    queries: [
      rows(durationQuantile(config, 0.95, some), "p95"),
      rows(meanDuration(config, some), "mean"),
      rows(requestRate(config, some), "rate"),
      rows(statusShare(config, some, "5.."), "errors"),
    ],
    maxDataPoints: 1,
    columns: [
      { field: service, title: "Service" },
      {
        field: route,
        title: "Route",
        link: linkTo(DASHBOARDS.applicationPerformance, "Only this route", { set: chosen }),
      },
      { field: "Value #p95", title: "p95", unit: "s", width: 90 },
      { field: "Value #mean", title: "Mean", unit: "s", width: 90 },
      { field: "Value #rate", title: "Requests", unit: "reqps", decimals: 2, width: 110 },
      {
        field: "Value #errors",
        title: "Errors",
        unit: "percentunit",
        decimals: 1,
        width: 90,
        thresholds: worseAbove(0.01, 0.05),
      },
    ],
    sort: { by: "p95" },
  });
}

export function routesResponseTime(config: Config) {
  const { route } = config.metrics.labels;
  return timeSeries({
    id: 13,
    title: "Response time by route",
    description: `Seconds within which 95 of 100 requests to each route are answered, at each moment of the ${MOST} slowest. Source: the services' HTTP metrics.`,
    queries: [promql(top(MOST, durationQuantile(config, 0.95, byRoute(config))), { legend: nameOf(route) })],
    unit: "s",
    min: 0,
    calcs: ["mean", "max"],
    links: toTraces,
  });
}
