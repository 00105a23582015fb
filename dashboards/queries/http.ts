import type { Config } from "../../config/config.ts";
import type { Variable } from "../variables.ts";
import { perSecond, ratio } from "./ratio.ts";

/** Variables of dashboards about services' requests, each narrowing those after it. */
export function httpVariables(config: Config): readonly [...Variable[], Variable] {
  const { labels } = config.metrics;
  return [
    ...placeVariables(config),
    {
      name: "service",
      label: "Service",
      values: `label_values(${counted(config)}{${ofPlace(config)}}, ${labels.service})`,
    },
    {
      name: "route",
      label: "Route",
      values: `label_values(${counted(config)}{${ofService(config)}}, ${labels.route})`,
    },
  ];
}

/** One service to look at, and where it runs. */
export function serviceVariables(config: Config): readonly [...Variable[], Variable] {
  const values = `label_values(${counted(config)}{${ofPlace(config)}}, ${config.metrics.labels.service})`;
  return [...placeVariables(config), { name: "service", label: "Service", values, single: true }];
}

/** Containers that Docker runs are in no namespace. */
function placeVariables(config: Config): readonly Variable[] {
  if (config.target.kind === "docker") return [];
  return [{ name: "namespace", label: "Namespace", values: `label_values(${counted(config)}, namespace)` }];
}

const counted = ({ metrics }: Config) => `${metrics.requestDuration}_count`;

/** Series that a collector serves for a service have no namespace; All matches them too. */
const ofPlace = ({ target }: Config) => (target.kind === "docker" ? "" : 'namespace=~"$namespace"');

/** Matchers for the series of the services that are chosen. */
export function ofService(config: Config): string {
  const place = ofPlace(config);
  return `${place === "" ? "" : `${place},`}${config.metrics.labels.service}=~"$service"`;
}

/** Matchers for the requests to the routes that are chosen as well. */
export function ofRoute(config: Config): string {
  return `${ofService(config)},${config.metrics.labels.route}=~"$route"`;
}

/** Which requests: matchers, and labels of which each combination is a series. */
export interface Requests {
  readonly matchers: string;
  readonly by: string;
}

const sumBy = ({ by }: Requests, query: string) =>
  by === "" ? `sum(${query})` : `sum by (${by}) (${query})`;

/** Requests a second. */
export function requestRate(config: Config, some: Requests, more = ""): string {
  return sumBy(some, perSecond(`${counted(config)}{${some.matchers}${more}}`));
}

/** Share of them that ended in a status such as `5..`. */
export function statusShare(config: Config, some: Requests, status: string): string {
  const matcher = `,${config.metrics.labels.status}=~"${status}"`;
  return ratio(requestRate(config, some, matcher), requestRate(config, some));
}

/** Seconds that one takes, on average. */
export function meanDuration(config: Config, some: Requests): string {
  const seconds = sumBy(some, perSecond(`${config.metrics.requestDuration}_sum{${some.matchers}}`));
  return `${seconds} / (${requestRate(config, some)} > 0)`;
}

/** Seconds within which that share is answered. Of no requests it would be no number, which no comparison holds for. */
export function durationQuantile(config: Config, quantile: number, { by, matchers }: Requests): string {
  const buckets = perSecond(`${config.metrics.requestDuration}_bucket{${matchers}}`);
  const labels = by === "" ? "le" : `${by}, le`;
  return `histogram_quantile(${quantile}, sum by (${labels}) (${buckets})) >= 0`;
}

/** Requests that wait for their answer. A service that sends to several collectors in turn has one gauge in each. */
export function inFlight(config: Config, by: string): string {
  const gauge = `${config.metrics.activeRequests}{${ofService(config)}}`;
  return `sum by (${by}) (max without (collector) (${gauge}))`;
}
