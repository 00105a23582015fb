import { nearest } from "../suggest.ts";
import { AGGREGATIONS, EXPERIMENTAL, FUNCTIONS, type ValueType } from "./functions.ts";
import { checkBinary } from "./operators.ts";
import { applyPostfixes } from "./postfixes.ts";
import { checkSelector } from "./selectors.ts";
import { child, complain, type Node, type Source } from "./source.ts";

/**
 * What an expression yields; complains of all in it that Prometheus' own check of types would refuse.
 * Source: checkAST in https://github.com/prometheus/prometheus/blob/v3.14.0/promql/parser/parse.go
 *
 * @param postfixes ranges, offsets and times after the expression, innermost first. Lezer's grammar has
 *   `a + b offset 5m` as `(a + b) offset 5m`, but they belong to the last operand.
 */
export function typeOf(node: Node, source: Source, postfixes: readonly Node[] = []): ValueType {
  switch (node.name) {
    case "MatrixSelector":
    case "SubqueryExpr":
    case "OffsetExpr":
    case "StepInvariantExpr":
    case "AnchoredExpr":
    case "SmoothedExpr":
      return typeOf(node.children[0]!, source, [node, ...postfixes]);
    case "BinaryExpr": {
      const children = node.children;
      const left = typeOf(children[0]!, source);
      const right = typeOf(children.at(-1)!, source, postfixes);
      return checkBinary(node, left, right, source);
    }
    case "UnaryExpr": {
      const type = typeOf(node.children[1]!, source, postfixes);
      if (type !== "instant vector" && type !== "scalar")
        complain(source, node, `a sign may not precede a ${type}`);
      return type;
    }
    default:
      return applyPostfixes(node, operandType(node, source), postfixes, source);
  }
}

function operandType(node: Node, source: Source): ValueType {
  switch (node.name) {
    case "ParenExpr":
      return typeOf(node.children[0]!, source);
    case "NumberDurationLiteral":
      return "scalar";
    case "StringLiteral":
      return "string";
    case "FunctionCall":
      return callType(node, source);
    case "AggregateExpr":
      checkAggregation(node, source);
      return "instant vector";
    default:
      checkSelector(node, source);
      return "instant vector";
  }
}

function callType(node: Node, source: Source): ValueType {
  const [identifier, body] = node.children;
  const name = source.text.slice(identifier!.from, identifier!.to);
  const given = body!.children;
  const signature = FUNCTIONS.get(name);
  if (signature === undefined) {
    complain(source, node, unknownFunction(name));
    return "instant vector";
  }
  const { parameters, least, most, result } = signature;
  if (given.length < least || given.length > most) {
    complain(source, node, `${name} takes ${amount(least, most)}, not ${given.length}`);
  }
  given.forEach((each, index) => {
    const type = typeOf(each, source);
    const expected = parameters[Math.min(index, parameters.length - 1)];
    if (expected !== undefined) expectType(each, type, expected, name, source);
  });
  return result;
}

function checkAggregation(node: Node, source: Source): void {
  const operator = child(node, "AggregateOp")!;
  const written = source.text.slice(operator.from, operator.to);
  const name = written.toLowerCase();
  const given = child(node, "FunctionCallBody")!.children;
  if (!AGGREGATIONS.has(name)) complain(source, node, unknownFunction(name));
  const parameter = AGGREGATIONS.get(name);
  const expected: readonly ValueType[] = [...(parameter === undefined ? [] : [parameter]), "instant vector"];
  if (given.length !== expected.length) {
    complain(
      source,
      node,
      `${written} takes ${amount(expected.length, expected.length)}, not ${given.length}`,
    );
  }
  given.forEach((each, index) => {
    const type = typeOf(each, source);
    const wanted = expected[index];
    if (wanted !== undefined) expectType(each, type, wanted, written, source);
  });
}

function expectType(node: Node, type: ValueType, expected: ValueType, by: string, source: Source): void {
  if (type === expected) return;
  const hint = expected === "range vector" && type === "instant vector" ? ", such as up[5m]" : "";
  complain(source, node, `${by} takes ${article(expected)}${hint}, not ${article(type)}`);
}

/** `an instant vector`. */
export function article(type: ValueType): string {
  return type.startsWith("i") ? `an ${type}` : `a ${type}`;
}

function amount(least: number, most: number): string {
  const count = (number: number) => `${number} argument${number === 1 ? "" : "s"}`;
  if (least === most) return most === 0 ? "no arguments" : count(most);
  if (most === Number.POSITIVE_INFINITY) return `at least ${count(least)}`;
  return least === 0 ? `at most ${count(most)}` : `${least} or ${count(most)}`;
}

/** What to say of a function that is none of Prometheus' own. */
export function unknownFunction(name: string): string {
  if (EXPERIMENTAL.has(name)) return `${name} is experimental: Prometheus has it turned off`;
  const near = nearest(name, [...FUNCTIONS.keys(), ...AGGREGATIONS.keys()]);
  const hint = near === undefined ? "" : `: did you mean ${near}?`;
  return `Prometheus has no function ${name}${hint}`;
}
