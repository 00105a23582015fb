import type { Render } from "../../render/render.ts";
import { alertsOf, type DeployedAlert } from "../facts/alerts.ts";
import { type Routing, routingOf } from "../facts/routes.ts";
import { paired } from "../facts/tree.ts";
import { leafChanges } from "../leaves.ts";
import { changedValue, counted, type Line, line, listed, prose, say, type Text } from "../text.ts";

/** Alerts new, gone and changed: severity, threshold, `for`, query. */
export function alertChanges(from: Render, to: Render): readonly Line[] {
  const [before, after] = [alertsOf(from), alertsOf(to)];
  const { added, both, removed } = paired(before, after);
  const routes = [from, to].map(routingOf);
  const engines = [before, after].map((alerts) => [...alerts.values()][0]?.engine);
  const lines = both.map(([was, is]) => ({ alert: is, changes: changesOf(was, is), was }));
  const own = lines.filter(({ alert, changes }) => alert.slo === undefined && changes.length > 0);
  const texts = lines.filter(({ alert, changes, was }) => changes.length === 0 && saysOther(was, alert));
  return [
    ...(engines[0] !== undefined && engines[1] !== undefined && engines[0] !== engines[1]
      ? [line(say`evaluated by ${prose(engines[1])} instead of ${prose(engines[0])}`)]
      : []),
    ...bySlo(added).map((some) => present(prose("new"), some, routes[1]!)),
    // What they asked nobody needs to read again.
    ...bySlo(removed, (alert) => recipients([alert], routes[0]!).join("\n")).map((some) =>
      present(prose("gone"), some, routes[0]!),
    ),
    ...alike(own),
    ...ofSlos(lines),
    ...(texts.length > 0
      ? [
          line(
            say`other texts or links: ${listed(
              texts.map(({ alert }) => alert.title),
              4,
            )}`,
          ),
        ]
      : []),
  ];
}

interface Compared {
  readonly alert: DeployedAlert;
  readonly was: DeployedAlert;
  readonly changes: readonly Line[];
}

/** Alerts of one SLO together, the others by what is asked for: each by itself. */
function bySlo(
  alerts: readonly DeployedAlert[],
  others: (alert: DeployedAlert) => string = ({ title }) => title,
): readonly (readonly DeployedAlert[])[] {
  const key = (alert: DeployedAlert) =>
    alert.slo === undefined ? `other ${others(alert)}` : `slo ${alert.slo}`;
  return [...Map.groupBy(alerts, key).values()];
}

/** Those that change in the same way together. */
function alike(lines: readonly Compared[]): readonly Line[] {
  return [...Map.groupBy(lines, ({ changes }) => JSON.stringify(changes)).values()].map((some) => {
    const titles = some.map(({ alert }) => alert.title);
    return told(listed(titles, 8), some[0]!.changes);
  });
}

const recipients = (some: readonly DeployedAlert[], route: Routing) => [
  ...new Set(some.flatMap(({ labels }) => route(labels).map(({ to }) => to))),
];

function present(what: Text, some: readonly DeployedAlert[], route: Routing): Line {
  const [first] = some;
  const titles = some.map((each) => say`${each.title} (${prose(each.labels["severity"] ?? "no severity")})`);
  const who = recipients(some, route);
  const reach = who.length === 0 ? prose(", told to nobody") : say`, told to ${listed(who)}`;
  if (some.length > 1) return line(say`${what}: ${listed(titles, 8)}${reach}`);
  const { condition, for: holds, query } = first!;
  const when = say`${[query, condition].join(" ").trim()}${holds === "" ? [] : say` for ${holds}`}`;
  return line(say`${what}: ${titles[0]!}${reach}`, [line(when)]);
}

function changesOf(was: DeployedAlert, is: DeployedAlert): readonly Line[] {
  const labels = leafChanges(was.labels, is.labels).filter(({ path }) => path !== "alertname");
  return [
    ...labels
      .filter(({ path }) => !ABOUT_STACK.includes(path))
      .map((each) =>
        changedValue(
          each.path === "severity" ? prose("severity") : say`label ${each.path}`,
          each.from,
          each.to,
        ),
      ),
    ...(was.condition === is.condition
      ? []
      : [changedValue(prose("threshold"), was.condition, is.condition)]),
    ...(was.for === is.for ? [] : [line(say`for ${duration(was)} → ${duration(is)}`)]),
    ...(was.query === is.query ? [] : [changedValue(prose("query"), was.query, is.query)]),
    ...(was.isPaused === is.isPaused ? [] : [line(prose(is.isPaused ? "is paused" : "is no longer paused"))]),
    // Each engine has its own.
    ...(was.engine === is.engine ? leafChanges(was.rest, is.rest) : []).map((each) =>
      changedValue(say`${each.path}`, each.from, each.to),
    ),
  ];
}

/** Labels of the whole stack: a setting says that they changed. */
const ABOUT_STACK = ["cluster", "environment"];

const duration = ({ for: holds }: DeployedAlert) => (holds === "" ? "0s" : holds);

function saysOther(was: DeployedAlert, is: DeployedAlert): boolean {
  return leafChanges(was.texts, is.texts).length > 0;
}

function told(title: Text, changes: readonly Line[]): Line {
  const [only, ...more] = changes;
  if (more.length === 0) return line([...title, ": ", ...only!.text], only!.below);
  return line([...title, ":"], changes);
}

/** What follows from an SLO's objective is told with it; here only how many alerts follow, and those that do more. */
function ofSlos(lines: readonly Compared[]): readonly Line[] {
  const changed = lines.filter(({ alert, changes }) => alert.slo !== undefined && changes.length > 0);
  const follows = ({ alert, was }: Compared) =>
    alert.labels["severity"] === was.labels["severity"] &&
    alert.condition === was.condition &&
    alert.isPaused === was.isPaused &&
    alert.for === was.for &&
    alert.labels["team"] === was.labels["team"];
  const rest = changed.filter((each) => !follows(each));
  const quiet = [...Map.groupBy(changed.filter(follows), ({ alert }) => alert.slo!)];
  const count = quiet.reduce((sum, [, some]) => sum + some.length, 0);
  const slos = quiet.map(([slo]) => slo);
  return [
    ...(count > 0
      ? [
          line(
            say`${counted(count, "alert")} of ${prose(slos.length === 1 ? "SLO" : "SLOs")} ${listed(slos)} ${prose(count === 1 ? "follows" : "follow")} ${prose(slos.length === 1 ? "it" : "them")}`,
          ),
        ]
      : []),
    ...alike(rest),
  ];
}
