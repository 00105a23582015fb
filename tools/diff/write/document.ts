import type { Risk, Section, StackChanges } from "../changes.ts";
import { RISKS } from "../changes.ts";
import { type Line, listed, prose, say, type Text } from "../text.ts";

/** What is told, in the order in which it is told, whatever it is written as. */
export interface Document {
  /** The two sides. */
  readonly title: Text;
  readonly warnings: readonly WarningGroup[];
  /** Stacks of which there is nothing more to tell. */
  readonly remarks: readonly Text[];
  readonly groups: readonly StackGroup[];
}

export interface WarningGroup {
  readonly title: string;
  /** Each once, with the stacks that it is about. */
  readonly texts: readonly Text[];
}

/** Stacks that change alike. */
export interface StackGroup {
  readonly stacks: readonly string[];
  readonly sections: readonly ToldSection[];
}

/** A section, or a word that it is another stack's. */
export type ToldSection = Section | { readonly title: string; readonly as: string };

/** `staging and prod alike`. */
export function namesOf(stacks: readonly string[]): Text {
  return say`${listed(stacks.map(prose), stacks.length)}${prose(stacks.length > 1 ? " alike" : "")}`;
}

const TITLES: Readonly<Record<Risk, string>> = {
  data: "Data",
  outside: "What can be reached",
  permission: "Who may do what",
  pager: "Who is paged",
};

/** Of each kind of warning; what is beyond is told as a number. */
const MOST_WARNINGS = 12;

/** @param sides names of the two revisions. */
export function toDocument(
  sides: { readonly from: Text; readonly to: Text },
  stacks: readonly StackChanges[],
): Document {
  return {
    title: say`${sides.from} → ${sides.to}`,
    warnings: RISKS.flatMap((risk) => warningsOf(risk, stacks)),
    remarks: remarksOn(stacks),
    groups: groupsOf(stacks.filter(({ kind, sections }) => kind === "changed" && sections.length > 0)),
  };
}

function warningsOf(risk: Risk, stacks: readonly StackChanges[]): readonly WarningGroup[] {
  const all = stacks.flatMap(({ stack, warnings }) =>
    warnings.filter((each) => each.risk === risk).map(({ text }) => ({ stack, text })),
  );
  const once = [...Map.groupBy(all, ({ text }) => JSON.stringify(text)).values()];
  const texts = once.map(
    (some) => say`${prose(some.map(({ stack }) => stack).join(", "))}: ${some[0]!.text}`,
  );
  const shown = texts.length > MOST_WARNINGS + 1 ? texts.slice(0, MOST_WARNINGS) : texts;
  const rest = texts.length - shown.length;
  const more = rest > 0 ? [prose(`and ${rest} more of this kind`)] : [];
  return texts.length === 0 ? [] : [{ title: TITLES[risk], texts: [...shown, ...more] }];
}

function remarksOn(stacks: readonly StackChanges[]): readonly Text[] {
  const named = (kind: StackChanges["kind"]) =>
    stacks.filter((each) => each.kind === kind).map(({ stack }) => prose(stack));
  const [same, added, gone] = [named("same"), named("new"), named("gone")];
  return [
    ...(same.length > 0 ? [say`${listed(same, stacks.length)}: no change`] : []),
    ...(added.length > 0
      ? [say`new: ${listed(added, stacks.length)}. There is nothing to compare with`]
      : []),
    ...(gone.length > 0
      ? [
          say`no longer there: ${listed(gone, stacks.length)}. What was deployed stays until ${"pulumi destroy"}`,
        ]
      : []),
  ];
}

function groupsOf(stacks: readonly StackChanges[]): readonly StackGroup[] {
  const alike = [...Map.groupBy(stacks, ({ sections }) => JSON.stringify(sections)).values()];
  const told: StackChanges[] = [];
  return alike.map((some) => {
    const [first] = some;
    const sections = first!.sections.map((each) => shortened(each, told));
    told.push(first!);
    return { stacks: some.map(({ stack }) => stack), sections };
  });
}

/** Fewer lines than these, with those below them, are told again. */
const FEW = 2;

/** Not again what was told of a stack before: of that which has most in common. */
function shortened(section: Section, told: readonly StackChanges[]): ToldSection {
  const [best] = told
    .flatMap(({ sections, stack }) =>
      sections
        .filter(({ title }) => title === section.title)
        .map(({ lines }) => inCommon(stack, lines, section)),
    )
    .toSorted((a, b) => b.common.length - a.common.length);
  if (best === undefined || best.common.length === 0) return section;
  const { common, isAll, stack } = best;
  const own = section.lines.filter((each) => !common.includes(each));
  if (own.length > 0 && height(common) < FEW) return section;
  if (isAll && own.length === 0) return { title: section.title, as: stack };
  const names = isAll ? prose("all of it") : listed(common.map(nameOf), 20);
  return { title: section.title, lines: [{ text: say`as in ${prose(stack)}: ${names}`, below: [] }, ...own] };
}

function inCommon(stack: string, theirs: readonly Line[], { lines }: Section) {
  const told = new Set(theirs.map((each) => JSON.stringify(each)));
  const common = lines.filter((each) => told.has(JSON.stringify(each)));
  return { stack, common, isAll: common.length === theirs.length };
}

const height = (lines: readonly Line[]): number =>
  lines.reduce((sum, { below }) => sum + 1 + height(below), 0);

/** What a line is about: the first name in it. */
function nameOf({ text }: Line): Text {
  const first = text.findIndex((each) => typeof each === "object");
  return first < 0 ? text : text.slice(0, first + 1);
}
