import { unquote } from "./literals.ts";
import { type Pattern, readPattern } from "./pattern.ts";
import { child, complain, type Node, type Source } from "./source.ts";

/** Prometheus keeps a metric's name as a label. */
export const NAME_LABEL = "__name__";

export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

export interface Selector {
  /** The name before the braces. */
  readonly name: string | undefined;
  /** All in the braces; a quoted name there is a matcher of `__name__`. */
  readonly matchers: readonly Matcher[];
}

/** Reads a node of kind VectorSelector: `up{job="api"}`, `{"http.requests", job="api"}`. */
export function readSelector(node: Node, text: string): Selector {
  const identifier = child(node, "Identifier");
  const braces = child(node, "LabelMatchers");
  return {
    name: identifier === undefined ? undefined : text.slice(identifier.from, identifier.to),
    matchers: braces === undefined ? [] : braces.children.flatMap((child) => readMatcher(child, text)),
  };
}

function readMatcher(node: Node, text: string): readonly Matcher[] {
  if (node.name === "QuotedLabelName") {
    return [{ label: NAME_LABEL, operator: "=", value: readName(node, text) }];
  }
  const [label, operator, value] = node.children;
  if (label === undefined || operator === undefined || value === undefined) return [];
  return [
    {
      label: readName(label, text),
      operator: text.slice(operator.from, operator.to),
      value: readName(value, text),
    },
  ];
}

/** A label's or metric's name or a matcher's value, quoted or not. */
export function readName(node: Node, text: string): string {
  const written = text.slice(node.from, node.to);
  return /^["'`]/.test(written) ? (unquote(written) ?? written) : written;
}

/** Complains of patterns that RE2 cannot read, of two names, and of a selector that would select every series. */
export function checkSelector(node: Node, source: Source): void {
  const { name, matchers } = readSelector(node, source.text);
  // Lezer knows this one word only where an operator may stand.
  if (name?.toLowerCase() === "atan2") complain(source, node, "is an operator, not a metric");
  const empty = matchers.map((matcher) => matchesEmpty(matcher, node, source));
  if (name === undefined) {
    if (empty.every(Boolean)) {
      complain(
        source,
        node,
        "could select every series: name a metric, or a label's value that is not empty",
      );
    }
  } else if (matchers.some(({ label }) => label === NAME_LABEL)) {
    complain(source, node, "names the metric twice");
  }
}

function matchesEmpty({ label, operator, value }: Matcher, node: Node, source: Source): boolean {
  if (!operator.endsWith("~")) return (value === "") === (operator === "=");
  const pattern = patternOf(value);
  if (typeof pattern !== "string") return pattern.matchesEmpty === (operator === "=~");
  complain(source, node, `the pattern of ${label} cannot be read: ${pattern}`);
  return false;
}

function patternOf(text: string): Pattern | string {
  try {
    return readPattern(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}
