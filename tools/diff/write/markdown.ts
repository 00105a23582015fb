import type { Line, Part, Text } from "../text.ts";
import { type Document, namesOf, type StackGroup, type ToldSection, type WarningGroup } from "./document.ts";
import { fitting, type Notes, type Piece } from "./fitting.ts";

/** By this line a workflow finds the comment that it wrote before. */
export const MARKER = "<!-- lookout diff -->";
/** Characters that a comment of GitHub may have. */
const LONGEST = 65_536;
/** Lines of a section that stands open. */
const OPEN = 14;

/** Markdown for a comment: cut, and said where, when it is longer than one may be. */
export function markdown(document: Document): string {
  const { groups, remarks, title, warnings } = document;
  const head = [MARKER, `### Lookout: ${inline(title)}`, "", ...warningBlock(warnings)];
  const notes = remarks.flatMap((each) => [`**${inline(each)}.**`, ""]);
  const first = [...head, ...notes];
  const room = LONGEST - first.reduce((sum, each) => sum + each.length + 1, 0);
  return `${[...first, ...fitting(groups.flatMap(groupPieces), room, CUT)].join("\n").trimEnd()}\n`;
}

const CUT: Notes = {
  within: (left) => `- **cut here: ${left} more lines**`,
  atEnd: (names) => [
    `**Cut, since a comment holds no more: ${names.slice(0, 12).join("; ")}${names.length > 12 ? "; and more" : ""}. \`npm run diff\` tells all.**`,
  ],
};

function warningBlock(warnings: readonly WarningGroup[]): readonly string[] {
  if (warnings.length === 0) return [];
  const lines = warnings.flatMap(({ texts, title }) => [
    `> **${title}**`,
    ...texts.map((each) => `> - ${inline(each)}`),
    ">",
  ]);
  return ["> [!CAUTION]", ...lines.slice(0, -1), ""];
}

function groupPieces({ sections, stacks }: StackGroup): readonly Piece[] {
  const name = inline(namesOf(stacks));
  const heading = `#### ${name}`;
  return sections.map((section, index) => {
    const piece = sectionPiece(section, name);
    return index === 0 ? { ...piece, open: [heading, "", ...piece.open] } : piece;
  });
}

function sectionPiece(section: ToldSection, stacks: string): Piece {
  const { title } = section;
  const name = `${stacks}: ${title}`;
  if ("as" in section)
    return { name, open: [], lines: [`**${title}**: as ${escaped(section.as)}`, ""], close: [] };
  const lines = section.lines.flatMap((each) => bullets(each, ""));
  if (lines.length <= OPEN) return { name, open: [`**${title}**`], lines, close: [""] };
  const summary = `<summary><b>${title}</b>: ${section.lines.length} changes</summary>`;
  return { name, open: ["<details>", summary, ""], lines, close: ["", "</details>", ""] };
}

function bullets({ below, text }: Line, indent: string): readonly string[] {
  return [`${indent}- ${inline(text)}`, ...below.flatMap((each) => bullets(each, `${indent}  `))];
}

export function inline(text: Text): string {
  return text.map(part).join("");
}

function part(each: Part): string {
  return typeof each === "string" ? escaped(each) : span(each.code);
}

/** Longer fences than any within: a backtick in a span needs two around it. */
function span(code: string): string {
  if (code === "") return "(empty)";
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
  if (longest === 0) return `\`${code}\``;
  const fence = "`".repeat(longest + 1);
  return `${fence} ${code} ${fence}`;
}

/** Prose may hold what people wrote: it formats nothing, and calls nobody by `@`. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>~|]/g, "\\$&").replaceAll("@", "@\u200b");
}
