import { errorBudget } from "../../../model/burn-rate.ts";
import type { Render } from "../../render/render.ts";
import { byKey, listOf, paired, type Tree } from "../facts/tree.ts";
import { leafChanges } from "../leaves.ts";
import { changedValue, type Line, line, listed, prose, say, type Text } from "../text.ts";

/** Minutes of 30 days. */
const MONTH = 30 * 24 * 60;

/** SLOs new, gone and changed, with what that does to the minutes a month in which a service may fail. */
export function sloChanges(from: Render, to: Render): readonly Line[] {
  const { added, both, removed } = paired(slosOf(from), slosOf(to));
  return [
    ...added.map((slo) => line(say`new: ${summary(slo)}`, indicator(slo))),
    ...removed.map((slo) => line(say`gone: ${summary(slo)}`)),
    ...alike(both.map(([was, is]) => ({ name: String(is.name), lines: changesOf(was, is) }))),
  ];
}

const slosOf = ({ settings }: Render) => byKey(listOf(settings["slos"]), ({ name }: Tree) => String(name));

function summary(slo: Tree): Text {
  const about = slo.description === undefined ? [] : say` (${prose(String(slo.description))})`;
  return say`${slo.name} of ${slo.service}${about}: ${`${slo.objective}%`} over ${windowOf(slo)}, which is ${minutes(slo)} a month`;
}

const windowOf = ({ window }: Tree) => String(window?.text ?? window ?? "");

function budget({ objective }: Tree): string {
  const amount = MONTH * errorBudget(Number(objective));
  return String(Number(amount.toFixed(amount < 10 ? 2 : 1)));
}

const minutes = (slo: Tree) => prose(`${budget(slo)} minutes`);

function indicator(slo: Tree): readonly Line[] {
  return leafChanges({}, slo.indicator).map(({ path, to }) => line(say`${prose(path)}: ${to ?? ""}`));
}

interface Changed {
  readonly name: string;
  readonly lines: readonly Line[];
}

/** Those that change in the same way together. */
function alike(slos: readonly Changed[]): readonly Line[] {
  const changed = slos.filter(({ lines }) => lines.length > 0);
  return [...Map.groupBy(changed, ({ lines }) => JSON.stringify(lines)).values()].map((some) => {
    const names = listed(some.map(({ name }) => name));
    const [only, ...more] = some[0]!.lines;
    if (more.length === 0) return line([...say`${names}: `, ...only!.text], only!.below);
    return line(say`${names}:`, some[0]!.lines);
  });
}

function changesOf(was: Tree, is: Tree): readonly Line[] {
  return leafChanges(was, is)
    .filter(({ path }) => path !== "name")
    .map(({ from, path, to }) => {
      if (path === "objective") return objective(was, is);
      return changedValue(prose(path.replace(/^indicator\.kind$/, "indicator")), from, to);
    });
}

function objective(was: Tree, is: Tree): Line {
  const stricter = Number(is.objective) > Number(was.objective);
  return line(
    say`objective ${`${was.objective}%`} → ${`${is.objective}%`}: the budget of a month ${prose(stricter ? "shrinks" : "grows")} from ${prose(budget(was))} to ${minutes(is)}`,
  );
}
