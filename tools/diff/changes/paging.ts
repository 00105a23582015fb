import type { Render } from "../../render/render.ts";
import { alertsOf, type DeployedAlert } from "../facts/alerts.ts";
import { type ContactPoint, contactPointsOf, type Routing, routingOf, type Told } from "../facts/routes.ts";
import { byKey, paired } from "../facts/tree.ts";
import { counted, joined, listed, prose, say, type Text, type Value } from "../text.ts";
import { muteTimingChanges } from "./mute-timings.ts";

/** Whom an alert reaches in one revision. */
interface Telling {
  readonly alert: DeployedAlert;
  readonly severity: string;
  readonly told: readonly Told[];
}

/** Whom alerts reach that reached others before, as a person would say it. */
export interface PagingChanges {
  /** About pages. */
  readonly warnings: readonly Text[];
  /** About everything else. */
  readonly others: readonly Text[];
}

export function pagingChanges(from: Render, to: Render): PagingChanges {
  const points = new Map([...contactPointsOf(from), ...contactPointsOf(to)]);
  const { added, both, removed } = paired(tellings(from), tellings(to));
  const moves = [
    ...both.map(([was, is]) => move(was, is)),
    ...added.map((is) => move(undefined, is)),
    ...removed.map((was) => move(was, undefined)),
  ].filter((each) => each.before !== each.after);
  const groups = [
    ...Map.groupBy(moves, ({ after, before, isPage, kind }) =>
      [kind, isPage, before, after].join("\n"),
    ).values(),
  ];
  const text = (some: readonly Move[]) => sentence(some, points);
  // Nothing is new to people who were not there and are not.
  const silent = ([each]: readonly Move[]) =>
    [each!.was, each!.is].every((telling) => (telling?.told ?? []).length === 0);
  const told = groups.filter((some) => !silent(some));
  const timings = muteTimingChanges(from, to);
  return {
    warnings: [
      ...told.filter(([each]) => each!.isPage).map(text),
      ...timings.pages,
      ...destinations(from, to),
    ],
    // Whom those that are new or gone reach is told with them.
    others: [...told.filter(([each]) => !each!.isPage && each!.kind === "both").map(text), ...timings.others],
  };
}

function tellings(render: Render): ReadonlyMap<string, Telling> {
  const route: Routing = routingOf(render);
  const all = [...alertsOf(render).values()].map((alert) => ({
    alert,
    severity: alert.labels["severity"] ?? "",
    told: alert.isPaused ? [] : route(alert.labels),
  }));
  return byKey(all, ({ alert }) => alert.title);
}

/** An alert that reaches others than before. */
interface Move {
  readonly kind: "both" | "new" | "gone";
  readonly title: string;
  readonly isPage: boolean;
  readonly severity: string;
  readonly before: string;
  readonly after: string;
  readonly was: Telling | undefined;
  readonly is: Telling | undefined;
}

function move(was: Telling | undefined, is: Telling | undefined): Move {
  const either = (is ?? was)!;
  return {
    kind: was === undefined ? "new" : is === undefined ? "gone" : "both",
    title: either.alert.title,
    isPage: [was, is].some((each) => each?.severity === "page"),
    severity: either.severity,
    before: key(was),
    after: key(is),
    was,
    is,
  };
}

/** A page to somebody is another thing than a ticket to the same. */
function key(telling: Telling | undefined): string {
  if (telling === undefined) return "";
  const told = telling.told.map(({ mute, to }) => [to, ...mute].join(" but in "));
  return `${telling.severity === "page" ? "page" : "told"}: ${told.join(", ")}`;
}

