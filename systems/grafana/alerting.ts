import type { Config } from "../../config/config.ts";
import { peersService } from "../../model/names.ts";
import { PORTS } from "../../model/ports.ts";
import type { Ini } from "./ini.ts";

/**
 * Grafana as the engine of alerts, or as the window on Prometheus' and Alertmanager's: that needs the alerting UI,
 * so the system stays enabled and only the evaluation of rules stops.
 */
export function alerting(config: Config): Ini {
  const evaluates = config.alerting.engine === "grafana";
  return {
    unified_alerting: { enabled: true, execute_alerts: evaluates, ...gossip(config) },
    "unified_alerting.state_history": evaluates
      ? { enabled: true, backend: "loki", loki_remote_url: `http://loki:${PORTS.loki.http}` }
      : { enabled: false },
    // The page that shows the history of all alerts; off by default in 13.1.
    ...(evaluates && { feature_toggles: { alertingCentralAlertHistory: true } }),
  };
}

/** Replicas tell each other what they have sent, or each would send every notification. */
function gossip({ grafana: { replicas }, stack }: Config) {
  if (replicas === 1) return {};
  return {
    ha_peers: `${peersService("grafana")}:${PORTS.grafana.gossip}`,
    ha_advertise_address: `\${POD_IP}:${PORTS.grafana.gossip}`,
    // Pods get new addresses: forget an old one before another stack's pod has it, and never talk to that one.
    ha_reconnect_timeout: "2m",
    ha_label: stack,
  };
}
