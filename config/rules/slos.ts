import { burnRatePairs, canFire, errorBudget } from "../../model/burn-rate.ts";
import { KNOWN_METRICS } from "../../model/metrics/index.ts";
import { RESERVED_LABELS } from "../../model/slo-series.ts";
import type { Config, Slo } from "../config.ts";
import { type Problem, show } from "../problem.ts";
import { checkPromql, metricsIn, withWindow } from "../promql.ts";
import { suggest } from "../suggest.ts";
import { duplicates, problemIf, type Rule } from "./rule.ts";

/** Service level objectives: what each says, against what the stack measures and keeps. */
export const sloRules: readonly Rule[] = [
  {
    reads: ["slos"],
    check: ({ slos }) => [
      ...duplicates(
        "slos",
        ".name",
        slos.map(({ name }) => name),
      ),
      ...each(slos, (slo, path) => [...reservedLabels(slo, path), ...noPage(slo, path)]),
    ],
  },
  {
    reads: ["slos", "prometheus.retention"],
    check: ({ prometheus: { retention }, slos }) =>
      each(slos, ({ window }, path) =>
        problemIf(
          window.seconds > retention.seconds,
          `${path}.window`,
          window.text,
          `is longer than the ${retention.text} for which Prometheus keeps samples: shorten it, or raise prometheus.retention to ${window.text}`,
        ),
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
        return Object.entries({ total, errors, good }).flatMap(([name, query]) =>
          query === undefined ? [] : queryProblems(query, `${at}.${name}`, known),
        );
      });
    },
  },
];

function each(
  slos: readonly Slo[],
  check: (slo: Slo, path: string) => readonly Problem[],
): readonly Problem[] {
  return slos.flatMap((slo, index) => check(slo, `slos[${index}]`));
}

function reservedLabels({ labels }: Slo, path: string): readonly Problem[] {
  return Object.keys(labels).flatMap((label) =>
    problemIf(
      (RESERVED_LABELS as readonly string[]).includes(label),
      `${path}.labels.${label}`,
      labels[label],
      "is a label that Lookout or the alerting system sets: choose another name",
    ),
  );
}

/** Pairs scale with the window; a low objective over a long window leaves none that could wake anybody. */
function noPage({ objective, window }: Slo, path: string): readonly Problem[] {
  const pages = burnRatePairs(window).filter(({ severity }) => severity === "page");
  const slowest = Math.min(...pages.map(({ factor }) => factor));
  const fastest = Number((1 / errorBudget(objective)).toPrecision(3));
  // The first of two digits that is above the bound.
  const enough = (Math.floor((100 - 100 / slowest) * 100) + 1) / 100;
  return problemIf(
    !pages.some((pair) => canFire(pair, objective)),
    `${path}.objective`,
    objective,
    `can never page in ${window.text}: with nothing but errors its budget burns ${fastest} times too fast, and the slowest page waits for more than ${slowest} times; raise it to ${enough} or shorten the window`,
  );
}

function queryProblems(query: string, path: string, known: ReadonlySet<string>): readonly Problem[] {
  const wrong = checkPromql(withWindow(query, "5m"));
  if (wrong !== undefined) return [{ path, given: show(query), message: wrong }];
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
  const near = suggest(name, [...known]);
  return near.startsWith("did you mean") ? near : "check its spelling";
}

/** Names of every series that a query may read. */
function knownMetrics({ metrics, prometheus }: Config): ReadonlySet<string> {
  const histogram = (name: string) => ["", "_bucket", "_count", "_sum"].map((suffix) => name + suffix);
  return new Set([
    ...KNOWN_METRICS.keys(),
    ...histogram(metrics.requestDuration).slice(1),
    metrics.activeRequests,
    ...metrics.custom.flatMap(histogram),
    ...prometheus.ruleFiles.flatMap(({ records }) => records),
  ]);
}
