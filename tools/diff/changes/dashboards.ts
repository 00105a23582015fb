import type { Render } from "../../render/render.ts";
import { type Dashboard, dashboardsOf } from "../facts/dashboards.ts";
import { listOf, paired, type Tree } from "../facts/tree.ts";
import { leafChanges } from "../leaves.ts";
import { changedValue, counted, type Line, line, listed, prose, say, type Text } from "../text.ts";
import { panelChanges } from "./panels.ts";

/** Dashboards new, gone and changed. Two that change alike, as one and its public copy, are told together. */
export function dashboardChanges(from: Render, to: Render): readonly Line[] {
  const { added, both, removed } = paired(dashboardsOf(from), dashboardsOf(to));
  const changed = both
    .map(([was, is]) => ({ dashboard: is, lines: changesOf(was, is) }))
    .filter(({ lines }) => lines.length > 0);
  const alike = Map.groupBy(changed, ({ lines }) => JSON.stringify(lines));
  return [
    ...added.map((each) => line(say`new: ${about(each)}`)),
    ...removed.map((each) => line(say`gone: ${about(each)}`)),
    ...[...alike.values()].map((some) => {
      const titles = listed(some.map(({ dashboard }) => dashboard.title));
      return line(say`${titles}:`, some[0]!.lines);
    }),
  ];
}

function about({ folder, panels, title }: Dashboard): Text {
  return say`${title} in folder ${folder}, ${counted(panels.length, "panel")}`;
}

function changesOf(was: Dashboard, is: Dashboard): readonly Line[] {
  return [
    ...(was.title === is.title ? [] : [changedValue(prose("title"), was.title, is.title)]),
    ...(was.folder === is.folder ? [] : [changedValue(prose("folder"), was.folder, is.folder)]),
    ...panelChanges(was.panels, is.panels),
    ...variableChanges(was.json, is.json),
    ...otherChanges(was.json, is.json),
  ];
}

function variableChanges(was: Tree, is: Tree): readonly Line[] {
  const variables = ({ templating }: Tree) =>
    new Map(listOf(templating?.list).map((each) => [String(each.name), each] as const));
  const { added, both, removed } = paired<Tree>(variables(was), variables(is));
  const names = (some: readonly Tree[]) => listed(some.map(({ name }) => String(name)));
  return [
    ...(added.length > 0 ? [line(say`new variable ${names(added)}`)] : []),
    ...(removed.length > 0 ? [line(say`variable ${names(removed)} is gone`)] : []),
    ...both.flatMap(([before, after]) => {
      const changes = leafChanges(before, after);
      const query = changes.find(({ path }) => path === "query.query" || path === "query");
      if (query !== undefined) return [changedValue(say`variable ${after.name}`, query.from, query.to)];
      const paths = changes.map(({ path }) => path);
      return paths.length === 0 ? [] : [line(say`variable ${after.name} changed: ${listed(paths, 3)}`)];
    }),
  ];
}

/** Told above, or counted by Grafana itself. */
const ELSEWHERE = ["title", "templating", "version", "id", "uid"];

function otherChanges(was: Tree, is: Tree): readonly Line[] {
  const rest = (json: Tree) =>
    Object.fromEntries(Object.entries(json).filter(([key]) => !ELSEWHERE.includes(key)));
  const fields = leafChanges(rest(was), rest(is)).map(({ path }) => /^\w+/.exec(path)?.[0] ?? path);
  return fields.length === 0 ? [] : [line(say`also changed: ${listed([...new Set(fields)], 4)}`)];
}
