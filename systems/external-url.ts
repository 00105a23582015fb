import type { Config } from "../config/config.ts";

/**
 * The argument that says where people find a system's own page, for the links that it writes into alerts. On a cluster it
 * is at the end of a port forward, if anywhere, and the system makes up a URL by itself.
 * Sources: https://prometheus.io/docs/prometheus/latest/command-line/prometheus/ and
 * https://github.com/prometheus/alertmanager/blob/v0.34.0/cmd/alertmanager/main.go
 */
export function externalUrl({ target }: Config, system: "prometheus" | "alertmanager"): readonly string[] {
  return target.kind === "docker" ? [`--web.external-url=http://localhost:${target.ports[system]}`] : [];
}
