import type { Config } from "../../config/config.ts";
import { needsSampler } from "../../config/tiers.ts";
import { lokiExporter } from "./backends.ts";
import { KEPT, toJaeger, toSamplers } from "./kept-traces.ts";
import { otlpReceiver } from "./otlp.ts";
import { podAttributes, serviceName } from "./pod-attributes.ts";
import { type CollectorConfig, MEMORY_LIMITER } from "./process.ts";
import { METRIC_RESOURCE, SPAN_METRIC_RESOURCE, stackAttributes } from "./resource.ts";
import { prometheusExporter, serviceGraph, spanMetrics } from "./span-metrics.ts";

/**
 * The gateway's pipelines. Span metrics are made here from every span, before sampling: they need no whole traces, and
 * a span passes one gateway only, so that the sum over gateways is right. The service graph needs both spans of a
 * call, so with a tier of samplers it is made there.
 */
export function gatewayConfig(config: Config): CollectorConfig {
  const { resources } = config.collector;
  const twoTiers = needsSampler(config);
  const kept = twoTiers ? toSamplers(config) : toJaeger(config);
  const entry = entryProcessors(config);
  const entryNames = Object.keys(entry);
  const connectors = {
    span_metrics: spanMetrics(config),
    ...(twoTiers ? {} : { service_graph: serviceGraph(config) }),
  };
  return {
    receivers: { otlp: otlpReceiver() },
    processors: {
      ...entry,
      ...kept.processors,
      "transform/metrics": METRIC_RESOURCE,
      "transform/span_metrics": SPAN_METRIC_RESOURCE,
    },
    connectors: { ...connectors, [KEPT]: {} },
    exporters: {
      ...kept.exporters,
      ...lokiExporter(resources),
      prometheus: prometheusExporter(),
    },
    pipelines: {
      traces: { receivers: ["otlp"], processors: entryNames, exporters: [...Object.keys(connectors), KEPT] },
      "traces/kept": {
        receivers: [KEPT],
        processors: Object.keys(kept.processors),
        exporters: Object.keys(kept.exporters),
      },
      "metrics/spans": {
        receivers: Object.keys(connectors),
        processors: ["transform/span_metrics"],
        exporters: ["prometheus"],
      },
      metrics: {
        receivers: ["otlp"],
        processors: [...entryNames, "transform/metrics"],
        exporters: ["prometheus"],
      },
      logs: { receivers: ["otlp"], processors: entryNames, exporters: ["otlp_http/loki"] },
    },
  };
}

/** What all data passes first, in this order. */
function entryProcessors(config: Config): Readonly<Record<string, unknown>> {
  return {
    ...MEMORY_LIMITER,
    ...(config.target.kind === "kubernetes"
      ? {
          k8s_attributes: podAttributes("sender"),
          "transform/service": serviceName(["trace", "metric", "log"]),
        }
      : {}),
    resource: stackAttributes(config),
  };
}
