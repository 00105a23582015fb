import type { Config } from "../config/config.ts";
import type { WorkloadName } from "../model/names.ts";
import { PORTS } from "../model/ports.ts";
import type { Workload } from "../model/workload.ts";

/** How people get to what a stack deploys. */
export interface Access {
  /** Where Grafana is, for browsers. */
  readonly grafana: string;
  /** What to type for the administrator's password. */
  readonly login: string;
  /** System → command that forwards its port to this machine. */
  readonly forward: Readonly<Record<string, string>>;
  /** Where services send OTLP. */
  readonly otlp: { readonly grpc: string; readonly http: string };
}

/** Systems with a page that people look at. */
const PAGES: Readonly<Partial<Record<WorkloadName, number>>> = {
  grafana: PORTS.grafana.http,
  prometheus: PORTS.prometheus.http,
  alertmanager: PORTS.alertmanager.http,
  jaeger: PORTS.jaeger.query,
};

export function accessTo(config: Config, stack: readonly Workload[]): Access {
  const { grafana, target } = config;
  const namespace = target.kind === "kubernetes" ? target.namespace : "";
  const context =
    target.kind === "kubernetes" && target.context !== undefined ? ` --context ${target.context}` : "";
  const host = target.kind === "kubernetes" ? `collector.${namespace}.svc` : "collector";
  const forward = stack.flatMap(({ name }) => {
    const port = PAGES[name];
    const command = `kubectl${context} --namespace ${namespace} port-forward service/${name} ${port}:${port}`;
    return port === undefined ? [] : [[name, command] as const];
  });
  return {
    grafana: grafana.url.href,
    login: `user ${grafana.adminUser}, password: pulumi stack output adminPassword --show-secrets --stack ${config.stack}`,
    forward: Object.fromEntries(forward),
    otlp: {
      grpc: `http://${host}:${PORTS.collector.otlpGrpc}`,
      http: `http://${host}:${PORTS.collector.otlpHttp}`,
    },
  };
}
