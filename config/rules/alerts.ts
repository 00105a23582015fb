import type { Config } from "../config.ts";
import type { Problem } from "../problem.ts";
import { problemIf, type Rule } from "./rule.ts";

type Alerts = Config["alerts"];

/** Problems of one setting of an alert; none where the alert does not exist. */
function problem<Name extends keyof Alerts>(
  alerts: Alerts,
  name: Name,
  setting: keyof Alerts[Name] & string,
  wrong: boolean,
  message: string,
): readonly Problem[] {
  const given = alerts[name][setting] as number | { readonly text: string } | undefined;
  const shown = typeof given === "object" ? given.text : given;
  return problemIf(wrong && alerts[name].enabled, `alerts.${name}.${setting}`, shown, message);
}

/** What the alerts of this stack read of the past, by its setting. */
function lookBacks({ alerts, exporters }: Config) {
  return [
    ["HubDown", "remembered", alerts.HubDown.remembered],
    ...(exporters.kubeStateMetrics ? [["JobFailed", "told", alerts.JobFailed.told] as const] : []),
    ...(exporters.nodeExporter
      ? [["NodeDiskFilling", "lookBack", alerts.NodeDiskFilling.lookBack] as const]
      : []),
    ["TrafficStopped", "before", alerts.TrafficStopped.before],
    ...(exporters.cadvisor ? [["VolumeFilling", "lookBack", alerts.VolumeFilling.lookBack] as const] : []),
  ] as const;
}

/** How long an alert can hold at most, by its setting. */
function ends(alerts: Alerts) {
  return [
    ["HubDown", "remembered", alerts.HubDown.remembered],
    ["JobFailed", "told", alerts.JobFailed.told],
    ["TrafficStopped", "before", alerts.TrafficStopped.before],
    ["WriteAheadLogCorrupt", "told", alerts.WriteAheadLogCorrupt.told],
  ] as const;
}

/** Whether the retention is right by itself: what is wrong with it is said once. */
const SHORTEST_RETENTION = 2 * 3600;

/** Settings of the catalogue with which an alert would never fire, or always. */
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
  {
    reads: ["alerts", "exporters", "prometheus.retention"],
    check: (config) => {
      const { retention } = config.prometheus;
      return lookBacks(config).flatMap(([name, setting, span]) =>
        problem(
          config.alerts,
          name,
          setting as never,
          retention.seconds >= SHORTEST_RETENTION && (span?.seconds ?? 0) > retention.seconds,
          `is above prometheus.retention, ${retention.text}: lower it or keep metrics for longer`,
        ),
      );
    },
  },
  {
    reads: ["alerts"],
    check: ({ alerts }) =>
      ends(alerts).flatMap(([name, setting, span]) => {
        const held = alerts[name].for;
        return problem(
          alerts,
          name,
          setting as never,
          (span?.seconds ?? Number.POSITIVE_INFINITY) <= held.seconds,
          `is not above alerts.${name}.for, ${held.text}, so that it never fires: raise it`,
        );
      }),
  },
  {
    reads: ["alerts.ActiveUsersUnusual"],
    check: ({ alerts }) => {
      const { high, low } = alerts.ActiveUsersUnusual;
      const message = `is not below alerts.ActiveUsersUnusual.high, ${high}, so that it always fires: lower it`;
      return problem(alerts, "ActiveUsersUnusual", "low", low >= high, message);
    },
  },
  {
    reads: ["alerts.NodeDiskFilling", "alerts.NodeDiskFull"],
    check: ({ alerts }) => neverFilling(alerts, "NodeDiskFilling", ["NodeDiskFull"]),
  },
  {
    reads: ["alerts.VolumeFilling", "alerts.VolumeFull", "alerts.StackVolumeFull"],
    check: ({ alerts }) => neverFilling(alerts, "VolumeFilling", ["VolumeFull", "StackVolumeFull"]),
  },
  {
    reads: ["alerts.StackVolumeFull", "prometheus.retentionSize", "prometheus.volume", "size"],
    check: ({ alerts, prometheus: { retentionSize, volume } }) => {
      const filled = retentionSize.bytes / volume.bytes;
      return problem(
        alerts,
        "StackVolumeFull",
        "threshold",
        filled < 1 && alerts.StackVolumeFull.threshold <= filled,
        `is not above the share of its volume that Prometheus fills by design, ${Number(filled.toFixed(2))}: raise it or lower prometheus.retentionSize`,
      );
    },
  },
  {
    reads: ["alerts.RemoteWriteBehind", "prometheus.remoteWrite", "prometheus.scrapeInterval"],
    check: ({ alerts, prometheus: { remoteWrite, scrapeInterval } }) =>
      problem(
        alerts,
        "RemoteWriteBehind",
        "threshold",
        remoteWrite.length > 0 && alerts.RemoteWriteBehind.threshold.seconds < 2 * scrapeInterval.seconds,
        `is below twice prometheus.scrapeInterval, ${scrapeInterval.text}: what was sent last is as old by itself; raise it`,
      ),
  },
  {
    reads: ["alerts.LokiRetentionStopped"],
    check: ({ alerts }) =>
      problem(
        alerts,
        "LokiRetentionStopped",
        "maximumAge",
        alerts.LokiRetentionStopped.maximumAge.seconds < 1200,
        "is below 20m: runs are ten minutes apart; write 3h",
      ),
  },
];

/** Below what it foretells nothing, above the other's threshold that one tells: there must be something between. */
function neverFilling(
  alerts: Alerts,
  name: "NodeDiskFilling" | "VolumeFilling",
  others: readonly ("NodeDiskFull" | "StackVolumeFull" | "VolumeFull")[],
): readonly Problem[] {
  return others.flatMap((other) => {
    const { enabled, threshold } = alerts[other];
    const message = `is not below alerts.${other}.threshold, ${threshold}, so that nothing is foretold: lower it or turn it off`;
    return problem(alerts, name, "threshold", enabled && alerts[name].threshold >= threshold, message);
  });
}
