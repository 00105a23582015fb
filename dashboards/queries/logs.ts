import type { Config } from "../../config/config.ts";
import type { Variable } from "../variables.ts";

/**
 * Every stream but Grafana's own history of alerts. Loki wants one matcher that no empty value matches; it gives a
 * service's name to all streams.
 */
const EVERY = 'service_name=~".+",from!="state-history"';

/** Variables of dashboards about logs. Messages of alerts set `namespace` and `service`. */
export function logVariables({ target }: Config): readonly [...Variable[], Variable] {
  const place: readonly Variable[] = [
    {
      name: "namespace",
      label: "Namespace",
      datasource: "loki",
      values: `label_values({${EVERY}}, k8s_namespace_name)`,
    },
  ];
  const ofPlace = target.kind === "docker" ? "" : ',k8s_namespace_name=~"$namespace"';
  return [
    ...(target.kind === "docker" ? [] : place),
    {
      name: "service",
      label: "Service",
      datasource: "loki",
      values: `label_values({${EVERY}${ofPlace}}, service_name)`,
      all: ".+",
    },
  ];
}

/** The streams that the variables choose: none, and no mistake, where there is no service to choose yet. */
export function streamsOf({ target }: Config): string {
  const place = target.kind === "docker" ? "" : ',k8s_namespace_name=~"$namespace"';
  return `{${EVERY},service_name=~"$service"${place}}`;
}

/** How grave a line is, as Loki finds out for each: errors by any name. */
export const ERRORS = '| detected_level=~"error|critical|fatal"';

/** Lines in each step. */
export function lineCount(lines: string, by: string): string {
  return `sum by (${by}) (count_over_time(${lines} [$__auto]))`;
}
