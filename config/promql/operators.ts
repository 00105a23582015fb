import type { ValueType } from "./functions.ts";
import { readName } from "./selectors.ts";
import { child, complain, type Node, type Source } from "./source.ts";

const COMPARISONS = ["Eql", "Neq", "Gtr", "Lss", "Gte", "Lte"];
const SET_OPERATORS = ["And", "Or", "Unless"];

/** What an operator between two operands yields; complains of what Prometheus does not let it join. */
export function checkBinary(node: Node, left: ValueType, right: ValueType, source: Source): ValueType {
  const operator = node.children[1]!;
  const written = source.text.slice(operator.from, operator.to);
  const wrong = [left, right].find((type) => type === "range vector" || type === "string");
  if (wrong !== undefined)
    complain(source, node, `${written} joins instant vectors and scalars, not a ${wrong}`);
  const compares = COMPARISONS.includes(operator.name);
  const bool = child(node, "BoolModifier") !== undefined;
  if (bool && !compares) complain(source, node, `bool belongs to comparisons, not to ${written}`);
  const scalars = left === "scalar" && right === "scalar";
  if (scalars && compares && !bool) {
    complain(source, node, `a comparison of two scalars needs bool: ${written} bool`);
  }
  const joinsSets = SET_OPERATORS.includes(operator.name);
  if (joinsSets && (left === "scalar" || right === "scalar")) {
    complain(source, node, `${written} joins instant vectors, not scalars`);
  }
  if (child(node, "FillModifier") !== undefined) {
    complain(source, node, "fill is experimental: Prometheus has it turned off");
  }
  const matching = child(node, "MatchingModifierClause");
  if (matching !== undefined) {
    checkMatching(
      node,
      matching,
      { joinsSets, vectors: left === "instant vector" && right === left },
      source,
    );
  }
  return scalars ? "scalar" : "instant vector";
}

function checkMatching(
  node: Node,
  matching: Node,
  { joinsSets, vectors }: { readonly joinsSets: boolean; readonly vectors: boolean },
  source: Source,
): void {
  const [labels = [], included = []] = matching.children
    .filter(({ name }) => name === "GroupingLabels")
    .map((list) => list.children.map((label) => readName(label, source.text)));
  const grouped = child(matching, "GroupLeft") ?? child(matching, "GroupRight");
  if (!vectors && labels.length > 0) complain(source, node, "on and ignoring join two instant vectors only");
  if (vectors && joinsSets && grouped !== undefined) {
    complain(source, node, "and, or and unless take no group_left or group_right");
  }
  const both = labels.find((label) => included.includes(label));
  if (both !== undefined && child(matching, "On") !== undefined) {
    complain(source, node, `${both} may not be in on and in group_left or group_right at once`);
  }
}
