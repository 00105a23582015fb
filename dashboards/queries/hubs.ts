import { grown, perSecond } from "./ratio.ts";

/**
 * JupyterHubs: each is a namespace, since Zero to JupyterHub has one in each. The largest at each moment counts: a hub
 * that is replaced has two series for a while.
 */
const CHOSEN = 'namespace=~"$namespace"';
const ofHubs = (metric: string, ...more: readonly string[]) => `${metric}{${[CHOSEN, ...more].join(",")}}`;
const each = (series: string) => `max by (namespace) (${series})`;

export type Period = "24h" | "7d" | "30d";

/** Different users within the period until now. The hub counts once an hour. */
export const activeUsers = (period: Period) => each(ofHubs("jupyterhub_active_users", `period="${period}"`));

/** The same as each day ended, or as it is by now: the last that is known of the day after each point. */
export const usersOfDay = (period: Period) => `last_over_time(${activeUsers(period)}[1d:1h] offset -1d)`;

export const runningServers = () => each(ofHubs("jupyterhub_running_servers"));
export const lastWeeksServers = () => `${each(`${ofHubs("jupyterhub_running_servers")} offset 1w`)}`;
export const allUsers = () => each(ofHubs("jupyterhub_total_users"));

/** 1 while a hub answers, 0 from when it does not, for a day. */
export function answers(): string {
  const servers = ofHubs("jupyterhub_running_servers");
  return `${each(servers)} * 0 + 1 or 0 * ${each(`present_over_time(${servers}[1d])`)}`;
}

/** Not refusals: a user who asks twice, or a hub that is full, is no failure. Source: jupyterhub/metrics.py. */
const REAL = 'reason!~"throttled|too-many-users|already-pending"';
const SPAWNS = "jupyterhub_server_spawn_duration_seconds";
const FAILED = 'status=~"failure|error"';

/**
 * What follows each point until the next: the last one is of the step that is not over yet. Grafana's points are multiples of
 * the step, so that what comes before them would not be seen until the step is over.
 */
const SINCE = " offset -$__interval";

/** Starts that ended so, by hub, whole ones, from each point to the next. */
function starts(status: string): string {
  return `round(sum by (namespace) (${grown(ofHubs(`${SPAWNS}_count`, status, REAL), SINCE)}))`;
}

export const failedStarts = () => starts(FAILED);
export const goodStarts = () => starts('status="success"');

/**
 * Seconds that this share of the starts stayed below, by hub.
 *
 * @param when before each point, or from it to the next.
 */
export function spawnDuration(share: number, when: "until" | "since"): string {
  const buckets = perSecond(ofHubs(`${SPAWNS}_bucket`, 'status="success"'), when === "since" ? SINCE : "");
  // Without any start it is NaN, which is not above 0.
  return `histogram_quantile(${share}, sum by (namespace, le) (${buckets})) > 0`;
}
