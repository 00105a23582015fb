import { createHash } from "node:crypto";
import type { Config } from "../config/config.ts";
import type { Alert, Comparison, Condition } from "../model/alert.ts";
import { DATASOURCES } from "../model/datasources.ts";
import { filtering, numbering } from "./conditions.ts";
import { panelUrl, runbookUrl } from "./links.ts";
import { type Dialect, humanized, inDialect } from "./texts.ts";

/** A rule of Grafana's own alerting, as its provisioning API takes it within a group. */
export interface GrafanaRule {
  readonly uid: string;
  /** `alertname` of what fires. */
  readonly title: string;
  /** `refId` of the node that decides. */
  readonly condition: string;
  readonly data: readonly GrafanaNode[];
  readonly noDataState: "OK" | "Alerting";
  readonly execErrState: "OK" | "Alerting" | "KeepLast";
  /** In Prometheus' notation. */
  readonly for: string;
  /** Evaluations without a series until it counts as resolved. */
  readonly missingSeriesEvalsToResolve: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A query, or an expression over other nodes. */
export interface GrafanaNode {
  readonly refId: string;
  readonly datasourceUid: string;
  /** Seconds before now. */
  readonly relativeTimeRange: { readonly from: number; readonly to: number };
  readonly model: Readonly<Record<string, unknown>>;
}

/** Names of the nodes. The value's is what texts read. */
const VALUE = "value";
const FIRES = "fires";

const DATASOURCE = DATASOURCES.prometheus.uid;
const EXPRESSION = "__expr__";
/** Of a query at one moment, which Grafana demands and Prometheus disregards, seconds. */
const RANGE = { from: 600, to: 0 } as const;

/**
 * Source: https://grafana.com/docs/grafana/latest/alerting/alerting-rules/templates/reference/
 *
 * A label that does not exist reads `[no value]`, and so does the value where there is no data: a function of no value
 * would leave the template itself to be read. In URLs such a label is empty, as Prometheus has it.
 */
const GRAFANA: Dialect = {
  value: (unit) => `{{ with $values.${VALUE} }}${humanized(".Value", unit)}{{ else }}[no value]{{ end }}`,
  label: (name) => `{{ $labels.${name} }}`,
  labelInUrl: (name) => `{{ index $labels "${name}" | urlquery }}`,
};

/** An alert as Grafana evaluates it. It means what `prometheusAlert` of the same alert means. */
export function grafanaAlert(alert: Alert, config: Config): GrafanaRule {
  const text = (each: string) => inDialect(each, alert.unit, GRAFANA);
  const labels = Object.entries(alert.labels ?? {}).map(([name, value]) => [name, text(value)]);
  const runbook = runbookUrl(alert, config);
  const dashboard = panelUrl(alert, config, GRAFANA);
  return {
    uid: ruleUid(alert.title),
    title: alert.title,
    condition: FIRES,
    data: nodes(alert.condition),
    noDataState: alert.onNoData === "alerting" ? "Alerting" : "OK",
    execErrState: ERROR_STATES[alert.onError ?? "keep"],
    for: alert.for?.text ?? "0s",
    // As Prometheus does: what is gone does not fire.
    missingSeriesEvalsToResolve: 1,
    labels: {
      // What Prometheus adds to its alerts by itself.
      ...config.prometheus.externalLabels,
      cluster: config.cluster,
      environment: config.environment,
      ...Object.fromEntries(labels),
      severity: alert.severity,
      team: alert.team,
    },
    annotations: {
      summary: text(alert.summary),
      description: text(alert.description),
      ...("all" in alert.condition ? { value: GRAFANA.value(alert.unit) } : {}),
      ...(dashboard === undefined
        ? {}
        : {
            dashboard_url: dashboard,
            __dashboardUid__: alert.panel.dashboard,
            __panelId__: String(alert.panel.panel),
          }),
      ...(runbook === undefined ? {} : { runbook_url: runbook }),
    },
  };
}

const ERROR_STATES = { keep: "KeepLast", alerting: "Alerting", ok: "OK" } as const;

/**
 * One query, and a threshold on its number, so that 0 is a number as any other. Two queries would be joined by Grafana, in
 * time that grows with the square of their series, and one that fails alone would count as "no data" and resolve what
 * fires.
 */
function nodes(condition: Condition): readonly GrafanaNode[] {
  if ("absent" in condition) return [query(filtering(condition)), threshold(["gt", 0])];
  return [query(numbering(condition.all)), threshold(evaluator(condition.all[0]))];
}

type Evaluator = readonly [type: string, ...params: readonly number[]];

/** Bounds of Grafana's evaluators are exclusive too. */
function evaluator(comparison: Comparison): Evaluator {
  switch (comparison.is) {
    case "above":
      return ["gt", comparison.threshold];
    case "below":
      return ["lt", comparison.threshold];
    case "between":
      return ["within_range", comparison.low, comparison.high];
    case "outside":
      return ["outside_range", comparison.low, comparison.high];
  }
}

function query(expr: string): GrafanaNode {
  const model = { refId: VALUE, expr, instant: true, range: false };
  return { refId: VALUE, datasourceUid: DATASOURCE, relativeTimeRange: RANGE, model };
}

function threshold([type, ...params]: Evaluator): GrafanaNode {
  const conditions = [{ evaluator: { type, params } }];
  const model = { refId: FIRES, type: "threshold", expression: VALUE, conditions };
  return { refId: FIRES, datasourceUid: EXPRESSION, relativeTimeRange: { from: 0, to: 0 }, model };
}

/** At most 40 characters of a small alphabet, the same for a title for ever. */
function ruleUid(title: string): string {
  const readable = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  if (readable.length <= 40) return readable;
  const hash = createHash("sha256").update(title).digest("hex").slice(0, 10);
  return `${readable.slice(0, 29)}-${hash}`;
}
