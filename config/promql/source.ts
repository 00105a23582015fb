import { parser } from "@prometheus-io/lezer-promql";

/** A node of lezer's tree, as plain data: its cursor is slower to ask twice. Comments are left out. */
export interface Node {
  /** As lezer's grammar names it: `BinaryExpr`, `VectorSelector`; `⚠` for what it could not place. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly children: readonly Node[];
}

/** What lezer calls a part that is no PromQL. */
export const BROKEN = "⚠";

/** A text under examination. */
export interface Source {
  readonly text: string;
  /** What is wrong with it, in the order in which it was found. */
  readonly complaints: string[];
}

/**
 * Parses any text; what is no PromQL becomes nodes of kind BROKEN.
 * Source: https://github.com/prometheus/prometheus/blob/v3.14.0/web/ui/module/lezer-promql/src/promql.grammar
 */
export function parse(text: string): Node {
  const siblings: Node[][] = [[]];
  parser.parse(text).iterate({
    enter: () => void siblings.push([]),
    leave: ({ name, from, to }) => {
      const children = siblings.pop()!;
      if (name !== "LineComment") siblings.at(-1)!.push({ name, from, to, children });
    },
  });
  return siblings[0]![0]!;
}

/** Calls back for a node and all below it, outer before inner, first before last. */
export function visit(node: Node, enter: (node: Node) => void): void {
  enter(node);
  for (const child of node.children) visit(child, enter);
}

export function child(node: Node, name: string): Node | undefined {
  return node.children.find((each) => each.name === name);
}

const LONGEST = 40;

/** Part of the text as a message shows it: on one line, short. */
export function piece({ text }: Source, from: number, to: number): string {
  const line = text.slice(from, to).replaceAll(/\s+/g, " ").trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 3)}...`;
}

/** Says what is wrong with a part of the text. */
export function complain(source: Source, { from, to }: { from: number; to: number }, what: string): void {
  source.complaints.push(`${piece(source, from, to)}: ${what}`);
}
