import { LITERAL } from "../promql/literals.ts";

/** What Grafana puts in by itself, and what stands for it when a query is checked. */
const BUILT_IN: Readonly<Record<string, string>> = {
  __rate_interval: "5m",
  __rate_interval_ms: "300000",
  __interval: "5m",
  __interval_ms: "300000",
  __auto: "5m",
  __range: "6h",
  __range_s: "21600",
  __range_ms: "21600000",
  __from: "1700000000000",
  __to: "1700021600000",
};

/** All notations: `$name`, `${name}`, `${name.field:format}`, `[[name:format]]`. */
const VARIABLE =
  /\$\{(\w+)(?:\.[^:}]+)?(?::[^}]*)?\}|\[\[(\w+)(?:\.[^:\]]+)?(?::[^\]]*)?\]\]|\$([A-Za-z_]\w*)/g;
const OUTSIDE = new RegExp(`${LITERAL.source}|${VARIABLE.source}`, "g");

/**
 * A query as its datasource gets it: with something for each variable, and for what Grafana puts in.
 *
 * @param values what stands for a variable; otherwise `x`.
 */
export function asAsked(query: string, values: ReadonlyMap<string, string> = new Map()): string {
  return query.replaceAll(VARIABLE, (_, braced?: string, bracketed?: string, bare?: string) => {
    const name = braced ?? bracketed ?? bare ?? "";
    return BUILT_IN[name] ?? values.get(name) ?? "x";
  });
}

/** What people let a variable stand for outside of strings: a name, a duration, a number, an aggregation, a matcher. */
const CANDIDATES = ["x", "5m", "1", "sum", 'x="y"', "+", ""];
/** With more variables, there are too many ways to fill them in. */
const MOST_VARIABLES = 3;

/**
 * What is wrong with a query whatever its variables stand for, or undefined when it is right for some values. Within
 * strings, where most variables are, every value is as good as another.
 *
 * @param check what is wrong with a text that has no variables.
 */
export function checkAsked(query: string, check: (text: string) => string | undefined): string | undefined {
  const complaint = check(asAsked(query));
  if (complaint === undefined) return undefined;
  const names = namesOutsideStrings(query);
  if (names.length > MOST_VARIABLES) return undefined;
  return choices(names).some((values) => check(asAsked(query, values)) === undefined) ? undefined : complaint;
}

/** Every way to choose a candidate for each name. */
function choices(names: readonly string[]): readonly ReadonlyMap<string, string>[] {
  return names.reduce<readonly ReadonlyMap<string, string>[]>(
    (chosen, name) => chosen.flatMap((some) => CANDIDATES.map((value) => new Map([...some, [name, value]]))),
    names.length === 0 ? [] : [new Map()],
  );
}

function namesOutsideStrings(query: string): readonly string[] {
  const found = [...query.matchAll(OUTSIDE)].flatMap(([, ...names]) =>
    names.filter((name) => name !== undefined),
  );
  return [...new Set(found)].filter((name) => BUILT_IN[name] === undefined);
}
