import type { Comparison, Condition } from "../model/alert.ts";

/** A query that returns what fires, each with the value, and nothing else. For Prometheus. */
export function filtering(condition: Condition): string {
  if ("absent" in condition) return `absent(${condition.absent})`;
  const several = condition.all.length > 1;
  return condition.all.map((each) => filter(each, several)).join(" and ");
}

function filter(comparison: Comparison, several: boolean): string {
  const query = operand(comparison.query);
  switch (comparison.is) {
    case "above":
      return `${query} > ${comparison.threshold}`;
    case "below":
      return `${query} < ${comparison.threshold}`;
    case "between":
      return `${query} > ${comparison.low} < ${comparison.high}`;
    case "outside": {
      const either = `${query} < ${comparison.low} or ${query} > ${comparison.high}`;
      return several ? `(${either})` : either;
    }
  }
}

/**
 * A query that returns the first comparison's number, for the first comparison to be made with it: NaN, which is neither
 * above nor below anything, where any other does not hold. For Grafana, which then sees a number whether or not it fires.
 */
export function numbering([first, ...others]: readonly [Comparison, ...Comparison[]]): string {
  if (others.length === 0) return first.query;
  return `${operand(first.query)} + sqrt(${others.map(truth).join(" * ")} - 1)`;
}

/** 1 where it holds, 0 where not. */
function truth(comparison: Comparison): string {
  const query = operand(comparison.query);
  switch (comparison.is) {
    case "above":
      return `(${query} > bool ${comparison.threshold})`;
    case "below":
      return `(${query} < bool ${comparison.threshold})`;
    case "between":
      return `(${query} > bool ${comparison.low}) * (${query} < bool ${comparison.high})`;
    case "outside":
      return `((${query} < bool ${comparison.low}) + (${query} > bool ${comparison.high}))`;
  }
}

/** In brackets where an operator binds less than a comparison would. */
function operand(query: string): string {
  let rest = query.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, "");
  for (let inner = ""; inner !== rest; ) {
    inner = rest;
    rest = rest.replaceAll(/\([^()]*\)|\{[^{}]*\}|\[[^[\]]*\]/g, "");
  }
  return /[<>=!]|\b(?:and|or|unless)\b/i.test(rest) ? `(${query})` : query;
}
