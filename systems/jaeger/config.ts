import type { Config } from "../../config/config.ts";
import { PORTS } from "../../model/ports.ts";
import { ownMetrics } from "../telemetry.ts";
import { toYaml } from "../yaml.ts";
import { backend } from "./storage.ts";

/** Where the files of `configFiles` are mounted. */
export const CONFIG_DIRECTORY = "/etc/jaeger";

/** Jaeger's files: its configuration and its UI's. */
export function configFiles(config: Config): Readonly<Record<string, string>> {
  const { storage } = config.jaeger;
  return {
    "config.yaml": toYaml(jaegerConfig(config)),
    "ui.json": toJson({
      monitor: { menuEnabled: true },
      // With OpenSearch the page needs a Spark job; Grafana's service graph shows the same.
      dependencies: { menuEnabled: storage.kind === "badger" },
    }),
  };
}

/**
 * Jaeger 2 is a collector with storage and query extensions; what is not told to listen on every interface listens
 * on localhost. Source: https://www.jaegertracing.io/docs/2.20/deployment/configuration/
 */
function jaegerConfig({ jaeger }: Config) {
  return {
    service: {
      extensions: ["jaeger_storage", "jaeger_query", "healthcheckv2"],
      // Neither batch processor nor queue: a failed write is the gateway's error, which keeps and retries the spans.
      pipelines: {
        traces: {
          receivers: ["otlp"],
          processors: ["memory_limiter"],
          exporters: ["jaeger_storage_exporter"],
        },
      },
      telemetry: {
        resource: { attributes: [{ name: "service.name", value: "jaeger" }] },
        logs: { level: "info", encoding: "json" },
        metrics: ownMetrics(PORTS.jaeger.telemetry),
      },
    },
    extensions: {
      healthcheckv2: { use_v2: true, http: { endpoint: everywhere(PORTS.jaeger.health) } },
      jaeger_query: {
        storage: { traces: "spans", metrics: "span_metrics" },
        ui: { config_file: `${CONFIG_DIRECTORY}/ui.json` },
        // Queries would otherwise fill the store with Jaeger's own spans.
        enable_tracing: false,
        http: { endpoint: everywhere(PORTS.jaeger.query) },
        // Cannot be turned off, and nobody here uses it.
        grpc: { endpoint: "localhost:16685" },
      },
      jaeger_storage: {
        backends: { spans: backend(jaeger) },
        metric_backends: { span_metrics: { prometheus: spanMetrics() } },
      },
    },
    receivers: { otlp: { protocols: { grpc: otlpGrpc(jaeger.replicas) } } },
    processors: {
      memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 20 },
    },
    exporters: { jaeger_storage_exporter: { trace_storage: "spans" } },
  };
}

/** Names as the gateway's span metrics connector writes them through Prometheus' exporter, in seconds. */
function spanMetrics() {
  return {
    endpoint: `http://prometheus:${PORTS.prometheus.http}`,
    metric_namespace: "traces_span_metrics",
    latency_unit: "s",
    normalize_calls: true,
    normalize_duration: true,
  };
}

function otlpGrpc(replicas: number) {
  return {
    endpoint: everywhere(PORTS.jaeger.otlpGrpc),
    // gRPC's own limit, 4 MiB, is below what a gateway's batch of large spans can reach.
    max_recv_msg_size_mib: 16,
    // A gRPC connection stays with one replica until it ends, so a new replica would get nothing.
    ...(replicas > 1 && {
      keepalive: { server_parameters: { max_connection_age: "2m", max_connection_age_grace: "10s" } },
    }),
  };
}

function everywhere(port: number): string {
  return `0.0.0.0:${port}`;
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
