import type { Config } from "../../config/config.ts";
import { IMAGES } from "../../model/images.ts";
import { PORTS } from "../../model/ports.ts";
import type { Workload } from "../../model/workload.ts";
import { KEPT, toJaeger } from "./kept-traces.ts";
import { otlpGrpc } from "./otlp.ts";
import { type CollectorConfig, collectorProcess, MEMORY_LIMITER, OWN_PORTS } from "./process.ts";
import { prometheusExporter, serviceGraph } from "./span-metrics.ts";

/**
 * The second tier of collectors, when several gateways sample: each sees whole traces, makes the service graph of all
 * of them and keeps those that `collector.sampling` says.
 */
export function sampler(config: Config): Workload {
  const { replicas, resources } = config.collector;
  return {
    ...collectorProcess(samplerConfig(config), resources, 60),
    name: "collector-sampler",
    component: "collection",
    summary: "Decides which traces are kept",
    image: IMAGES.collector,
    placement: "main",
    replicas,
    secretFiles: [],
    volumes: [],
    ports: [
      { name: "otlp-grpc", port: PORTS.collector.otlpGrpc, protocol: "TCP" },
      { name: "spans", port: PORTS.collector.spans, protocol: "TCP" },
      ...OWN_PORTS,
    ],
    resources,
    // Traces that wait are decided on at once, then the queue is emptied.
    gracePeriodSeconds: 60,
    prepare: [],
    // The gateways list the samplers by it.
    peers: true,
    sessionAffinity: false,
    permissions: [],
    access: [
      { from: [{ workload: "collector" }], ports: ["otlp-grpc"] },
      { from: [{ workload: "prometheus" }], ports: ["spans", "metrics"] },
    ],
    egress: [],
  };
}

function samplerConfig(config: Config): CollectorConfig {
  const kept = toJaeger(config);
  return {
    receivers: { otlp: { protocols: { grpc: otlpGrpc() } } },
    processors: { ...MEMORY_LIMITER, ...kept.processors },
    connectors: { service_graph: serviceGraph(config), [KEPT]: {} },
    exporters: { ...kept.exporters, prometheus: prometheusExporter() },
    pipelines: {
      traces: {
        receivers: ["otlp"],
        processors: Object.keys(MEMORY_LIMITER),
        exporters: ["service_graph", KEPT],
      },
      "traces/kept": {
        receivers: [KEPT],
        processors: Object.keys(kept.processors),
        exporters: Object.keys(kept.exporters),
      },
      "metrics/spans": { receivers: ["service_graph"], processors: [], exporters: ["prometheus"] },
    },
  };
}
