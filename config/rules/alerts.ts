import { problemIf, type Rule } from "./rule.ts";

/** Thresholds of the catalogue that what is measured can never reach. */
export const alertRules: readonly Rule[] = [
  {
    reads: ["alerts.HighLatency", "metrics.latencyBuckets"],
    check: ({ alerts: { HighLatency }, metrics: { latencyBuckets } }) => {
      const largest = Math.max(...latencyBuckets);
      return problemIf(
        HighLatency.threshold !== undefined && HighLatency.threshold >= largest,
        "alerts.HighLatency.threshold",
        HighLatency.threshold,
        `can never be exceeded: no more is measured than the largest of metrics.latencyBuckets, ${largest}`,
      );
    },
  },
];
