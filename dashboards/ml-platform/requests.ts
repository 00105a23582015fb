import type { Config } from "../../config/config.ts";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { linkTo } from "../links.ts";
import { COLOURS } from "../palette.ts";
import { coloured } from "../panels/panel.ts";
import { timeSeries } from "../panels/time-series.ts";
import { inFlight, ofRoute, requestRate, statusShare } from "../queries/http.ts";
import { promql } from "../queries/query.ts";
import { top } from "../queries/ratio.ts";

const ID = PANELS.applicationPerformance;

/** Lines in a graph of routes. */
export const MOST = 10;

export const nameOf = (label: string) => `{{${label}}}`;

export const byService = (config: Config) => ({
  matchers: ofRoute(config),
  by: config.metrics.labels.service,
});

export const byRoute = (config: Config) => ({ matchers: ofRoute(config), by: config.metrics.labels.route });

/** From a line to what else is known of its service. */
export const toService = ({ metrics }: Config) => {
  const service = `\${__field.labels.${metrics.labels.service}}`;
  return [
    linkTo(DASHBOARDS.incidentTimeline, "Incident Timeline", { set: { service } }),
    linkTo(DASHBOARDS.logs, "Logs", { set: { service } }),
  ];
};

export function servicesRate(config: Config) {
  const { service } = config.metrics.labels;
  const yesterday = "A day before";
  return timeSeries({
    id: ID.requestRate,
    title: "Request rate",
    description:
      "Requests a second by service, one upon the other; the dashed line is the sum of all a day before. Source: the services' HTTP metrics.",
    queries: [
      promql(requestRate(config, byService(config)), { legend: nameOf(service) }),
      promql(requestRateYesterday(config), { legend: yesterday }),
    ],
    unit: "reqps",
    min: 0,
    stack: true,
    calcs: ["mean", "lastNotNull"],
    overrides: [
      {
        field: yesterday,
        properties: {
          "custom.stacking": { mode: "none", group: "B" },
          "custom.lineStyle": { fill: "dash", dash: [8, 6] },
          "custom.fillOpacity": 0,
          color: { mode: "fixed", fixedColor: COLOURS.grey },
          links: [],
        },
      },
    ],
    dataLinks: toService(config),
  });
}

function requestRateYesterday(config: Config): string {
  const series = `${config.metrics.requestDuration}_count{${ofRoute(config)}}`;
  return `sum(rate(${series}[$__rate_interval] offset 1d))`;
}

export function servicesErrors(config: Config) {
  const { HighErrorRatio } = config.alerts;
  return timeSeries({
    id: ID.errorRate,
    title: "Error rate",
    description: `Share of requests that ended in a status of 5xx, by service, at each moment of the ${MOST} with the most. The dashed line is where the alert HighErrorRatio begins, for services without an availability SLO. Source: the services' HTTP metrics.`,
    queries: [
      promql(top(MOST, statusShare(config, byService(config), "5..")), {
        legend: nameOf(config.metrics.labels.service),
      }),
    ],
    unit: "percentunit",
    min: 0,
    calcs: ["mean", "max"],
    thresholds: { base: "good", steps: [[HighErrorRatio.threshold, "bad"]] },
    bounds: "line",
    dataLinks: toService(config),
  });
}

export function servicesInFlight(config: Config) {
  const { service } = config.metrics.labels;
  return timeSeries({
    id: ID.inFlight,
    title: "Requests in flight",
    description: `Requests that wait for their answer, by service, on all routes, at each moment of the ${MOST} with the most. If they grow while the request rate does not, the service or what it calls hangs. Source: the services' HTTP metrics.`,
    queries: [promql(top(MOST, inFlight(config, service)), { legend: nameOf(service) })],
    unit: "short",
    min: 0,
    calcs: ["mean", "max"],
    dataLinks: toService(config),
  });
}

export function routesRate(config: Config) {
  const { route } = config.metrics.labels;
  return timeSeries({
    id: 5,
    title: "Request rate by route",
    description: `Requests a second to each route of the chosen services, at each moment the ${MOST} with the most. Source: the services' HTTP metrics.`,
    queries: [
      promql(top(MOST, requestRate(config, byRoute(config))), {
        legend: nameOf(route),
      }),
    ],
    unit: "reqps",
    min: 0,
    calcs: ["mean", "lastNotNull"],
  });
}

export function errorsByStatus(config: Config) {
  const { status } = config.metrics.labels;
  return timeSeries({
    id: 6,
    title: "5xx by status",
    description:
      "Requests a second that ended in a status of 5xx, by status: 500 comes from the service's own code, 502 to 504 mostly from what it calls or from overload. Source: the services' HTTP metrics.",
    queries: [
      promql(requestRate(config, { matchers: ofRoute(config), by: status }, `,${status}=~"5.."`), {
        legend: nameOf(status),
      }),
    ],
    unit: "reqps",
    min: 0,
    draw: "bars",
    stack: true,
    noValue: "No server errors",
    links: [linkTo(DASHBOARDS.logs, "Logs")],
    overrides: [
      coloured("500", "bad"),
      coloured("502", "warning"),
      coloured("503", "purple"),
      coloured("504", "yellow"),
    ],
  });
}

export function routesErrors(config: Config) {
  const { route } = config.metrics.labels;
  return timeSeries({
    id: 10,
    title: "Error rate by route",
    description: `Share of each route's requests that ended in a status of 5xx, at each moment of the ${MOST} with the most. Source: the services' HTTP metrics.`,
    queries: [
      promql(`${top(MOST, statusShare(config, byRoute(config), "5.."))} > 0`, { legend: nameOf(route) }),
    ],
    unit: "percentunit",
    min: 0,
    calcs: ["mean", "max"],
    noValue: "No server errors",
    links: [linkTo(DASHBOARDS.logs, "Logs")],
  });
}

export function routesRefused(config: Config) {
  const { route } = config.metrics.labels;
  return timeSeries({
    id: 11,
    title: "Client errors by route",
    description: `Share of each route's requests that ended in a status of 4xx, at each moment of the ${MOST} with the most: mistakes of callers, expired logins, or a changed interface. Source: the services' HTTP metrics.`,
    queries: [
      promql(`${top(MOST, statusShare(config, byRoute(config), "4.."))} > 0`, { legend: nameOf(route) }),
    ],
    unit: "percentunit",
    min: 0,
    calcs: ["mean", "max"],
    noValue: "No client errors",
  });
}
