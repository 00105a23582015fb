import type { Config } from "../config/config.ts";
import { DATASOURCES, type DatasourceUid } from "../model/datasources.ts";
import { type Correlation, correlations } from "./correlations.ts";
import { DERIVED_FIELDS, SHOW_TRACE, TRACE_FIELDS } from "./datasources/derived-fields.ts";
import { LOG_NEEDS, METRIC_LINKS, SPAN_NEEDS } from "./datasources/span-links.ts";
import { SPAN_METRICS, TRACE_ID } from "./names.ts";
import type { Need } from "./needs.ts";

export type Signal = "metrics" | "logs" | "traces";

/** A way from what one signal shows to what another knows of it. */
export interface Link {
  readonly from: Signal;
  readonly to: Signal;
  readonly mechanism: "exemplar" | "derived field" | "trace to logs" | "trace to metrics" | "correlation";
  /** What the link says. */
  readonly title: string;
  /** Where a reader finds it. */
  readonly click: string;
  /** Setting that makes it: path in the datasource's `jsonData`, or the correlation's key. */
  readonly setting: { readonly datasource: DatasourceUid; readonly path: string };
  /** What the row, line, span or sample must have that is clicked. */
  readonly source: readonly Need[];
  /** What must be there to be found. */
  readonly target: readonly Need[];
}

/** Every way between signals, from the same data as the datasources and correlations are made of. */
export function links(config: Config): readonly Link[] {
  return [
    exemplars(),
    ...traceFields(),
    spanToLogs(),
    ...spanToMetrics(),
    ...correlations(config).map(byCorrelation),
  ];
}

const DURATION = `${SPAN_METRICS.duration}_bucket`;
const TRACE_BY_ID: Link["target"] = [{ kind: "span field", name: "trace id" }];

function exemplars(): Link {
  return {
    from: "metrics",
    to: "traces",
    mechanism: "exemplar",
    title: SHOW_TRACE,
    click: "a point of a graph with exemplars on",
    setting: { datasource: DATASOURCES.prometheus.uid, path: "exemplarTraceIdDestinations" },
    source: [
      { kind: "metric", name: DURATION },
      { kind: "exemplar label", metric: DURATION, name: TRACE_ID },
    ],
    target: TRACE_BY_ID,
  };
}

function traceFields(): readonly Link[] {
  return TRACE_FIELDS.map((field) => ({
    from: "logs",
    to: "traces",
    mechanism: "derived field",
    title: SHOW_TRACE,
    click: `a line, its row “${field.name}”`,
    setting: { datasource: DATASOURCES.loki.uid, path: "derivedFields" },
    source: [field.from],
    target: TRACE_BY_ID,
  }));
}

function spanToLogs(): Link {
  return {
    from: "traces",
    to: "logs",
    mechanism: "trace to logs",
    title: "Related logs",
    click: "the link sign beside a span",
    setting: { datasource: DATASOURCES.jaeger.uid, path: "tracesToLogsV2" },
    source: SPAN_NEEDS,
    target: LOG_NEEDS,
  };
}

function spanToMetrics(): readonly Link[] {
  return METRIC_LINKS.map(({ name, needs }) => ({
    from: "traces",
    to: "metrics",
    mechanism: "trace to metrics",
    title: name,
    click: "the link sign beside a span",
    setting: { datasource: DATASOURCES.jaeger.uid, path: "tracesToMetrics" },
    source: [...SPAN_NEEDS, { kind: "span field", name: "operation" }],
    target: needs,
  }));
}

const SIGNALS: Readonly<Record<DatasourceUid, Signal>> = {
  prometheus: "metrics",
  alertmanager: "metrics",
  loki: "logs",
  jaeger: "traces",
};

function byCorrelation(correlation: Correlation): Link {
  const { field, key, label, needs, sourceUid, targetUid } = correlation;
  const isMetric = SIGNALS[sourceUid] === "metrics";
  return {
    from: SIGNALS[sourceUid],
    to: SIGNALS[targetUid],
    mechanism: "correlation",
    title: label,
    click: isMetric ? `\`${field}\` in Explore's table (not “Raw”)` : `a line in Explore, its row “${field}”`,
    setting: { datasource: sourceUid, path: key },
    source: columnsOf(correlation).map((name) => columnNeed(name, isMetric)),
    target: needs,
  };
}

/** The column that carries the link, and those that its query names. */
function columnsOf({ field, target }: Correlation): readonly string[] {
  const named = JSON.stringify(target).matchAll(/\$\{(\w+)[^}]*\}/g);
  const others = [...named].map(([, name]) => name!).filter((name) => name !== "__value");
  return [...new Set([field, ...others])];
}

function columnNeed(name: string, isMetric: boolean): Need {
  if (isMetric) return { kind: "metric label", name };
  const field = DERIVED_FIELDS.find((each) => each.name === name);
  if (field === undefined) throw new Error(`no derived field of Loki is called ${name}`);
  return field.from;
}
