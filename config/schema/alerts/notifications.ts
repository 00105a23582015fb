import { alert, amount, share } from "./setting.ts";

/** Alerts on what tells people: the engine of alerts and what sends its notifications. */
export const notificationAlerts = {
  GrafanaAlertEvaluationFails: alert(
    "Grafana cannot evaluate alert rules. With `alerting.engine: grafana` only.",
    { severity: "ticket", for: "10m" },
    { threshold: amount(5, "Failed evaluations in 15 minutes, of one replica, that may be") },
  ),
  GrafanaNotificationsFail: alert(
    "Grafana cannot notify by one kind of contact point. With `alerting.engine: grafana` only.",
    { severity: "ticket", for: "5m" },
    {
      threshold: share(0.05, "of the notifications"),
      minimumFailures: amount(2, "Failed notifications in 30 minutes up to which it is silent"),
    },
  ),
  AlertmanagerNotificationsFail: alert(
    "Alertmanager cannot notify by one kind of contact point. With `alerting.engine: prometheus` only.",
    { severity: "ticket", for: "5m" },
    {
      threshold: share(0.05, "of the notifications"),
      minimumFailures: amount(2, "Failed notifications in 30 minutes up to which it is silent"),
    },
  ),
  AlertmanagerClusterSplit: alert(
    "Replicas of Alertmanager do not see each other. With several replicas only.",
    { severity: "ticket", for: "15m" },
    {},
  ),
  AlertmanagerConfigDiffers: alert(
    "Replicas of Alertmanager run with different configurations. With several replicas only.",
    { severity: "ticket", for: "30m" },
    {},
  ),
} as const;
