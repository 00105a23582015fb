import { TARGET_LABELS } from "../../model/metrics/index.ts";
import { RESERVED_LABELS } from "../../model/slo-series.ts";
import type { Config } from "../config.ts";
import { problemIf, type Rule } from "./rule.ts";

/** Each with what to do instead. */
const OWN_LABELS: ReadonlyMap<string, string> = new Map([
  ["cluster", "is set by Lookout: set lookout:cluster instead"],
  ["environment", "is set by Lookout: set lookout:environment instead"],
  ["replica", "is set by Lookout, to each replica's own name: choose another label"],
]);

/** By what alerts tell things apart, beside the labels of targets and SLOs. */
const ALERT_LABELS: readonly string[] = [
  "condition",
  "container",
  "daemonset",
  "deployment",
  "device",
  "exporter",
  "integration",
  "job_name",
  "le",
  "name",
  "operation",
  "persistentvolumeclaim",
  "quantile",
  "reason",
  "remote_name",
  "replicaset",
  "route",
  "rule_group",
  "signal",
  "statefulset",
  "uid",
];

/**
 * An external label with the name of a label that alerts have would take its place in Grafana, stand in for it in
 * Prometheus where there is none, and make one thing of all alerts where Alertmanager inhibits by it.
 */
export const externalLabelRule: Rule = {
  reads: ["prometheus.externalLabels", "metrics.labels"],
  check: (config) =>
    Object.entries(config.prometheus.externalLabels).flatMap(([label, value]) => {
      const taken = OWN_LABELS.get(label) ?? takenLabel(label, config);
      return problemIf(taken !== undefined, `prometheus.externalLabels.${label}`, value, taken ?? "");
    }),
};

function takenLabel(label: string, { metrics }: Config): string | undefined {
  const taken = [...RESERVED_LABELS, ...TARGET_LABELS, ...ALERT_LABELS, ...Object.values(metrics.labels)];
  return taken.includes(label)
    ? "is a label of Lookout's own alerts and series: choose another name"
    : undefined;
}
