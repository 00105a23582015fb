import { parseDuration } from "../../model/duration.ts";
import { complain, type Node, type Source } from "./source.ts";

/** Prometheus counts nanoseconds in 64 bits. */
const LONGEST_SECONDS = 2 ** 63 / 1e9;

/** A number or duration as written, in seconds where it has a unit; undefined when Prometheus cannot hold it. */
export function numberOf(written: string): number | undefined {
  const text = written.replace(/^-|_/g, "").replace(/^\+/, "").trim().toLowerCase();
  if (text === "inf") return Number.POSITIVE_INFINITY;
  if (text === "nan") return Number.NaN;
  if (text.startsWith("0x") || !/[smhdwy]$/.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  return /^[0a-z]+$/.test(text) ? 0 : parseDuration(text)?.seconds;
}

/** Complains of a range or step that is not above zero. */
export function checkPositive(node: Node, source: Source): void {
  const seconds = checkDuration(node, source);
  if (seconds !== undefined && seconds <= 0) complain(source, node, "a range and its step must be above 0");
}

/**
 * Complains of a duration beyond what Prometheus can hold, and of a division by zero.
 *
 * @returns its seconds where it is one number, with a sign or in parentheses; undefined where it is computed.
 */
export function checkDuration(node: Node, source: Source): number | undefined {
  const children = node.children;
  const [first, second, third] = children;
  if (first === undefined) return checkLiteral(node, source);
  if (children.length === 1) {
    return first.name.startsWith("Duration") && first.name !== "DurationExpr"
      ? undefined
      : checkDuration(first, source);
  }
  if (first.name === "UnaryOp") {
    const seconds = checkDuration(second!, source);
    return seconds !== undefined && source.text[first.from] === "-" ? -seconds : seconds;
  }
  const [, right] = children
    .filter(({ name }) => name === "DurationExpr")
    .map((each) => checkDuration(each, source));
  if (third !== undefined && right === 0 && (second?.name === "Div" || second?.name === "Mod")) {
    complain(source, node, "divides by zero");
  }
  return undefined;
}

function checkLiteral(node: Node, source: Source): number | undefined {
  const seconds = numberOf(source.text.slice(node.from, node.to));
  if (seconds !== undefined && Math.abs(seconds) > LONGEST_SECONDS) {
    complain(source, node, "is longer than 292 years");
  }
  return seconds;
}