function sentence(some: readonly Move[], points: ReadonlyMap<string, ContactPoint>): Text {
  const [{ is, was }] = some as [Move];
  const titles = listed(
    some.map(({ title }) => title),
    4,
  );
  const alerts = counted(some.length, "alert");
  const who = (telling: Telling, without?: Telling) => people(namesOf(telling, without), points);
  const verb = prose(isPage(is ?? was!) ? "paged" : "told");
  if (is === undefined)
    return say`${who(was!)} ${be(was!)} no longer ${verb} by ${alerts} ${prose(some.length === 1 ? "that is" : "that are")} gone: ${titles}`;
  if (was === undefined)
    return say`${who(is)} ${be(is)} ${verb} by ${prose(`${some.length} new`)} ${prose(some.length === 1 ? "alert" : "alerts")}: ${titles}`;
  const tell = prose(some.length === 1 ? "tells" : "tell");
  if (was.told.length === 0)
    return say`${who(is)} ${be(is)} now ${verb} by ${alerts} that told nobody before: ${titles}`;
  if (is.told.length === 0)
    return say`nobody is ${verb} any more by ${alerts}; until now ${who(was)} ${prose(past(was))}: ${titles}`;
  if (isPage(is) && !isPage(was))
    return say`${who(is)} ${be(is)} now paged by ${alerts} that only told ${who(was)} before: ${titles}`;
  if (isPage(was) && !isPage(is))
    return say`${who(was)} ${be(was)} no longer paged by ${alerts}; now ${prose(some.length === 1 ? "it" : "they")} only ${tell} ${who(is)}: ${titles}`;
  return among(was, is, who, say`${verb} by ${alerts}`, titles);
}

/** Of the same alerts, as pages or not, others than before. */
function among(
  was: Telling,
  is: Telling,
  who: (telling: Telling, without?: Telling) => Text,
  by: Text,
  titles: Text,
): Text {
  const [more, less] = [namesOf(is, was), namesOf(was, is)];
  if (more.length > 0 && less.length > 0)
    return say`${who(is, was)} ${be(more)} now ${by}, and ${who(was, is)} no longer: ${titles}`;
  if (more.length > 0) return say`${who(is, was)} ${be(more)} now ${by}, beside ${who(was)}: ${titles}`;
  if (less.length > 0)
    return say`${who(was, is)} ${be(less)} no longer ${by}, and ${who(is)} still: ${titles}`;
  return say`${who(is)} ${be(is)} ${by} at other times${muted(is)}: ${titles}`;
}

const isPage = ({ severity }: Telling) => severity === "page";

/** Names of those who are told, but for those whom another telling reaches too. */
function namesOf({ told }: Telling, without?: Telling): readonly string[] {
  const others = without?.told.map(({ to }) => to) ?? [];
  return [...new Set(told.map(({ to }) => to))].filter((each) => !others.includes(each));
}

function be(of: Telling | readonly string[]): Text {
  const count = "told" in of ? namesOf(of).length : of.length;
  return prose(count > 1 ? "are" : "is");
}

const past = (telling: Telling) => (namesOf(telling).length > 1 ? "were" : "was");

function muted({ told }: Telling): Text {
  const timings = [...new Set(told.flatMap(({ mute }) => mute))];
  return timings.length === 0 ? prose(" (never muted)") : say` (muted in ${listed(timings)})`;
}

function people(names: readonly string[], points: ReadonlyMap<string, ContactPoint>): Text {
  const named = names.map((to): Value => {
    const kind = points.get(to)?.kind;
    return kind === undefined ? to : say`${to} (${prose(kind)})`;
  });
  return named.length === 0 ? prose("nobody") : listed(named);
}

/** The same contact point, and other people behind it. */
function destinations(from: Render, to: Render): readonly Text[] {
  const { both } = paired(contactPointsOf(from), contactPointsOf(to));
  return both.flatMap(([was, is]) => [
    ...(was.kind === is.kind ? [] : [say`contact point ${is.name}: ${prose(was.kind)} → ${prose(is.kind)}`]),
    ...(was.destination === is.destination
      ? []
      : [
          joined(
            [say`contact point ${is.name}:`, say`${was.destination}`, prose("→"), say`${is.destination}`],
            " ",
          ),
        ]),
  ]);
}
