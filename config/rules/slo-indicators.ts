import { KNOWN_METRICS } from "../../model/metrics/index.ts";
import type { Config, Slo } from "../config.ts";
import { type Problem, show } from "../problem.ts";
import { type Node, parse } from "../promql/source.ts";
import { checkPromql, metricsIn, withWindow } from "../promql.ts";
import { nearest } from "../suggest.ts";
import { problemIf, type Rule } from "./rule.ts";

type Indicator = Slo["indicator"];
type Queries = Extract<Indicator, { readonly kind: "query" }>;

/** What SLOs count, against what the stack measures. */
export const indicatorRules: readonly Rule[] = [
  {
    reads: ["slos"],
    check: ({ slos }) =>
      each(slos, ({ indicator }, path) =>
        indicator.kind === "http" ? repeatedCodes(indicator.errors, `${path}.indicator.errors`) : [],
      ),
  },
  {
    reads: ["slos", "metrics.latencyBuckets"],
    check: ({ metrics: { latencyBuckets }, slos }) =>
      each(slos, ({ indicator }, path) => {
        if (indicator.kind !== "latency" && indicator.kind !== "spans") return [];
        const { threshold } = indicator;
        const given = `${path}.indicator.threshold`;
        const known = `is no bucket of metrics.latencyBuckets, and nothing is counted between buckets: choose ${latencyBuckets.join(", ")} (seconds)`;
        return problemIf(
          threshold !== undefined && !latencyBuckets.includes(threshold.seconds),
          given,
          threshold?.text,
          known,
        );
      }),
  },
  {
    reads: ["slos", "metrics", "prometheus.ruleFiles"],
    check: (config) => {
      const known = knownMetrics(config);
      return each(config.slos, ({ indicator }, path) => {
        if (indicator.kind !== "query") return [];
        const { errors, good, total } = indicator;
        const at = `${path}.indicator`;
        if ((errors === undefined) === (good === undefined))
          return [{ path: at, message: "needs one of errors and good: what failed, or what did not" }];
        const wrong = Object.entries({ total, errors, good }).flatMap(([name, query]) =>
          query === undefined ? [] : queryProblems(query, `${at}.${name}`, known),
        );
        return [...wrong, ...sameAsTotal(indicator, at)];
      });
    },
  },
];

/** The problems of each SLO of a list, with its path. */
export function each(
  slos: readonly Slo[],
  check: (slo: Slo, path: string) => readonly Problem[],
): readonly Problem[] {
  return slos.flatMap((slo, index) => check(slo, `slos[${index}]`));
}

/** What an indicator counts, as a text: the same for two that differ in notation alone. */
export function identity(indicator: Indicator): string {
  const { kind } = indicator;
  switch (kind) {
    case "http":
      return JSON.stringify([kind, indicator.route, indicator.errors.toSorted()]);
    case "latency":
      return JSON.stringify([kind, indicator.route, indicator.threshold.seconds]);
    case "spans":
      return JSON.stringify([kind, indicator.operation, indicator.threshold?.seconds]);
    case "query":
      return JSON.stringify([kind, ...[indicator.total, indicator.errors, indicator.good].map(meaning)]);
  }
}

function repeatedCodes(codes: readonly string[], path: string): readonly Problem[] {
  return codes.flatMap((code, index) => {
    const at = `${path}[${index}]`;
    if (codes.indexOf(code) < index) return problemIf(true, at, code, "is a duplicate: leave it out");
    const all = `${code[0]}xx`;
    const isCovered = code !== all && codes.includes(all);
    return problemIf(isCovered, at, code, `is one of ${all}, which the list has as well: leave it out`);
  });
}

function sameAsTotal({ errors, good, total }: Queries, path: string): readonly Problem[] {
  const isTotal = (query: string | undefined) => query !== undefined && meaning(query) === meaning(total);
  return [
    ...problemIf(isTotal(errors), `${path}.errors`, errors, "is the same as total: all would be errors"),
    ...problemIf(isTotal(good), `${path}.good`, good, "is the same as total: nothing would be an error"),
  ];
}

/** A query without its blanks and comments. */
function meaning(query: string | undefined): string | undefined {
  if (query === undefined) return undefined;
  const text = withWindow(query, "5m");
  const parts = ({ children, from, name, to }: Node): unknown =>
    children.length === 0 ? text.slice(from, to) : [name, ...children.map(parts)];
  return JSON.stringify(parts(parse(text)));
}

/** For a window, to see whether a query is right; nobody writes it. */
const ANY_LENGTH = "31y7ms";

function queryProblems(query: string, path: string, known: ReadonlySet<string>): readonly Problem[] {
  const wrong = checkPromql(withWindow(query, ANY_LENGTH));
  if (wrong !== undefined) {
    const message = wrong.replaceAll(`[${ANY_LENGTH}]`, "[window]");
    return [{ path, given: show(query), message }];
  }
  const names = new Set(metricsIn(query).map(({ name }) => name));
  return [...names].flatMap((name): readonly Problem[] => {
    if (name === undefined)
      return [
        {
          path,
          given: show(query),
          message: "has a selector that names no metric: begin it with the metric's name",
        },
      ];
    if (known.has(name)) return [];
    const message = `names the metric ${name}, which nothing in this stack is known to expose; ${suggestMetric(name, known)}; list the metrics of your services in metrics.custom`;
    return [{ path, given: show(query), message }];
  });
}

/** Never the whole list: there are hundreds. */
function suggestMetric(name: string, known: ReadonlySet<string>): string {
  const near = nearest(name, [...known]);
  return near === undefined ? "check its spelling" : `did you mean "${near}"?`;
}

/** Names of every series that a query may read. A histogram has none of its bare name. */
function knownMetrics({ metrics, prometheus }: Config): ReadonlySet<string> {
  const histogram = (name: string) => ["_bucket", "_count", "_sum"].map((suffix) => name + suffix);
  return new Set([
    ...KNOWN_METRICS.keys(),
    ...histogram(metrics.requestDuration),
    metrics.activeRequests,
    ...metrics.custom.flatMap((name) => [name, ...histogram(name)]),
    ...prometheus.ruleFiles.flatMap(({ records }) => records),
  ]);
}
