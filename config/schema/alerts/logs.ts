import { age, alert, amount, share } from "./setting.ts";

/** Alerts on logs: Loki, and the agents that read the containers' files. */
export const logAlerts = {
  LokiLinesDiscarded: alert(
    "Loki refuses log lines.",
    { severity: "ticket", for: "15m" },
    { threshold: amount(60, "Lines in ten minutes, of one reason, up to which it is silent") },
  ),
  LokiRequestErrors: alert(
    "Loki answers pushes or queries with a server error.",
    { severity: "ticket", for: "10m" },
    {
      threshold: share(0.1, "of a route's requests"),
      minimumTraffic: amount(0.02, "Requests a second, of the route, below which it is silent"),
    },
  ),
  LokiRetentionStopped: alert(
    "Loki has not compacted its index and deleted old lines for long.",
    { severity: "ticket", for: "15m" },
    { maximumAge: age("3h", "Since the last run that went well. Runs are ten minutes apart.") },
  ),
  LokiStorageErrors: alert(
    "Loki's bucket answers with errors. With `loki.storage.kind: s3` only.",
    { severity: "ticket", for: "15m" },
    {
      threshold: share(0.1, "of an operation's requests"),
      minimumErrors: amount(5, "Failed requests in ten minutes up to which it is silent"),
    },
  ),
  LogCollectionStopped: alert(
    "Containers of a node write logs, and the node's agent reads none.",
    { severity: "ticket", for: "30m" },
    {
      minimumGrowth: amount(100_000, "Bytes that the node's log files grow in 15 minutes before it may fire"),
    },
  ),
} as const;
