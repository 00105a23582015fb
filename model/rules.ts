/** A series that Prometheus makes from others. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  /** Beside those of the group. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** An alert as Prometheus evaluates it. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  /** In Prometheus' notation. Absent: fires at once. */
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Rules that are evaluated one after the other, so that each sees what those before it have written. */
export interface RuleGroup {
  readonly name: string;
  /** In Prometheus' notation. Absent: Prometheus' own interval. */
  readonly interval?: string;
  /** On everything that the rules make. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}

/** Beginning of the names of Lookout's own rule files; no file of the user's may have it. */
export const RULE_FILE_PREFIX = "lookout-";
