import { checkDuration, checkPositive } from "./durations.ts";
import type { ValueType } from "./functions.ts";
import { child, complain, type Node, type Source } from "./source.ts";

/** What ranges, offsets and times after an operand make of it, innermost first. */
interface Shape {
  readonly type: ValueType;
  /** Whether it is a selector or a subquery, with what already follows it. */
  readonly takesTime: boolean;
  readonly isSelector: boolean;
  readonly offset: boolean;
  readonly at: boolean;
}

/** What an operand yields with all that follows it; complains of what may not follow. */
export function applyPostfixes(
  operand: Node,
  type: ValueType,
  postfixes: readonly Node[],
  source: Source,
): ValueType {
  const isSelector = operand.name === "VectorSelector";
  const start: Shape = { type, takesTime: isSelector, isSelector, offset: false, at: false };
  return postfixes.reduce((shape, postfix) => {
    // What lezer puts before the operand (`a +`) is not part of it.
    const say = (what: string) => complain(source, { from: operand.from, to: postfix.to }, what);
    for (const each of postfix.children) if (each.name === "DurationExpr") checkPositive(each, source);
    return follow(shape, postfix, say, source);
  }, start).type;
}

function follow(shape: Shape, postfix: Node, say: (what: string) => void, source: Source): Shape {
  switch (postfix.name) {
    case "MatrixSelector":
      if (!shape.isSelector) say("a range follows a selector; after an expression write a subquery: [1h:5m]");
      else if (shape.offset || shape.at) say("write offset and @ after the range");
      return { ...shape, type: "range vector", isSelector: false };
    case "SubqueryExpr":
      if (shape.type !== "instant vector") say(`a subquery follows an instant vector, not a ${shape.type}`);
      return { type: "range vector", takesTime: true, isSelector: false, offset: false, at: false };
    case "OffsetExpr":
      if (!shape.takesTime) say("offset follows a selector or a subquery");
      if (shape.offset) say("has two offsets");
      checkDuration(child(postfix, "OffsetDurationExpr")!, source);
      return { ...shape, offset: true };
    case "StepInvariantExpr":
      if (!shape.takesTime) say("@ follows a selector or a subquery");
      if (shape.at) say("has two @");
      if (/nan|inf/i.test(timeOf(postfix, source))) say("@ takes a time in seconds");
      return { ...shape, at: true };
    default:
      say("anchored and smoothed are experimental: Prometheus has them turned off");
      return shape;
  }
}

function timeOf(node: Node, { text }: Source): string {
  const { from, to } = node.children.at(-1)!;
  return text.slice(from, to);
}
