import type { WorkloadName } from "./names.ts";
import { PORTS } from "./ports.ts";

/** A port of a workload that a stack on one machine binds to 127.0.0.1. */
interface LocalPort {
  readonly workload: WorkloadName;
  /** Name of the workload's port. */
  readonly port: string;
  /** Port of the machine, unless config says otherwise. */
  readonly usual: number;
  /** What is found there. */
  readonly what: string;
}

/**
 * Setting under `target.ports` → what it is for. People's pages, the ways in for signals, and what tells whether a
 * system is ready, which only an open port can: most images hold no shell that could ask from within.
 */
export const LOCAL_PORTS = {
  grafana: { workload: "grafana", port: "http", usual: PORTS.grafana.http, what: "Grafana" },
  prometheus: { workload: "prometheus", port: "http", usual: PORTS.prometheus.http, what: "Prometheus" },
  alertmanager: {
    workload: "alertmanager",
    port: "http",
    usual: PORTS.alertmanager.http,
    what: "Alertmanager, with `alerting.engine: prometheus`",
  },
  loki: { workload: "loki", port: "http", usual: PORTS.loki.http, what: "Loki's API" },
  jaeger: { workload: "jaeger", port: "query", usual: PORTS.jaeger.query, what: "Jaeger" },
  jaegerHealth: {
    workload: "jaeger",
    port: "health",
    // Its own number is the collector's too.
    usual: PORTS.jaeger.health + 1,
    what: "Jaeger's health",
  },
  otlpGrpc: {
    workload: "collector",
    port: "otlp-grpc",
    usual: PORTS.collector.otlpGrpc,
    what: "OTLP over gRPC",
  },
  otlpHttp: {
    workload: "collector",
    port: "otlp-http",
    usual: PORTS.collector.otlpHttp,
    what: "OTLP over HTTP",
  },
  collectorHealth: {
    workload: "collector",
    port: "health",
    usual: PORTS.collector.health,
    what: "the collector's health",
  },
  demo: {
    workload: "demo",
    port: "gateway",
    usual: PORTS.demo.gateway,
    what: "the demo, where it is enabled",
  },
  demoAlerts: {
    workload: "demo",
    port: "alerts",
    usual: PORTS.demo.alerts,
    what: "the list of alerts that the demo was told",
  },
} as const satisfies Readonly<Record<string, LocalPort>>;

export type LocalPortName = keyof typeof LOCAL_PORTS;

export const LOCAL_PORT_NAMES = Object.keys(LOCAL_PORTS) as readonly LocalPortName[];

/** Which setting says where a workload's port is bound; undefined when it is not. */
export function localPortOf(workload: WorkloadName, port: string): LocalPortName | undefined {
  return LOCAL_PORT_NAMES.find((name) => {
    const local = LOCAL_PORTS[name];
    return local.workload === workload && local.port === port;
  });
}
