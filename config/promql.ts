import { codeOf, LITERAL } from "./promql/literals.ts";
import { NAME_LABEL, readName, readSelector } from "./promql/selectors.ts";
import { BROKEN, parse, type Source, visit } from "./promql/source.ts";
import { checkSyntax } from "./promql/syntax.ts";
import { article, typeOf } from "./promql/types.ts";

/** Far beyond what people write; parentheses are followed by recursion. */
const LONGEST = 10_000;
const WINDOW = "[window]";
const LITERALS_AND_WINDOWS = new RegExp(`${LITERAL.source}|\\[window\\]`, "g");

/** A metric that an expression reads. */
export interface MetricUse {
  /** Undefined where the selector names no metric, or several by a pattern. */
  readonly name: string | undefined;
  /** Labels whose values the selector asks for, each once, in their order; without `__name__`. */
  readonly labels: readonly string[];
}

export interface PromqlOptions {
  /** Whether an expression may also yield a number, as `vector`'s argument or a threshold; no by default. */
  readonly scalars?: boolean;
  /** Whether an expression may also yield the samples of a range, as an instant query may; no by default. */
  readonly ranges?: boolean;
}

/**
 * Why a text is not PromQL that yields an instant vector, or undefined when it is. Lezer's grammar knows no types, so
 * those are checked here; promtool, which decides, is asked about the same expressions by the tests.
 *
 * @param text without `[window]`: put a length there first.
 * @returns what follows the path and the value: `is not PromQL: rate takes a range vector, ...`.
 */
export function checkPromql(
  text: string,
  { ranges = false, scalars = false }: PromqlOptions = {},
): string | undefined {
  if (text.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (codeOf(text).trim() === "" && !/["'`]/.test(text)) return "is empty: write PromQL";
  const tree = parse(text);
  const source: Source = { text, complaints: [] };
  checkSyntax(tree, source);
  // Types of what cannot be read would be guesses.
  const type = source.complaints.length > 0 ? undefined : typeOf(tree.children[0]!, source);
  const [first] = source.complaints;
  if (first !== undefined) return `is not PromQL: ${first}`;
  if (type === undefined || type === "instant vector" || (scalars && type === "scalar")) return undefined;
  if (ranges && type === "range vector") return undefined;
  const hint = type === "range vector" ? ": write a function around it, such as rate(errors_total[5m])" : "";
  return `is ${article(type)}, not an instant vector${hint}`;
}

/** The metrics that an expression reads, one entry a selector, in their order. It may hold `[window]`. */
export function metricsIn(text: string): readonly MetricUse[] {
  const found: MetricUse[] = [];
  const parsed = withWindow(text, "5m");
  visit(parse(parsed), (node) => {
    if (node.name !== "VectorSelector") return;
    const { name, matchers } = readSelector(node, parsed);
    const named = matchers.find(({ label, operator }) => label === NAME_LABEL && operator === "=");
    const labels = matchers.map(({ label }) => label).filter((label) => label !== NAME_LABEL);
    found.push({ name: name ?? named?.value, labels: [...new Set(labels)] });
  });
  return found;
}

/**
 * The labels by which an expression groups or joins, each once, in their order: those of by, without, on, ignoring,
 * group_left and group_right. It may hold `[window]`.
 */
export function labelsIn(text: string): readonly string[] {
  const found = new Set<string>();
  const parsed = withWindow(text, "5m");
  visit(parse(parsed), ({ name, children }) => {
    if (name !== "GroupingLabels") return;
    for (const label of children) if (label.name !== BROKEN) found.add(readName(label, parsed));
  });
  return [...found];
}

/** Whether an expression leaves a range's length to us, as `rate(errors_total[window])`. */
export function hasWindow(text: string): boolean {
  return codeOf(text).includes(WINDOW);
}

/** The text with this length (`5m`) for each `[window]`; what strings and comments hold stays. */
export function withWindow(text: string, window: string): string {
  return text.replace(LITERALS_AND_WINDOWS, (found) => (found === WINDOW ? `[${window}]` : found));
}
