import type { Render } from "../../render/render.ts";
import { alertsOf, type DeployedAlert } from "../facts/alerts.ts";
import { type ContactPoint, contactPointsOf, type Routing, routingOf, type Told } from "../facts/routes.ts";
import { byKey, paired } from "../facts/tree.ts";
import { counted, joined, listed, prose, say, type Text, type Value } from "../text.ts";

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
  const silent = (some: readonly Move[]) => some[0]!.kind !== "both" && reaches(some[0]!).length === 0;
  const told = groups.filter((some) => !silent(some));
  return {
    warnings: [...told.filter(([each]) => each!.isPage).map(text), ...destinations(from, to)],
    others: told.filter(([each]) => !each!.isPage).map(text),
  };
}

function tellings(render: Render): ReadonlyMap<string, Telling> {
  const route: Routing = routingOf(render);
  const all = [...alertsOf(render).values()].map((alert) => ({
    alert,
    severity: alert.labels["severity"] ?? "",
    told: route(alert.labels),
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

const reaches = ({ is, was }: Move) => (is ?? was)!.told;

function sentence(some: readonly Move[], points: ReadonlyMap<string, ContactPoint>): Text {
  const [first] = some;
  const { is, kind, was } = first!;
  const who = (telling: Telling | undefined) => people(telling?.told ?? [], points);
  const verb = (telling: Telling | undefined) => prose(telling?.severity === "page" ? "paged" : "told");
  const titles = listed(
    some.map(({ title }) => title),
    4,
  );
  const alerts = counted(some.length, "alert");
  const be = prose((is ?? was)!.told.length > 1 ? "are" : "is");
  if (kind === "new") return say`${who(is)} ${be} ${verb(is)} by ${alerts} that ${isNew(some)}: ${titles}`;
  if (kind === "gone")
    return say`${who(was)} ${be} no longer ${verb(was)} by ${alerts} that ${areGone(some)}: ${titles}`;
  const before = was!.told.length === 0 ? prose("nobody") : who(was);
  const after = is!.told.length === 0 ? prose("nobody") : who(is);
  const [now, then] = [verb(is), verb(was)];
  if (was!.told.length === 0)
    return say`${after} ${be} now ${now}, and nobody was before: ${alerts}, ${titles}`;
  if (is!.told.length === 0)
    return say`nobody is ${now} any more, ${before} ${prose(was!.told.length > 1 ? "were" : "was")} before: ${alerts}, ${titles}`;
  if (String(before) === String(after) || sameNames(was!, is!))
    return was!.severity === is!.severity
      ? say`${after} ${be} ${now} at other times${muted(is!)}: ${alerts}, ${titles}`
      : say`${after} ${be} now ${now}, where only ${then} before: ${alerts}, ${titles}`;
  return say`${after} ${be} now ${now} instead of ${before}: ${alerts}, ${titles}`;
}

const isNew = (some: readonly Move[]) => prose(some.length === 1 ? "is new" : "are new");
const areGone = (some: readonly Move[]) => prose(some.length === 1 ? "is gone" : "are gone");

function sameNames(was: Telling, is: Telling): boolean {
  const names = ({ told }: Telling) => told.map(({ to }) => to).join(" ");
  return names(was) === names(is);
}

function muted({ told }: Telling): Text {
  const timings = [...new Set(told.flatMap(({ mute }) => mute))];
  return timings.length === 0 ? prose(" (never muted)") : say` (not in ${listed(timings)})`;
}

function people(told: readonly Told[], points: ReadonlyMap<string, ContactPoint>): Text {
  const named = [...new Set(told.map(({ to }) => to))].map((to): Value => {
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
