import { goDuration } from "../model/duration.ts";
import { NOBODY, WATCHDOG } from "../model/names.ts";
import type { Config } from "./config.ts";

/** A route of alerts. Times are in Prometheus' notation, which both engines read. */
export interface AlertRoute {
  /** Name of a contact point, or `NOBODY`. */
  readonly to: string;
  /** Label → value: those that an alert must have. None: every alert has them. */
  readonly labels: Readonly<Record<string, string>>;
  /** Until a group that still fires is told again. */
  readonly repeat: string;
  /** Mute timings in which nobody is told. */
  readonly mute: readonly string[];
}

/** A heartbeat, which the Watchdog alone keeps beating. */
export interface Heartbeat {
  /** Name of a contact point. */
  readonly to: string;
  /** Between two looks at the Watchdog. */
  readonly interval: string;
  /** Since the last call, for a look to call again. */
  readonly repeat: string;
}

/** Who is told of which alerts. */
export interface Routing {
  /** Until a new group is told. */
  readonly wait: string;
  /** Between news of a group that was told. */
  readonly interval: string;
  /** Labels and values of the alert that is for heartbeats alone, whatever else matches. Without any it goes to nobody. */
  readonly watchdog: Readonly<Record<string, string>>;
  readonly heartbeats: readonly Heartbeat[];
  /** In order: the first that matches decides. */
  readonly routes: readonly AlertRoute[];
  /** Of what no route matches. It is told to nobody: it is seen where one looks, in Grafana. */
  readonly rest: AlertRoute;
}

/**
 * What is told together: the same alert of the same thing. Labels that an alert lacks count as empty. `cluster` is an
 * external label of Prometheus'.
 */
export const GROUP_BY = ["alertname", "cluster", "namespace", "service", "slo"] as const;

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

/** The routes of a stack, whichever engine follows them. */
export function routing(config: Config): Routing {
  const { groupInterval, groupWait } = config.alerting;
  return {
    wait: goDuration(groupWait),
    interval: goDuration(groupInterval),
    watchdog: { alertname: WATCHDOG },
    heartbeats: heartbeats(config),
    routes: [...specificRoutes(config), ...severityRoutes(config)],
    rest: { to: NOBODY, labels: {}, repeat: REPEAT_INTERVAL.other, mute: [] },
  };
}

function heartbeats({ alerting }: Config): readonly Heartbeat[] {
  return alerting.contactPoints.flatMap((point): readonly Heartbeat[] => {
    if (point.kind !== "heartbeat") return [];
    const { interval, name } = point;
    const repeat = { ...interval, seconds: interval.seconds * REPEAT_SHARE };
    return [{ to: name, interval: goDuration(interval), repeat: goDuration(repeat) }];
  });
}

/**
 * The routes before those by severity. A stack has one environment, so that routes of others are left out. Where a route
 * takes any severity, pages still repeat as pages do.
 */
function specificRoutes({ alerting, environment }: Config): readonly AlertRoute[] {
  return alerting.routes.specific
    .filter((route) => route.environment === undefined || route.environment === environment)
    .flatMap(({ mute, severity, team, to }) => {
      const ofTeam = team === undefined ? {} : { team };
      const severities = severity === undefined ? ["page", undefined] : [severity];
      return severities.map((each) => route(to, each, ofTeam, mute));
    });
}

function severityRoutes({ alerting: { routes } }: Config): readonly AlertRoute[] {
  return (["page", "ticket"] as const).flatMap((severity) => {
    const to = routes[severity];
    return to === undefined ? [] : [route(to, severity, {}, routes.mute[severity])];
  });
}

function route(
  to: string,
  severity: string | undefined,
  more: AlertRoute["labels"],
  mute: readonly string[],
): AlertRoute {
  return {
    to,
    labels: { ...(severity === undefined ? {} : { severity }), ...more },
    repeat: severity === "page" ? REPEAT_INTERVAL.page : REPEAT_INTERVAL.other,
    mute,
  };
}
