import type { Config } from "../../config/config.ts";
import { goDuration } from "../../model/duration.ts";
import { NOBODY, WATCHDOG } from "../../model/names.ts";

/** A node of Alertmanager's tree. Its first child that matches decides, unless that one says `continue`. */
interface Route {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly continue?: boolean;
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly mute_time_intervals?: readonly string[];
  readonly routes?: readonly Route[];
}

/**
 * What is told together: the same alert of the same thing. Labels that an alert lacks count as empty. `cluster` is an
 * external label of Prometheus'.
 */
const GROUP_BY = ["alertname", "cluster", "namespace", "service", "slo"];

/** Until a new group is told: time for the alerts of one cause to come in. It delays every page. */
const GROUP_WAIT = "30s";

/** Between news of a group that was told. Well above the 15 s by which each replica waits for the one before it. */
const GROUP_INTERVAL = "5m";

/**
 * Until a group that still fires is told again: a page in case it was forgotten, everything else once a day.
 * Alertmanager forgets after `alertmanager.retention` what it has sent; with less than these it repeats sooner.
 */
const REPEAT_INTERVAL = { page: "4h", other: "1d" } as const;

/**
 * Share of a heartbeat's interval. A group is looked at every `group_interval`, and told again if it was last told more
 * than `repeat_interval` before, counted from when that call had ended: at the next look always a little less than a
 * whole interval, so that with equal settings every other look would pass in silence. Half leaves room for a slow call,
 * and keeps replicas, which look at different moments, from all calling. Alertmanager's log warns of it at the start.
 * Source: https://github.com/prometheus/alertmanager/blob/v0.34.0/notify/dedup_stage.go (needsUpdate)
 */
const REPEAT_SHARE = 0.5;

/** The tree of routes. What none of them names is told to nobody: it is seen where one looks, in Grafana. */
export function rootRoute(config: Config): Route {
  return {
    receiver: NOBODY,
    group_by: GROUP_BY,
    group_wait: GROUP_WAIT,
    group_interval: GROUP_INTERVAL,
    repeat_interval: REPEAT_INTERVAL.other,
    routes: [watchdogRoute(config), ...specificRoutes(config), ...severityRoutes(config)],
  };
}

/** First of all, since the Watchdog is for heartbeats alone: without one it goes to nobody, whatever else matches. */
function watchdogRoute({ alerting }: Config): Route {
  const heartbeats = alerting.contactPoints.flatMap((point): readonly Route[] => {
    if (point.kind !== "heartbeat") return [];
    const { interval, name } = point;
    return [
      {
        receiver: name,
        // Each of them is told.
        continue: true,
        group_wait: "0s",
        group_interval: goDuration(interval),
        repeat_interval: goDuration({ ...interval, seconds: interval.seconds * REPEAT_SHARE }),
      },
    ];
  });
  const watchdog = { receiver: NOBODY, matchers: [is("alertname", WATCHDOG)] };
  return heartbeats.length === 0 ? watchdog : { ...watchdog, routes: heartbeats };
}

/**
 * The routes before those by severity. A stack has one environment, so that routes of others are left out. Where a route
 * takes any severity, pages still repeat as pages do.
 */
function specificRoutes({ alerting, environment }: Config): readonly Route[] {
  return alerting.routes.specific
    .filter((route) => route.environment === undefined || route.environment === environment)
    .flatMap(({ mute, severity, team, to }) => {
      const ofTeam = team === undefined ? [] : [is("team", team)];
      const severities = severity === undefined ? ["page", undefined] : [severity];
      return severities.map((each) => route(to, each, ofTeam, mute));
    });
}

function severityRoutes({ alerting: { routes } }: Config): readonly Route[] {
  return (["page", "ticket"] as const).flatMap((severity) => {
    const to = routes[severity];
    return to === undefined ? [] : [route(to, severity, [], routes.mute[severity])];
  });
}

function route(
  receiver: string,
  severity: string | undefined,
  more: readonly string[],
  mute: readonly string[],
): Route {
  const matchers = [...(severity === undefined ? [] : [is("severity", severity)]), ...more];
  return {
    receiver,
    ...(matchers.length > 0 && { matchers }),
    repeat_interval: severity === "page" ? REPEAT_INTERVAL.page : REPEAT_INTERVAL.other,
    ...(mute.length > 0 && { mute_time_intervals: mute }),
  };
}

const is = (label: string, value: string) => `${label}="${value}"`;
