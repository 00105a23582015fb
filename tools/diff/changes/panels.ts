import type { Panel } from "../facts/dashboards.ts";
import { listOf, paired, type Tree } from "../facts/tree.ts";
import { leafChanges } from "../leaves.ts";
import { changedValue, counted, type Line, line, listed, prose, say } from "../text.ts";

/** Panels of a dashboard: new, gone, moved, retitled, and what they ask and show. */
export function panelChanges(from: readonly Panel[], to: readonly Panel[]): readonly Line[] {
  const pairs = pairsOf(from, to);
  const added = to.filter((each) => !pairs.some(([, is]) => is === each));
  const removed = from.filter((each) => !pairs.some(([was]) => was === each));
  const moved = pairs.filter(([was, is]) => placeOf(was) !== placeOf(is)).map(([, is]) => is);
  return [
    ...added.map((each) => line(say`new panel ${each.title} (${prose(each.type)})`, queriesOf(each))),
    ...removed.map((each) => line(say`panel ${each.title} is gone (${prose(each.type)})`)),
    ...changedPanels(pairs),
    ...(moved.length > 0
      ? [
          line(
            say`${counted(moved.length, "panel")} moved: ${listed(
              moved.map(({ title }) => title),
              4,
            )}`,
          ),
        ]
      : []),
  ];
}

/** By id, if it is still the same panel in any sense; then by title, for ids that were given out anew. */
function pairsOf(from: readonly Panel[], to: readonly Panel[]): readonly (readonly [Panel, Panel])[] {
  const pairs: (readonly [Panel, Panel])[] = [];
  const rules: readonly ((was: Panel, is: Panel) => boolean)[] = [
    (was, is) => was.id === is.id && was.title === is.title,
    (was, is) => was.title === is.title && was.row === is.row && was.type === is.type,
    (was, is) => was.id === is.id && was.type === is.type,
  ];
  for (const isSame of rules) {
    for (const is of to) {
      if (pairs.some(([, taken]) => taken === is)) continue;
      const was = from.find((each) => isSame(each, is) && !pairs.some(([taken]) => taken === each));
      if (was !== undefined) pairs.push([was, is]);
    }
  }
  return pairs.toSorted(([, a], [, b]) => to.indexOf(a) - to.indexOf(b));
}

function placeOf({ json: { gridPos = {} }, row }: Panel): string {
  const { h, w, x, y } = gridPos;
  return [row, x, y, w, h].join(" ");
}

/** Where panels change in the same way, as by a link that all of them get, they are told together. */
function changedPanels(pairs: readonly (readonly [Panel, Panel])[]): readonly Line[] {
  const changed = pairs.map(([was, is]) => ({ title: is.title, lines: changesOf(was, is) }));
  const alike = Map.groupBy(
    changed.filter(({ lines }) => lines.length > 0),
    ({ lines }) => JSON.stringify(lines),
  );
  return [...alike.values()].map((some) => {
    const titles = listed(
      some.map(({ title }) => title),
      4,
    );
    const [only, ...more] = some[0]!.lines;
    const what = say`${prose(some.length === 1 ? "panel" : "panels")} ${titles}:`;
    return more.length > 0 ? line(what, some[0]!.lines) : line([...what, " ", ...only!.text], only!.below);
  });
}

function changesOf(was: Panel, is: Panel): readonly Line[] {
  return [
    ...(was.title === is.title ? [] : [changedValue(prose("title"), was.title, is.title)]),
    ...(was.type === is.type ? [] : [changedValue(prose("kind"), was.type, is.type)]),
    ...queryChanges(was, is),
    ...fieldChanges(was.json, is.json),
  ];
}

/** Fields by which a query's text is known, of the datasources that there are. */
const QUERY = ["expr", "query", "rawSql", "expression", "rawQuery"];

function textOf(target: Tree): string {
  const field = QUERY.find((each) => typeof target?.[each] === "string");
  return field === undefined ? "" : target[field];
}

const targetsOf = ({ json }: Panel): ReadonlyMap<string, Tree> =>
  new Map(listOf(json.targets).map((each, index) => [String(each.refId ?? index), each]));

function queriesOf(panel: Panel): readonly Line[] {
  return [...targetsOf(panel).values()]
    .filter((each) => textOf(each) !== "")
    .map((each) => line(say`${textOf(each)}`));
}

function queryChanges(was: Panel, is: Panel): readonly Line[] {
  const { added, both, removed } = paired(targetsOf(was), targetsOf(is));
  const name = ({ refId }: Tree) => (targetsOf(is).size > 1 ? say`query ${refId ?? ""}` : prose("query"));
  return [
    ...added.map((each) => line(say`new ${name(each)}: ${textOf(each)}`)),
    ...removed.map((each) => line(say`${name(each)} is gone: ${textOf(each)}`)),
    ...both.flatMap(([before, after]) => {
      if (textOf(before) !== textOf(after)) return [changedValue(name(after), textOf(before), textOf(after))];
      const paths = leafChanges(before, after).map(({ path }) => path);
      return paths.length === 0 ? [] : [line(say`${name(after)} is asked otherwise: ${listed(paths, 3)}`)];
    }),
  ];
}

function fieldChanges(was: Tree, is: Tree): readonly Line[] {
  const defaults = (json: Tree) => json.fieldConfig?.defaults ?? {};
  const [before, after] = [defaults(was), defaults(is)];
  const [steps, newSteps] = [stepsOf(before), stepsOf(after)];
  const rest = leafChanges(others(was), others(is)).map(({ path }) => shortened(path));
  return [
    ...(before.unit === after.unit ? [] : [changedValue(prose("unit"), before.unit, after.unit)]),
    ...(steps === newSteps ? [] : [changedValue(prose("thresholds"), steps, newSteps)]),
    ...(rest.length > 0 ? [line(say`also changed: ${listed([...new Set(rest)], 3)}`)] : []),
  ];
}

/** `#009E73, from 0.8 #D55E00`. */
function stepsOf({ thresholds }: Tree): string | undefined {
  if (thresholds === undefined) return undefined;
  const steps = listOf(thresholds.steps).map(({ color, value }) =>
    value === null || value === undefined ? String(color) : `from ${value} ${color}`,
  );
  return `${steps.join(", ")}${thresholds.mode === "percentage" ? " (percent)" : ""}`;
}

function others({ fieldConfig = {}, ...json }: Tree): unknown {
  const { thresholds: _, unit: __, ...defaults } = fieldConfig.defaults ?? {};
  const { gridPos: ___, id: ____, targets: _____, title: ______, type: _______, ...rest } = json;
  return { ...rest, fieldConfig: { ...fieldConfig, defaults } };
}

/** A field and not all that is in it. */
function shortened(path: string): string {
  return path
    .replace("fieldConfig.defaults.", "")
    .replace(/^fieldConfig\.overrides\b.*/, "overrides")
    .replace(/\[.*$/, "");
}
