import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import { DataqueryBuilder as LokiBuilder } from "@grafana/grafana-foundation-sdk/loki";
import {
  DataqueryBuilder as PrometheusBuilder,
  PromQueryFormat,
} from "@grafana/grafana-foundation-sdk/prometheus";

/** Systems that panels ask. */
export type DatasourceType = "prometheus" | "loki" | "jaeger";

/** System → the reference by which a dashboard's panels name its datasource: `${loki_datasource}`. */
export type DatasourceNames = Readonly<Record<DatasourceType, string>>;

interface PromqlOptions {
  /** Name of each series, short: `{{http_route}}`. */
  readonly legend?: string;
  /** One number a series, as of the end of the range, instead of one for each point. */
  readonly instant?: boolean;
  /** Rows for a table, or buckets for a heatmap. */
  readonly format?: "table" | "heatmap";
  /** Points that lead to traces. Only for range queries over the buckets of a histogram. */
  readonly exemplars?: boolean;
  /** Least step between points: `5m`. */
  readonly interval?: string;
  /** Name by which transformations and overrides call it; otherwise the next letter. */
  readonly refId?: string;
  /** Whether only transformations see it. */
  readonly hidden?: boolean;
}

interface LogqlOptions {
  readonly legend?: string;
  readonly instant?: boolean;
  /** Most lines, for queries of logs. */
  readonly lines?: number;
  readonly refId?: string;
}

/** What Jaeger can be asked. */
export interface JaegerSearch {
  /** The variable or name of a service. */
  readonly service: string;
  readonly operation?: string;
  /** As logfmt: `error=true`. */
  readonly tags?: string;
  /** `300ms`. */
  readonly minDuration?: string;
  readonly limit: number;
}

/** A question to one datasource. */
export type Query =
  | ({ readonly kind: "prometheus"; readonly expr: string } & PromqlOptions)
  | ({ readonly kind: "loki"; readonly expr: string } & LogqlOptions)
  | { readonly kind: "jaeger"; readonly search: JaegerSearch; readonly refId?: string };

export const promql = (expr: string, options: PromqlOptions = {}): Query => ({
  kind: "prometheus",
  expr,
  ...options,
});

/** The present rows of a table. */
export const rows = (expr: string, refId: string): Query =>
  promql(expr, { refId, instant: true, format: "table" });

export const logql = (expr: string, options: LogqlOptions = {}): Query => ({
  kind: "loki",
  expr,
  ...options,
});

export const traces = (search: JaegerSearch): Query => ({ kind: "jaeger", search });

export function queryBuilder(query: Query, refId: string, names: DatasourceNames): Builder<Dataquery> {
  const datasource = { type: query.kind, uid: names[query.kind] };
  switch (query.kind) {
    case "prometheus": {
      const builder = new PrometheusBuilder().refId(refId).expr(query.expr).datasource(datasource);
      if (query.instant === true) builder.instant();
      else builder.range();
      builder.legendFormat(query.legend ?? "__auto");
      if (query.format !== undefined) builder.format(FORMATS[query.format]);
      if (query.exemplars === true) builder.exemplar(true);
      if (query.interval !== undefined) builder.interval(query.interval);
      if (query.hidden === true) builder.hide(true);
      return builder;
    }
    case "loki": {
      const builder = new LokiBuilder().refId(refId).expr(query.expr).datasource(datasource);
      builder.queryType(query.instant === true ? "instant" : "range");
      if (query.legend !== undefined) builder.legendFormat(query.legend);
      if (query.lines !== undefined) builder.maxLines(query.lines);
      return builder;
    }
    case "jaeger": {
      // The SDK knows no query of Jaeger's. Source: pkg/tsdb/jaeger/querydata.go of Grafana 12.4
      return {
        build: () => ({ refId, datasource, queryType: "search", ...query.search }) as unknown as Dataquery,
      };
    }
  }
}

const FORMATS = { table: PromQueryFormat.Table, heatmap: PromQueryFormat.Heatmap } as const;
