import type { Config } from "../../config/config.ts";
import { PORTS } from "../../model/ports.ts";
import { basePath } from "../../systems/grafana/settings.ts";

/** A system that people look into. */
interface System {
  readonly title: string;
  /** Its own standard port, in its pods too. */
  readonly port: number;
  /** Where it begins, when that is not at `/`. */
  readonly path?: (config: Config) => string;
  /** Why a stack does not have it; undefined when it does. */
  readonly absent?: (config: Config) => string | undefined;
}

/** By their names as workloads. */
export const SYSTEMS = {
  prometheus: { title: "Prometheus", port: PORTS.prometheus.http },
  loki: { title: "Loki", port: PORTS.loki.http },
  jaeger: { title: "Jaeger", port: PORTS.jaeger.query },
  grafana: { title: "Grafana", port: PORTS.grafana.http, path: basePath },
  alertmanager: {
    title: "Alertmanager",
    port: PORTS.alertmanager.http,
    absent: ({ alerting: { engine } }) =>
      engine === "prometheus"
        ? undefined
        : "lookout:alerting.engine is grafana, which tells whom it has to by itself",
  },
} as const satisfies Readonly<Record<string, System>>;

export type SystemName = keyof typeof SYSTEMS;

export const systemOf = (name: SystemName): System => SYSTEMS[name];

export const isSystem = (name: string): name is SystemName => Object.hasOwn(SYSTEMS, name);

/** Where a system is found at a port of this machine. */
export function addressOf(name: SystemName, port: number, config: Config): string {
  return `http://127.0.0.1:${port}${systemOf(name).path?.(config) ?? ""}`;
}
