import type { Config } from "../../config/config.ts";
import { EMPTY_CONTACT_POINT, NOBODY } from "../../model/names.ts";
import { notificationPolicy, type Policy } from "../../provisioning/alerting/notification-policy.ts";
import { rootRoute } from "../../systems/alertmanager/routes.ts";

/** What a tree says of one set of labels. */
export interface Verdict {
  readonly to: string;
  readonly mute: readonly string[];
  readonly wait: string;
  readonly interval: string;
  readonly repeat: string;
  /** What other alerts share that are told together with it. */
  readonly group: string;
}

export type Labels = Readonly<Record<string, string>>;

/** A node of either engine's tree. */
interface Node {
  readonly matches: (labels: Labels) => boolean;
  readonly goesOn: boolean;
  readonly own: Partial<Inherited>;
  readonly mute: readonly string[];
  readonly children: readonly Node[];
}

interface Inherited {
  readonly to: string;
  readonly by: readonly string[];
  readonly wait: string;
  readonly interval: string;
  readonly repeat: string;
}

/** Where Alertmanager sends what has these labels. */
export function byAlertmanager(config: Config, labels: Labels): readonly Verdict[] {
  return verdicts(nodeOfRoute(rootRoute(config)), labels);
}

/** Where Grafana does. */
export function byGrafana(config: Config, labels: Labels): readonly Verdict[] {
  const tree = notificationPolicy(config);
  if (tree === undefined) throw new Error("Prometheus is the engine");
  return verdicts(nodeOfPolicy(tree), labels);
}

function verdicts(root: Node, labels: Labels): readonly Verdict[] {
  return leaves(root, labels, undefined, "") ?? [];
}

/** As both engines walk: the first child that matches, and the next ones where it says so; the node itself where none does. */
function leaves(
  node: Node,
  labels: Labels,
  above: Inherited | undefined,
  path: string,
): readonly Verdict[] | undefined {
  if (!node.matches(labels)) return undefined;
  const here = { ...above, ...node.own } as Inherited;
  const found: Verdict[] = [];
  for (const [index, child] of node.children.entries()) {
    const below = leaves(child, labels, here, `${path}/${index}`);
    if (below === undefined) continue;
    found.push(...below);
    if (!child.goesOn) break;
  }
  if (found.length > 0) return found;
  const { by, interval, repeat, to, wait } = here;
  const group = `${path} ${by.map((label) => `${label}=${labels[label] ?? ""}`).join(" ")}`;
  return [{ to, mute: node.mute, wait, interval, repeat, group }];
}

function nodeOfRoute(route: ReturnType<typeof rootRoute>): Node {
  const required = (route.matchers ?? []).map((text) => /^(\w+)="(.*)"$/.exec(text)!);
  return {
    matches: (labels) => required.every(([, label, value]) => (labels[label!] ?? "") === value),
    goesOn: route.continue ?? false,
    own: defined({
      to: route.receiver,
      by: route.group_by,
      wait: route.group_wait,
      interval: route.group_interval,
      repeat: route.repeat_interval,
    }),
    mute: route.mute_time_intervals ?? [],
    children: (route.routes ?? []).map(nodeOfRoute),
  };
}

function nodeOfPolicy(policy: Policy): Node {
  const to = policy.contactPoint === EMPTY_CONTACT_POINT ? NOBODY : policy.contactPoint;
  return {
    matches: (labels) =>
      (policy.matchers ?? []).every(({ label, match, value }) =>
        match === "="
          ? (labels[label] ?? "") === value
          : new RegExp(`^(?:${value})$`).test(labels[label] ?? ""),
      ),
    goesOn: policy.continue ?? false,
    own: defined({
      to,
      by: policy.groupBies,
      wait: policy.groupWait,
      interval: policy.groupInterval,
      repeat: policy.repeatInterval,
    }),
    mute: policy.muteTimings ?? [],
    children: (policy.policies ?? []).map(nodeOfPolicy),
  };
}

function defined(all: Readonly<Record<keyof Inherited, unknown>>): Partial<Inherited> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
