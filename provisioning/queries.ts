import { labelsIn, metricsIn } from "../config/promql.ts";
import { DATASOURCES, type DatasourceUid } from "../model/datasources.ts";
import { LABELS } from "./names.ts";
import type { Need } from "./needs.ts";

/** What a link asks a datasource. */
export interface Query {
  readonly targetUid: DatasourceUid;
  /** The query, with columns of the row that was clicked as `${name}`. */
  readonly target: Readonly<Record<string, unknown>>;
  /** What the datasource must hold for it. */
  readonly needs: readonly Need[];
}

/** A column's value, quoted for a query. */
export function value(column: string): string {
  return `\${${column}:doublequote}`;
}

/**
 * Lines of some streams, and of these the ones that the pipeline leaves.
 *
 * @param stream label → its value, quoted.
 */
export function linesOf(
  stream: Readonly<Record<string, string>>,
  then?: { readonly pipeline: string; readonly needs: readonly Need[] },
): Query {
  // Every line has a service. Loki refuses a query that might ask for all of them.
  const matchers = { [LABELS.service]: `=~".+"`, ...mapped(stream, (text) => `=${text}`) };
  const selector = Object.entries(matchers).map((parts) => parts.join(""));
  const labels = Object.keys(matchers).map((name) => ({ kind: "index label", name }) as const);
  return {
    targetUid: DATASOURCES.loki.uid,
    target: {
      expr: `{${selector.join(", ")}}${then === undefined ? "" : ` | ${then.pipeline}`}`,
      queryType: "range",
    },
    needs: [...labels, ...(then?.needs ?? [])],
  };
}

interface TraceSearch {
  readonly service: string;
  readonly operation?: string;
  /** Name of the attribute → its value, quoted. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * Traces that have such a span, the latest first.
 * Source: https://github.com/grafana/grafana/blob/v12.4.0/pkg/tsdb/jaeger/querydata.go
 */
export function tracesOf({ attributes = {}, operation, service }: TraceSearch): Query {
  const tags = Object.entries(attributes).map((parts) => parts.join("="));
  return {
    targetUid: DATASOURCES.jaeger.uid,
    target: {
      queryType: "search",
      service,
      ...(operation === undefined ? {} : { operation }),
      ...(tags.length === 0 ? {} : { tags: tags.join(" ") }),
      limit: 20,
    },
    needs: [
      { kind: "span field", name: "service" },
      ...(operation === undefined ? [] : [{ kind: "span field", name: "operation" } as const]),
      ...Object.keys(attributes).map((name) => ({ kind: "span attribute", name }) as const),
    ],
  };
}

/** Numbers over time. */
export function numbersOf(expr: string): Query {
  return {
    targetUid: DATASOURCES.prometheus.uid,
    target: { expr, range: true, instant: false },
    needs: metricNeeds(expr),
  };
}

/** The metrics that PromQL with Grafana's variables reads, and the labels that it asks them for or groups by. */
export function metricNeeds(expr: string): readonly Need[] {
  const plain = expr.replaceAll("$__rate_interval", "5m").replaceAll(/\$\{[^}]*:doublequote\}/g, '"any"');
  const groups = labelsIn(plain);
  const needs = metricsIn(plain).flatMap(({ labels, name = "" }): readonly Need[] => [
    { kind: "metric", name },
    ...[...labels, ...groups].map((label) => ({ kind: "metric label", metric: name, name: label }) as const),
  ]);
  return [...new Map(needs.map((need) => [JSON.stringify(need), need])).values()];
}

function mapped<T, U>(
  record: Readonly<Record<string, T>>,
  change: (each: T) => U,
): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([key, each]) => [key, change(each)]));
}
