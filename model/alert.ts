import type { DashboardUid } from "./dashboards.ts";
import type { Duration } from "./duration.ts";

/** `page` wakes somebody; `ticket` waits for working hours; `info` is told to nobody, and seen where one looks. */
export const SEVERITIES = ["page", "ticket", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What alerts guard. One group of rules each, in the order in which people look for a cause. */
export const CATEGORIES = [
  "slo",
  "applications",
  "jupyterhub",
  "containers",
  "nodes",
  "storage",
  "targets",
  "prometheus",
  "logs",
  "traces",
  "notifications",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** A query's number beside a bound. Bounds are exclusive: a number on the bound does not fire. NaN never fires. */
export type Comparison =
  | { readonly query: string; readonly is: "above" | "below"; readonly threshold: number }
  /** `between` is above `low` and below `high`; `outside` is below `low` or above `high`. */
  | {
      readonly query: string;
      readonly is: "between" | "outside";
      readonly low: number;
      readonly high: number;
    };

/** When an alert fires, for each set of labels that the queries return. */
export type Condition =
  /**
   * Every comparison holds. All queries return the same labels, and no metric's name, which Grafana would add to them. The
   * first one's number is the alert's value.
   */
  | { readonly all: readonly [Comparison, ...Comparison[]] }
  /** The query returns nothing. Labels are those that the selector fixes by `=`. */
  | { readonly absent: string };

/** How a value is written for people. */
export type Unit = "ratio" | "seconds" | "bytes" | "number" | "per second";

/** One alert, whichever engine evaluates it. */
export interface Alert {
  /** `alertname` in Prometheus; a section of `docs/runbooks.md`. */
  readonly name: string;
  /** Unique among all alerts of a stack, for people: the title of Grafana's rule. */
  readonly title: string;
  readonly category: Category;
  readonly severity: Severity;
  /** Who looks after what it guards. */
  readonly team: string;
  /** Further labels. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly condition: Condition;
  /** How long the condition must hold. Absent: fires at once. */
  readonly for?: Duration;
  /** Of the value, which is the first comparison's number. */
  readonly unit: Unit;
  /**
   * One line that names the thing. `{value}` is the value in its unit, `{name}` the label of that name; both only
   * where the condition's queries return them.
   */
  readonly summary: string;
  /** What is wrong and what it means, with the same placeholders. */
  readonly description: string;
  /** Where to look first. */
  readonly panel: PanelLink;
  /** A runbook elsewhere, instead of the section of `docs/runbooks.md`. */
  readonly runbook?: URL;
  /**
   * What Grafana makes of a query that returns nothing, `ok` where that is how "all is well" looks. Default: `ok`.
   */
  readonly onNoData?: "ok" | "alerting";
  /**
   * What Grafana makes of a query that fails. Default: `keep`, the state it had, or each alert would tell of one
   * Prometheus that is away.
   */
  readonly onError?: "keep" | "alerting" | "ok";
}

/** A panel of a dashboard, seen for what the alert is about. */
export interface PanelLink {
  readonly dashboard: DashboardUid;
  readonly panel: number;
  /** The dashboard's variable → its value, with the placeholders of the alert's texts: `{namespace}`. */
  readonly variables?: Readonly<Record<string, string>>;
}
