import type { Config } from "../../config/config.ts";
import { type AlertRoute, GROUP_BY, type Heartbeat, type Routing, routing } from "../../config/routing.ts";
import { NOBODY } from "../../model/names.ts";

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

/** The tree of routes. The Watchdog's comes first of all. */
export function rootRoute(config: Config): Route {
  const all = routing(config);
  return {
    receiver: all.rest.to,
    group_by: GROUP_BY,
    group_wait: all.wait,
    group_interval: all.interval,
    repeat_interval: all.rest.repeat,
    routes: [watchdogRoute(all), ...all.routes.map(route)],
  };
}

function watchdogRoute({ heartbeats, watchdog }: Routing): Route {
  const node = { receiver: NOBODY, matchers: matchers(watchdog) };
  return heartbeats.length === 0 ? node : { ...node, routes: heartbeats.map(heartbeatRoute) };
}

function heartbeatRoute({ interval, repeat, to }: Heartbeat): Route {
  return {
    receiver: to,
    // Each of them is told.
    continue: true,
    group_wait: "0s",
    group_interval: interval,
    repeat_interval: repeat,
  };
}

function route({ labels, mute, repeat, to }: AlertRoute): Route {
  const required = matchers(labels);
  return {
    receiver: to,
    ...(required.length > 0 && { matchers: required }),
    repeat_interval: repeat,
    ...(mute.length > 0 && { mute_time_intervals: mute }),
  };
}

const matchers = (labels: AlertRoute["labels"]) =>
  Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
