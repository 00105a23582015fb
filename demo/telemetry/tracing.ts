import type { Tracer } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Collector } from "./collector.ts";

/** How the spans of one service are made, and how they are delivered at its end. */
export interface Tracing {
  readonly tracer: Tracer;
  stop(): Promise<void>;
}

/**
 * A provider for each service: the resource with the service's name belongs to it. None is registered as the process'
 * own, and every span is told its parent.
 *
 * @param to undefined: spans are made, for the ids in logs and exemplars, and not sent.
 */
export function tracing(resource: Resource, to: Collector | undefined): Tracing {
  const provider = new TracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    // At most 2,048 spans wait; what comes on top is dropped.
    spanProcessors:
      to === undefined ? [] : [new BatchSpanProcessor({ exporter: to.spans(), scheduledDelayMillis: 1000 })],
  });
  return { tracer: provider.getTracer("demo"), stop: () => provider.shutdown() };
}
