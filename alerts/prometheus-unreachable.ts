import type { Config } from "../config/config.ts";
import type { Alert } from "../model/alert.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import { ofWorkloads } from "./own-series.ts";
import { settings } from "./settings.ts";

/** Of all alerts, the one that a Prometheus that is away or empty makes fire; the others keep the state they had. */
export function prometheusUnreachable(config: Config): readonly Alert[] {
  if (config.alerting.engine !== "grafana") return [];
  return [
    {
      ...settings(config, "PrometheusUnreachable"),
      category: "targets",
      condition: {
        all: [{ query: `max(up{${ofWorkloads(config, "prometheus")}})`, is: "below", threshold: 1 }],
      },
      unit: "number",
      summary: "Prometheus does not answer Grafana",
      description:
        "Grafana gets no answer from Prometheus, or Prometheus does not measure itself. No other alert of this stack can begin or end until it does.",
      panel: { dashboard: DASHBOARDS.observabilityStack, panel: PANELS.observabilityStack.targets },
      onNoData: "alerting",
      onError: "alerting",
    },
  ];
}
