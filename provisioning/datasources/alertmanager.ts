import { DATASOURCES } from "../../model/datasources.ts";
import { PORTS } from "../../model/ports.ts";
import { type Datasource, urlOf } from "./datasource.ts";

/** The stack's Alertmanager: its alerts and silences, in Grafana's alerting pages. */
export function alertmanager(): Datasource {
  return {
    ...DATASOURCES.alertmanager,
    url: urlOf("alertmanager", PORTS.alertmanager.http),
    isDefault: false,
    jsonData: {
      implementation: "prometheus",
      // Grafana has no alerts of its own beside those of Prometheus, and would tell of them by other routes.
      handleGrafanaManagedAlerts: false,
    },
    secrets: {},
  };
}
