import type { BadInput } from "./bad-input.ts";

/** Settings of the catalogue's alerts. */
export const alerts: readonly BadInput[] = [
  {
    name: "a threshold of latency that no bucket reaches",
    values: { metrics: { latencyBuckets: [0.1, 1] }, alerts: { HighLatency: { threshold: 1 } } },
    problems: [
      "lookout:alerts.HighLatency.threshold: 1 can never be exceeded: no more is measured than the largest of metrics.latencyBuckets, 1",
    ],
  },
  {
    name: "settings of alerts that are none",
    values: {
      alerts: {
        NodeDiskFul: { enabled: false },
        NodeDiskFull: { threshold: 95, severity: "critical", for: "soon" },
        TargetDown: { limit: 0.5 },
      },
    },
    problems: [
      'lookout:alerts.NodeDiskFull.severity: "critical" is not allowed: write page or ticket or info',
      'lookout:alerts.NodeDiskFull.for: "soon" is not a duration: write 15d, 12h, 30s or 1h30m',
      "lookout:alerts.NodeDiskFull.threshold: 95 is not a share: above 0 and at most 1",
      "lookout:alerts.TargetDown.limit: is no setting; allowed: enabled, severity, for, team, threshold",
      'lookout:alerts.NodeDiskFul: is no setting; did you mean "NodeDiskFull"?',
    ],
  },
];
