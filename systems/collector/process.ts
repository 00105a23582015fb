import { PORTS } from "../../model/ports.ts";
import type { FileSet, Metrics, Port, Probes, Resources } from "../../model/workload.ts";
import { goMemoryLimit } from "../go.ts";
import { probes } from "../probe.ts";
import { ownMetrics } from "../telemetry.ts";
import { toYaml } from "../yaml.ts";

const CONFIG_DIRECTORY = "/etc/otelcol";

/** A collector's configuration file. Source: https://opentelemetry.io/docs/collector/configuration/ */
export interface CollectorConfig {
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly receivers: Readonly<Record<string, unknown>>;
  readonly processors: Readonly<Record<string, unknown>>;
  readonly connectors?: Readonly<Record<string, unknown>>;
  readonly exporters: Readonly<Record<string, unknown>>;
  readonly pipelines: Readonly<Record<string, Pipeline>>;
}

export interface Pipeline {
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

/** Ports that every collector process has. */
export const OWN_PORTS: readonly Port[] = [
  { name: "health", port: PORTS.collector.health, protocol: "TCP" },
  { name: "metrics", port: PORTS.collector.telemetry, protocol: "TCP" },
];

const OWN_METRICS: Metrics = { port: "metrics", path: "/metrics" };

/**
 * First in every pipeline that data enters by: refuses what would not fit, so that the sender tries again, and makes
 * Go give memory back. Shares are of the container's limit.
 * Source: https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/memorylimiterprocessor
 */
export const MEMORY_LIMITER = {
  memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 20 },
} as const;

/** What a process of the collector needs beside its pipelines, whichever they are. */
export function collectorProcess(
  config: CollectorConfig,
  resources: Resources,
  startupSeconds: number,
): {
  readonly args: readonly string[];
  readonly env: { readonly GOMEMLIMIT: string };
  readonly files: readonly FileSet[];
  readonly metrics: Metrics;
  readonly probes: Probes;
} {
  return {
    args: [`--config=${CONFIG_DIRECTORY}/config.yaml`],
    // Where the memory limiter refuses, Go has tried: both at 80%.
    env: goMemoryLimit(resources, 0.8),
    files: [
      {
        name: "config",
        directory: CONFIG_DIRECTORY,
        files: { "config.yaml": toYaml(withTelemetry(config)) },
        onChange: "restart",
      },
    ],
    metrics: OWN_METRICS,
    // Ready when every pipeline runs; alive as long as the process answers at all, whatever its pipelines wait for.
    probes: probes(OWN_METRICS, { port: "health", path: "/" }, startupSeconds),
  };
}

/** Adds the health endpoint and the process' own logs and metrics. Both listen on localhost unless told. */
function withTelemetry({ pipelines, extensions, ...components }: CollectorConfig): unknown {
  const all = {
    health_check: { endpoint: `0.0.0.0:${PORTS.collector.health}` },
    ...extensions,
  };
  return {
    extensions: all,
    ...components,
    service: {
      extensions: Object.keys(all),
      pipelines,
      telemetry: {
        logs: { level: "info", encoding: "json" },
        metrics: ownMetrics(PORTS.collector.telemetry),
      },
    },
  };
}
