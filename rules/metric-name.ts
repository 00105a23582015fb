import { child, type Node, parse } from "../config/promql/source.ts";

/**
 * A query without metric names: Prometheus takes `__name__` off what fires, Grafana leaves it among the labels. Values stay
 * as they are, NaN and infinities too.
 */
export function nameless(query: string): string {
  const [expression] = parse(query).children;
  if (expression === undefined || !keepsName(expression, query)) return query;
  return `${OPERANDS.includes(expression.name) ? query : `(${query})`} * 1`;
}

/** What needs no brackets before an operator. */
const OPERANDS = ["AggregateExpr", "FunctionCall", "ParenExpr", "VectorSelector"];

const ARITHMETIC = ["Add", "Sub", "Mul", "Div", "Mod", "Pow", "Atan2"];

/** Which return the series that they are given. All others make new ones, without a name. */
const CHOOSING_AGGREGATIONS = ["bottomk", "limit_ratio", "limitk", "topk"];
const CHOOSING_FUNCTIONS = [
  "first_over_time",
  "info",
  "label_join",
  "label_replace",
  "last_over_time",
  "sort",
  "sort_by_label",
  "sort_by_label_desc",
  "sort_desc",
];

/**
 * Whether what a query returns may have the name of a metric.
 * Source: dropMetricName and resultMetric in https://github.com/prometheus/prometheus/blob/v3.14.0/promql/engine.go
 */
function keepsName(node: Node, query: string): boolean {
  const [first, second] = node.children;
  const written = first === undefined ? "" : query.slice(first.from, first.to).toLowerCase();
  switch (node.name) {
    case "NumberDurationLiteral":
    case "StringLiteral":
      return false;
    case "AggregateExpr":
      return CHOOSING_AGGREGATIONS.includes(written) && argumentsKeepName(node, query);
    case "FunctionCall":
      return CHOOSING_FUNCTIONS.includes(written) && argumentsKeepName(node, query);
    case "UnaryExpr":
      return written === "+" && keepsName(second!, query);
    case "BinaryExpr":
      return binaryKeepsName(node, query);
    case "ParenExpr":
    case "OffsetExpr":
    case "StepInvariantExpr":
      return keepsName(first!, query);
    default:
      return true;
  }
}

function argumentsKeepName(node: Node, query: string): boolean {
  return child(node, "FunctionCallBody")?.children.some((each) => keepsName(each, query)) ?? false;
}

/** Comparisons and `and` return series of their left side, but for a number. */
function binaryKeepsName(node: Node, query: string): boolean {
  const [left, operator] = node.children;
  if (ARITHMETIC.includes(operator!.name) || child(node, "BoolModifier") !== undefined) return false;
  const either = operator!.name === "Or" || left!.name === "NumberDurationLiteral";
  return keepsName(left!, query) || (either && keepsName(node.children.at(-1)!, query));
}
