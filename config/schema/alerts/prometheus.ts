import { age, alert, amount, share, span, wholeShare } from "./setting.ts";

/** Alerts on Prometheus itself. */
export const prometheusAlerts = {
  RuleEvaluationFails: alert(
    "Prometheus cannot evaluate a rule: what it records or alerts on is missing.",
    { severity: "ticket", for: "15m" },
    { threshold: amount(0, "Failed evaluations in a quarter of an hour") },
  ),
  RuleEvaluationsMissed: alert(
    "A group of rules takes longer than its interval, so that evaluations are left out.",
    { severity: "ticket", for: "15m" },
    { threshold: share(0.1, "of the group's evaluations") },
  ),
  SamplesRejected: alert(
    "Prometheus throws away samples that it has scraped.",
    { severity: "ticket", for: "30m" },
    { threshold: amount(0, "Samples a second") },
  ),
  RemoteWriteBehind: alert(
    "A remote store gets samples late.",
    { severity: "ticket", for: "15m" },
    { threshold: age("5m", "Age of the newest sample that was sent.") },
  ),
  RemoteWriteFails: alert(
    "A remote store never gets some samples.",
    { severity: "ticket", for: "15m" },
    { threshold: share(0.01, "of all samples") },
  ),
  WriteAheadLogCorrupt: alert(
    "Prometheus found its write-ahead log damaged when it started, and lost what came after the damage.",
    { severity: "ticket", for: "1m" },
    { told: span("1d", "From the start on, how long it is told: the count stays until the next start.") },
  ),
  CompactionFails: alert(
    "Prometheus cannot write its memory to blocks, or cut its logs: both grow until the volume or memory is full.",
    { severity: "ticket", for: "30m" },
    { threshold: amount(3, "Failures in an hour") },
  ),
  ConfigReloadFailed: alert(
    "Prometheus runs with an old configuration, since it refuses the new one.",
    { severity: "ticket", for: "10m" },
    {},
  ),
  NotificationsDropped: alert(
    "A replica of Prometheus hands its alerts to no Alertmanager.",
    { severity: "page", for: "10m" },
    { threshold: amount(0, "Alerts a second that are dropped") },
  ),
  RetentionCutShort: alert(
    "Prometheus deletes samples before `prometheus.retention` is over, or soon will, for want of space.",
    { severity: "ticket", for: "6h" },
    {
      threshold: wholeShare(
        0.95,
        "of `prometheus.retentionSize` that all of `prometheus.retention` would take",
      ),
    },
  ),
} as const;
