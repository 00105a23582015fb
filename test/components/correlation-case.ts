import { type CorrelationState, correlationProvider } from "../../components/grafana/correlation-provider.ts";
import type { GrafanaServer } from "./grafana-server.ts";

/** Less patient than the real one. */
export const provider = correlationProvider({ tries: 3, pauseMs: 5, timeoutMs: 200 });

/** A correlation that says all that one can. */
export function correlation({ auth, url }: Pick<GrafanaServer, "auth" | "url">): CorrelationState {
  return {
    url,
    auth,
    sourceUid: "prometheus",
    targetUid: "loki",
    label: "Logs of this service",
    description: "Opens the logs",
    field: "service_name",
    target: { expr: '{service_name="${service_name}"}', refId: "A" },
    transformations: [{ type: "regex", expression: "(.*)", mapValue: "service" }],
  };
}
