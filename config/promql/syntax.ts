import { numberOf } from "./durations.ts";
import { AGGREGATIONS, EXPERIMENTAL, FUNCTIONS } from "./functions.ts";
import { codeOf, unquote } from "./literals.ts";
import { BROKEN, complain, type Node, piece, type Source, visit } from "./source.ts";
import { unknownFunction } from "./types.ts";

/** Names that a parenthesis may follow though they are no functions. */
const KEYWORDS =
  "and atan2 bool by fill fill_left fill_right group_left group_right ignoring on or unless without".split(
    " ",
  );
/** What Prometheus reads outside of strings and comments. */
const STRAY = /[^\t\n\r\x20-\x7e]/u;

/**
 * Complains of what is no PromQL by its letter: all that lezer could not place, and what its grammar lets pass in
 * strings, numbers and blanks.
 */
export function checkSyntax(tree: Node, source: Source): void {
  const { text } = source;
  const numbers: Node[] = [];
  const labels: Node[] = [];
  let broken: Node | undefined;
  visit(tree, (node) => {
    if (node.name === BROKEN) broken ??= node;
    else if (node.name === "StringLiteral") checkString(node, source);
    else if (node.name === "GroupingLabels") labels.push(...node.children);
    else if (node.name.startsWith("NumberDurationLiteral")) numbers.push(node);
  });
  if (broken !== undefined)
    source.complaints.push(unknownCall(text, broken.from) ?? unexpected(source, broken.from));
  const stray = STRAY.test(text) ? STRAY.exec(codeOf(text))?.[0] : undefined;
  if (stray !== undefined) {
    const code = stray.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    source.complaints.push(`character U+${code} outside of quotes`);
  }
  for (const node of numbers) checkNumber(node, source);
  for (const node of labels) checkLabel(node, source);
}

function checkString(node: Node, source: Source): void {
  const written = source.text.slice(node.from, node.to);
  if (unquote(written) !== undefined) return;
  const closed = /^(["'])(?:[^\\]|\\.)*\1$/s.test(written);
  complain(source, node, closed ? "for a backslash write \\\\" : "the string is not closed");
}

function checkNumber({ from, to }: Node, source: Source): void {
  const { text } = source;
  if (numberOf(text.slice(from, to)) === undefined) complain(source, { from, to }, "is out of range");
  if (/[\w.]/.test(text[to] ?? "")) complain(source, { from, to: to + 1 }, "write a blank after a number");
}

/** Three words are no labels in by, on and the like unless they are quoted. */
function checkLabel(node: Node, source: Source): void {
  const written = source.text.slice(node.from, node.to);
  if (/^(?:inf|nan|without)$/i.test(written)) complain(source, node, "put this label in quotes");
  if (unquote(written) === "") complain(source, node, "a label has a name");
}

/** Lezer takes an unknown function for a metric and stumbles over the parenthesis. */
function unknownCall(text: string, at: number): string | undefined {
  const calls = codeOf(text).matchAll(/(?<![\w:])([A-Za-z_]\w*)\s*\(/g);
  const name = [...calls].find(({ 0: call, index }) => index < at && at <= index + call.length)?.[1];
  if (name === undefined || FUNCTIONS.has(name) || isWord(name.toLowerCase())) return undefined;
  return unknownFunction(name);
}

/** Lezer knows most of the experimental functions, and some of them have their place beside `@` and in ranges. */
const isWord = (name: string) =>
  KEYWORDS.includes(name) || AGGREGATIONS.has(name) || (EXPERIMENTAL.has(name) && !/^m.._of$/.test(name));

function unexpected(source: Source, at: number): string {
  const { text } = source;
  const rest = text.slice(at).trimStart();
  const start = Math.max(0, at - 20);
  const before = piece(source, start, at);
  const after = before === "" ? "" : ` after ${start > 0 ? "..." : ""}${before}`;
  if (rest === "") return `ends too early${after}`;
  const word = /^(?:[\w:]+|"[^"]*"?|'[^']*'?|.)/u.exec(rest)?.[0] ?? "";
  return `unexpected ${word}${after}`;
}
