import type { Config } from "../../config/config.ts";
import type { LocalPortName } from "../../model/local-ports.ts";
import { PORTS } from "../../model/ports.ts";
import { basePath } from "../../systems/grafana/settings.ts";

/** An address of a running stack that tools ask. */
export interface Endpoint {
  /** The system, as people call it. */
  readonly title: string;
  /** Variable of the environment that says where it is, in place of the stack's own way there. */
  readonly variable: string;
  /** Port of the pods. */
  readonly port: number;
  /** Where it begins, when that is not at `/`. */
  readonly path?: (config: Config) => string;
}

/** By the name of the port that Docker binds for it (`model/local-ports.ts`), which says whose it is, too. */
export const ENDPOINTS = {
  grafana: { title: "Grafana", variable: "GRAFANA_URL", port: PORTS.grafana.http, path: basePath },
  prometheus: { title: "Prometheus", variable: "PROMETHEUS_URL", port: PORTS.prometheus.http },
  alertmanager: { title: "Alertmanager", variable: "ALERTMANAGER_URL", port: PORTS.alertmanager.http },
  loki: { title: "Loki", variable: "LOKI_URL", port: PORTS.loki.http },
  jaegerHealth: { title: "Jaeger", variable: "JAEGER_HEALTH_URL", port: PORTS.jaeger.health },
  collectorHealth: {
    title: "the collector",
    variable: "COLLECTOR_HEALTH_URL",
    port: PORTS.collector.health,
  },
  otlpHttp: { title: "the collector", variable: "OTLP_URL", port: PORTS.collector.otlpHttp },
} as const satisfies Partial<Readonly<Record<LocalPortName, Endpoint>>>;

export type EndpointName = keyof typeof ENDPOINTS;

export const endpointOf = (name: EndpointName): Endpoint => ENDPOINTS[name];
