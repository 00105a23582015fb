import { DATASOURCES } from "../../model/datasources.ts";
import { LABELS, TRACE_ID } from "../names.ts";
import type { Need } from "../needs.ts";

/** What Grafana reads out of a log line as a column of its own, and where that leads. */
export interface DerivedField {
  /** Unique: Grafana takes fields of one name for one field, and reads the first alone. */
  readonly name: string;
  /** What the line must have for it. */
  readonly from: Extract<Need, { readonly kind: "index label" | "structured metadata" | "line" }>;
  /** The value is a trace's id. Other fields lead on by correlations. */
  readonly isTrace?: boolean;
}

/** Labels under which a request's id comes as an attribute of a log record: dots and dashes are underscores by then. */
export const REQUEST_LABELS = ["request_id", "requestId", "requestID", "x_request_id"] as const;

/**
 * The id in a line of JSON (`"trace_id": "…"`, `traceId`, `traceID`, `otelTraceID`, `trace.id`) or of `key=value`, with
 * 16 or 32 digits; all zeros say that there is no trace.
 */
const TRACE_IN_LINE = `[tT]race[-_.]?[iI][dD]"?\\s*[:=]\\s*"?(?!0+\\b)([0-9a-fA-F]{16,32})\\b`;

/** As above: `request_id`, `requestId`, `X-Request-ID`. Too short ones would be found in every other line. */
const REQUEST_IN_LINE = `[rR]equest[-_.]?[iI][dD]"?\\s*[:=]\\s*"?([\\w.:/+-]{6,128})`;

export const SERVICE_FIELD: DerivedField = {
  name: LABELS.service,
  from: { kind: "index label", name: LABELS.service },
};

/** Of lines that come from pods. */
export const NAMESPACE_FIELD: DerivedField = {
  name: LABELS.namespace,
  from: { kind: "index label", name: LABELS.namespace },
};

/** A line has one of them, or both when it says its trace in JSON and the collector has read it. */
export const TRACE_FIELDS: readonly DerivedField[] = [
  { name: "Trace", from: { kind: "structured metadata", names: [TRACE_ID] }, isTrace: true },
  { name: "Trace in the line", from: { kind: "line", pattern: TRACE_IN_LINE }, isTrace: true },
];

export const REQUEST_FIELDS: readonly DerivedField[] = [
  { name: "Request", from: { kind: "structured metadata", names: REQUEST_LABELS } },
  { name: "Request in the line", from: { kind: "line", pattern: REQUEST_IN_LINE } },
];

export const DERIVED_FIELDS: readonly DerivedField[] = [
  ...TRACE_FIELDS,
  ...REQUEST_FIELDS,
  SERVICE_FIELD,
  NAMESPACE_FIELD,
];

/** What the link of a field that leads to Jaeger says. */
export const SHOW_TRACE = "Show the trace";

/**
 * The field as Loki's datasource takes it. A link of its own can only lead to Jaeger: Grafana puts the text where Jaeger
 * expects it (`query`), while Loki and Prometheus read `expr`.
 * Source: https://github.com/grafana/grafana/blob/v12.4.0/public/app/plugins/datasource/loki/getDerivedFields.ts
 */
export function derivedField({
  from,
  isTrace = false,
  name,
}: DerivedField): Readonly<Record<string, string>> {
  const matcher = matcherOf(from);
  if (!isTrace) return { name, ...matcher };
  return {
    name,
    ...matcher,
    datasourceUid: DATASOURCES.jaeger.uid,
    url: "${__value.raw}",
    urlDisplayLabel: SHOW_TRACE,
  };
}

function matcherOf(from: DerivedField["from"]): Readonly<Record<string, string>> {
  switch (from.kind) {
    case "line":
      return { matcherType: "regex", matcherRegex: from.pattern };
    case "index label":
      return { matcherType: "label", matcherRegex: `^${from.name}$` };
    case "structured metadata":
      return { matcherType: "label", matcherRegex: `^(?:${from.names.join("|")})$` };
  }
}
