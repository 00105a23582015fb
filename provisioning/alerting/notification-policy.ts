import type { Config } from "../../config/config.ts";
import { type AlertRoute, GROUP_BY, type Heartbeat, type Routing, routing } from "../../config/routing.ts";
import { EMPTY_CONTACT_POINT, NOBODY } from "../../model/names.ts";
import { SLO_ALERTS } from "../../slo/alerts.ts";

/** A policy: its first child that matches decides, unless that one says `continue`. What it leaves out is its parent's. */
export interface Policy {
  readonly contactPoint?: string;
  readonly matchers?: readonly Matcher[];
  readonly continue?: boolean;
  readonly groupBies?: readonly string[];
  readonly groupWait?: string;
  readonly groupInterval?: string;
  readonly repeatInterval?: string;
  /** No child takes them over. */
  readonly muteTimings?: readonly string[];
  readonly policies?: readonly Policy[];
}

export interface Matcher {
  readonly label: string;
  readonly match: "=" | "=~";
  readonly value: string;
}

/** Arguments of the one `NotificationPolicy`. */
export interface PolicyTree extends Policy {
  readonly contactPoint: string;
  readonly groupBies: readonly string[];
}

/**
 * The tree of policies: it means what Alertmanager's tree of the same config means. Undefined where Prometheus is the
 * engine: Grafana keeps its own, which tells nobody.
 *
 * It replaces all of Grafana's tree, so what is not in it is nowhere.
 */
export function notificationPolicy(config: Config): PolicyTree | undefined {
  if (config.alerting.engine !== "grafana") return undefined;
  const all = routing(config);
  return {
    contactPoint: contactPoint(all.rest.to),
    groupBies: GROUP_BY,
    groupWait: all.wait,
    groupInterval: all.interval,
    repeatInterval: all.rest.repeat,
    policies: [watchdogPolicy(all), ...all.routes.map(policy)],
  };
}

/**
 * A stack without receivers would have none for Grafana's root, which must have one, and the provider makes no contact
 * point without an integration. Grafana's own is one: it is there from the start, and sends nothing anywhere.
 */
const contactPoint = (to: string) => (to === NOBODY ? EMPTY_CONTACT_POINT : to);

function watchdogPolicy({ heartbeats, watchdog }: Routing): Policy {
  const node = { contactPoint: contactPoint(NOBODY), matchers: matchers(watchdog) };
  return heartbeats.length === 0 ? node : { ...node, policies: heartbeats.map(heartbeatPolicy) };
}

function heartbeatPolicy({ interval, repeat, to }: Heartbeat): Policy {
  return {
    contactPoint: to,
    // Each of them is told.
    continue: true,
    groupWait: "0s",
    groupInterval: interval,
    repeatInterval: repeat,
  };
}

function policy({ labels, mute, repeat, to }: AlertRoute): Policy {
  const required = matchers(labels);
  const muteTimings = mute.length === 0 ? {} : { muteTimings: mute };
  return {
    contactPoint: contactPoint(to),
    ...(required.length > 0 && { matchers: required }),
    repeatInterval: repeat,
    ...muteTimings,
    policies: [{ ...BURNING, ...muteTimings }],
  };
}

const matchers = (labels: AlertRoute["labels"]): readonly Matcher[] =>
  Object.entries(labels).map(([label, value]) => ({ label, match: "=", value }));

/**
 * Rules that burn one budget over different windows are one alert to Prometheus, and to whom it is told. Grafana's rules
 * have titles of their own, `ErrorBudgetBurn gateway 1h`, and those are what it calls alerts' names.
 */
const BURNING: Policy = {
  matchers: [{ label: "alertname", match: "=~", value: `${SLO_ALERTS.burn} .+` }],
  groupBies: GROUP_BY.filter((label) => label !== "alertname"),
};
