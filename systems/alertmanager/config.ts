import type { Config } from "../../config/config.ts";
import { NOBODY } from "../../model/names.ts";
import { toYaml } from "../yaml.ts";
import { mailServer, receiver } from "./receivers.ts";

/**
 * What is told together: the same alert of the same thing. Labels that an alert lacks count as empty. `cluster` is an
 * external label of Prometheus'.
 */
const GROUP_BY = ["alertname", "cluster", "namespace", "service"];

/** Until a new group is told: time for the alerts of one cause to come in. It delays every page. */
const GROUP_WAIT = "30s";

/** Between news of a group that was told. Well above the 15 s by which each replica waits for the one before it. */
const GROUP_INTERVAL = "5m";

/**
 * Until a group that still fires is told again, by severity: a page in case it was forgotten, a ticket once a day.
 * Alertmanager forgets after `alertmanager.retention` what it has sent; with less than these it repeats sooner.
 */
const REPEAT_INTERVAL = { page: "4h", ticket: "1d" } as const;

/** The configuration file. What no route names is told to nobody: it is seen where one looks, in Grafana. */
export function alertmanagerYml(config: Config): string {
  const smtp = mailServer(config);
  return toYaml({
    ...(smtp !== undefined && { global: smtp }),
    route: {
      receiver: NOBODY,
      group_by: GROUP_BY,
      group_wait: GROUP_WAIT,
      group_interval: GROUP_INTERVAL,
      repeat_interval: REPEAT_INTERVAL.page,
      routes: routes(config),
    },
    receivers: [{ name: NOBODY }, ...config.alerting.contactPoints.map(receiver)],
  });
}

function routes({ alerting }: Config) {
  return (["page", "ticket"] as const).flatMap((severity) => {
    const name = alerting.routes[severity];
    if (name === undefined) return [];
    const matchers = [`severity="${severity}"`];
    return [{ receiver: name, matchers, repeat_interval: REPEAT_INTERVAL[severity] }];
  });
}
