import type { BadInput } from "./bad-input.ts";

const of = (alert: string, settings: object) => ({ alerts: { [alert]: settings } });

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
      "lookout:alerts.NodeDiskFull.threshold: 95 is not a share that can be exceeded: above 0 and below 1",
      "lookout:alerts.TargetDown.limit: is no setting; allowed: enabled, severity, for, team, threshold",
      'lookout:alerts.NodeDiskFul: is no setting; did you mean "NodeDiskFull"?',
    ],
  },
  {
    name: "shares that are never exceeded, or of nothing",
    values: {
      alerts: {
        NodeMemoryFull: { threshold: 1 },
        StackTargetDown: { threshold: 1.1 },
        ActiveUsersUnusual: { low: 0 },
      },
    },
    problems: [
      "lookout:alerts.ActiveUsersUnusual.low: 0 is not a share: above 0 and at most 1",
      "lookout:alerts.NodeMemoryFull.threshold: 1 is not a share that can be exceeded: above 0 and below 1",
      "lookout:alerts.StackTargetDown.threshold: 1.1 is not a share: above 0 and at most 1",
    ],
  },
  {
    name: "an alert that must hold for more than a week",
    values: of("TargetDown", { for: "8d" }),
    problems: [
      'lookout:alerts.TargetDown.for: "8d" is above 7d: what lasts that long was to be told before; write 1h or 1d',
    ],
  },
  {
    name: "alerts that look back on hardly anything",
    values: {
      alerts: {
        TrafficStopped: { before: "9m59s" },
        HubDown: { remembered: "5m" },
        JobFailed: { told: "1m" },
        NodeDiskFilling: { lookBack: "30s" },
        VolumeFilling: { ahead: "1s" },
        WriteAheadLogCorrupt: { told: "9m" },
      },
    },
    problems: [
      'lookout:alerts.TrafficStopped.before: "9m59s" is below 10m: too few samples to judge by; write 1h',
      'lookout:alerts.HubDown.remembered: "5m" is below 10m: too few samples to judge by; write 1h',
      'lookout:alerts.JobFailed.told: "1m" is below 10m: too few samples to judge by; write 1h',
      'lookout:alerts.NodeDiskFilling.lookBack: "30s" is below 10m: too few samples to judge by; write 1h',
      'lookout:alerts.VolumeFilling.ahead: "1s" is below 10m: too few samples to judge by; write 1h',
      'lookout:alerts.WriteAheadLogCorrupt.told: "9m" is below 10m: too few samples to judge by; write 1h',
    ],
  },
  {
    name: "alerts that look back on more than Prometheus keeps",
    values: {
      prometheus: { retention: "12h" },
      alerts: {
        HubDown: { remembered: "13h" },
        TrafficStopped: { before: "1d" },
        NodeDiskFilling: { lookBack: "12h1m" },
        VolumeFilling: { lookBack: "1d", enabled: false },
      },
    },
    problems: [
      'lookout:alerts.HubDown.remembered: "13h" is above prometheus.retention, 12h: lower it or keep metrics for longer',
      'lookout:alerts.JobFailed.told: "1d" is above prometheus.retention, 12h: lower it or keep metrics for longer',
      'lookout:alerts.NodeDiskFilling.lookBack: "12h1m" is above prometheus.retention, 12h: lower it or keep metrics for longer',
      'lookout:alerts.TrafficStopped.before: "1d" is above prometheus.retention, 12h: lower it or keep metrics for longer',
    ],
  },
  {
    name: "alerts that end before they are told",
    values: {
      alerts: {
        HubDown: { remembered: "1h", for: "1h" },
        JobFailed: { told: "1h", for: "2h" },
        TrafficStopped: { for: "3h" },
        WriteAheadLogCorrupt: { for: "1d" },
      },
    },
    problems: [
      'lookout:alerts.HubDown.remembered: "1h" is not above alerts.HubDown.for, 1h, so that it never fires: raise it',
      'lookout:alerts.JobFailed.told: "1h" is not above alerts.JobFailed.for, 2h, so that it never fires: raise it',
      'lookout:alerts.TrafficStopped.before: "3h" is not above alerts.TrafficStopped.for, 3h, so that it never fires: raise it',
      'lookout:alerts.WriteAheadLogCorrupt.told: "1d" is not above alerts.WriteAheadLogCorrupt.for, 1d, so that it never fires: raise it',
    ],
  },
  {
    name: "few users that are more than many",
    values: of("ActiveUsersUnusual", { low: 0.5, high: 0.5 }),
    problems: [
      "lookout:alerts.ActiveUsersUnusual.low: 0.5 is not below alerts.ActiveUsersUnusual.high, 0.5, so that it always fires: lower it",
    ],
  },
  {
    name: "disks of which nothing can be foretold before they are full",
    values: {
      alerts: { NodeDiskFilling: { threshold: 0.95 }, VolumeFull: { threshold: 0.7 } },
    },
    problems: [
      "lookout:alerts.NodeDiskFilling.threshold: 0.95 is not below alerts.NodeDiskFull.threshold, 0.95, so that nothing is foretold: lower it or turn it off",
      "lookout:alerts.VolumeFilling.threshold: 0.8 is not below alerts.VolumeFull.threshold, 0.7, so that nothing is foretold: lower it or turn it off",
    ],
  },
  {
    name: "a volume that Prometheus fills by design",
    values: {
      prometheus: { volume: "100Gi", retentionSize: "85Gi" },
      alerts: { StackVolumeFull: { threshold: 0.85 } },
    },
    problems: [
      "lookout:alerts.StackVolumeFull.threshold: 0.85 is not above the share of its volume that Prometheus fills by design, 0.85: raise it or lower prometheus.retentionSize",
    ],
  },
  {
    name: "times that pass by themselves",
    values: {
      prometheus: {
        scrapeInterval: "1m",
        remoteWrite: [{ name: "mimir", url: "https://mimir.example.com/push" }],
      },
      alerts: {
        LokiRetentionStopped: { maximumAge: "19m" },
        NodeClockWrong: { threshold: 0 },
        RemoteWriteBehind: { threshold: "119s" },
      },
    },
    problems: [
      "lookout:alerts.NodeClockWrong.threshold: 0 is below 0.5: as much passes while a node is asked; write 2",
      'lookout:alerts.RemoteWriteBehind.threshold: "119s" is below twice prometheus.scrapeInterval, 1m: what was sent last is as old by itself; raise it',
      'lookout:alerts.LokiRetentionStopped.maximumAge: "19m" is below 20m: runs are ten minutes apart; write 3h',
    ],
  },
  {
    name: "bounds beyond what is measured",
    values: {
      alerts: {
        ContainerThrottled: { minimumPeriods: 10 },
        RequestsPileUp: { factor: 0.5 },
        SpawnsSlow: { threshold: 600 },
      },
    },
    problems: [
      "lookout:alerts.RequestsPileUp.factor: 0.5 is below 1: fewer than usual are no pile; write 3",
      "lookout:alerts.SpawnsSlow.threshold: 600 is not below 600, the largest bucket that JupyterHub has: write 60",
      "lookout:alerts.ContainerThrottled.minimumPeriods: 10 is not below 10, the most CPU periods that a second has: write 1",
    ],
  },
];
