import { parse } from "yaml";
import { EMPTY_CONTACT_POINT, NOBODY } from "../../../model/names.ts";
import { MASK } from "../../recording/registration.ts";
import type { Render } from "../../render/render.ts";
import { systemFiles } from "./files.ts";
import { resourcesOf } from "./objects.ts";
import { byKey, listOf, type Tree } from "./tree.ts";

/** A node of the tree by which alerts find those who are told. */
interface Route {
  readonly to: string;
  readonly matchers: readonly Matcher[];
  readonly goesOn: boolean;
  readonly mute: readonly string[];
  readonly children: readonly Route[];
}

interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** Somebody who is told, and the times in which not. */
export interface Told {
  readonly to: string;
  readonly mute: readonly string[];
}

/** Whom an alert of such labels reaches. Nobody: an empty list. */
export type Routing = (labels: Readonly<Record<string, string>>) => readonly Told[];

/** By Grafana's policies, or where there are none by Alertmanager's routes. Both match alike. */
export function routingOf(render: Render): Routing {
  const root = grafanaRoot(render) ?? alertmanagerRoot(render);
  if (root === undefined) return () => [];
  return (labels) => {
    const told = matching(root, labels).filter(({ to }) => to !== NOBODY && to !== EMPTY_CONTACT_POINT);
    return told.map(({ mute, to }) => ({ to, mute }));
  };
}

/**
 * The deepest nodes that match: the first of a node's children decides, unless that one goes on.
 * Source: https://prometheus.io/docs/alerting/latest/configuration/#route
 */
function matching(route: Route, labels: Readonly<Record<string, string>>): readonly Route[] {
  const found: Route[] = [];
  for (const child of route.children) {
    if (!child.matchers.every((each) => holds(each, labels))) continue;
    found.push(...matching(child, labels));
    if (!child.goesOn) break;
  }
  return found.length === 0 ? [route] : found;
}

function holds({ label, operator, value }: Matcher, labels: Readonly<Record<string, string>>): boolean {
  const given = labels[label] ?? "";
  switch (operator) {
    case "=":
      return given === value;
    case "!=":
      return given !== value;
    case "=~":
      return whole(value).test(given);
    default:
      return !whole(value).test(given);
  }
}

/** What JavaScript cannot read as a pattern matches nothing. */
function whole(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, "s");
  } catch {
    return /^\b$/;
  }
}

function grafanaRoot(render: Render): Route | undefined {
  const [policy] = resourcesOf(render, "NotificationPolicy");
  if (policy === undefined) return undefined;
  const read = (node: Tree, parent: string): Route => {
    const to = node.contactPoint ?? parent;
    return {
      to,
      matchers: listOf(node.matchers).map(({ label, match, value }) => ({ label, operator: match, value })),
      goesOn: node.continue === true,
      mute: listOf(node.muteTimings),
      children: listOf(node.policies).map((child) => read(child, to)),
    };
  };
  return read(policy.inputs, "");
}

function alertmanagerRoot(render: Render): Route | undefined {
  const config = alertmanagerConfig(render);
  if (config?.route === undefined) return undefined;
  const read = (node: Tree, parent: string): Route => {
    const to = node.receiver ?? parent;
    return {
      to,
      matchers: listOf(node.matchers).map(matcher),
      goesOn: node.continue === true,
      mute: listOf(node.mute_time_intervals),
      children: listOf(node.routes).map((child) => read(child, to)),
    };
  };
  return read(config.route, "");
}

function matcher(text: string): Matcher {
  const [, label = "", operator = "=", value = ""] =
    /^\s*([\w.]+)\s*(=~|!~|!=|=)\s*(.*?)\s*$/s.exec(text) ?? [];
  return { label, operator, value: value.replace(/^"(.*)"$/s, "$1") };
}

/** Alertmanager's config, where there is one. */
export function alertmanagerConfig(render: Render): Tree {
  const file = [...systemFiles(render).values()].find(
    ({ content, system }) => system === "alertmanager" && /^route:/m.test(content),
  );
  return file === undefined ? undefined : parse(file.content);
}

/** Times that come again, as the engine is told them. */
export interface MuteTiming {
  readonly name: string;
  readonly engine: "Grafana" | "Alertmanager";
  readonly intervals: unknown;
}

/** By name, on either engine. */
export function muteTimingsOf(render: Render): ReadonlyMap<string, MuteTiming> {
  const inGrafana = resourcesOf(render, "MuteTiming").map(({ inputs }): MuteTiming => {
    return { name: String(inputs["name"]), engine: "Grafana", intervals: inputs["intervals"] };
  });
  const others = listOf(alertmanagerConfig(render)?.time_intervals).map(
    ({ name, time_intervals: intervals }): MuteTiming => ({ name, engine: "Alertmanager", intervals }),
  );
  return byKey([...inGrafana, ...others], ({ name }) => name);
}

/** A contact point: how it tells, and what else can be seen of where to. */
export interface ContactPoint {
  readonly name: string;
  /** `PagerDuty`, `mail`. */
  readonly kind: string;
  /** Addresses, channels, plain URLs. */
  readonly destination: string;
}

const KINDS: Readonly<Record<string, string>> = {
  emails: "mail",
  pagerduties: "PagerDuty",
  slacks: "Slack",
  teams: "Microsoft Teams",
  webhooks: "webhook",
  email_configs: "mail",
  pagerduty_configs: "PagerDuty",
  slack_configs: "Slack",
  msteamsv2_configs: "Microsoft Teams",
  webhook_configs: "webhook",
};

/** By name, on either engine. */
export function contactPointsOf(render: Render): ReadonlyMap<string, ContactPoint> {
  const inGrafana = resourcesOf(render, "ContactPoint").map(({ inputs }) => inputs);
  const receivers = listOf(alertmanagerConfig(render)?.receivers).filter(({ name }) => name !== NOBODY);
  return new Map([...inGrafana, ...receivers].map((each) => [each.name, contactPoint(each)]));
}

function contactPoint(point: Tree): ContactPoint {
  const kinds = Object.keys(point).filter((key) => Object.hasOwn(KINDS, key));
  const integrations = kinds.flatMap((key) => listOf(point[key]));
  return {
    name: point.name,
    kind: kinds.map((key) => KINDS[key]!).join(", "),
    destination: integrations.flatMap(destinations).join(", "),
  };
}

/** Without secrets, which are masked in Grafana's and in files in Alertmanager's: then both look alike. */
function destinations({ addresses, channel, recipient, to, url }: Tree): readonly string[] {
  return [...listOf(addresses), to, recipient, channel, url].filter(
    (each) => typeof each === "string" && each !== MASK,
  );
}
