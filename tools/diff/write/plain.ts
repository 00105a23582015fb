import type { Line, Text } from "../text.ts";
import { type Document, namesOf, type StackGroup, type ToldSection } from "./document.ts";

/** How a line that nobody may overlook looks on a terminal; as it is elsewhere. */
type Paint = (text: string) => string;

/** Plain text for a terminal or a log. */
export function plain({ groups, remarks, title, warnings }: Document, paint: Paint = (text) => text): string {
  const lines = [
    `Lookout: ${inline(title)}`,
    "",
    ...warnings.flatMap((group) => [
      paint(`!! ${group.title}`),
      ...group.texts.map((each) => paint(`!!   ${inline(each)}`)),
      "",
    ]),
    ...remarks.flatMap((each) => [`${inline(each)}.`, ""]),
    ...groups.flatMap(groupLines),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function groupLines({ sections, stacks }: StackGroup): readonly string[] {
  const heading = inline(namesOf(stacks));
  return [heading, "=".repeat(heading.length), ...sections.flatMap(sectionLines), ""];
}

function sectionLines(section: ToldSection): readonly string[] {
  if ("as" in section) return [`${section.title}: as ${section.as}`];
  return [section.title, ...section.lines.flatMap((each) => indented(each, "  "))];
}

function indented({ below, text }: Line, indent: string): readonly string[] {
  return [`${indent}${inline(text)}`, ...below.flatMap((each) => indented(each, `${indent}  `))];
}

function inline(text: Text): string {
  return text
    .map((part) => (typeof part === "string" ? part : part.code === "" ? "(empty)" : part.code))
    .join("");
}
