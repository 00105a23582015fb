import type { Tracer } from "@opentelemetry/api";
import type { Logger } from "pino";
import type { ServiceName } from "../names.ts";
import type { Settings } from "../settings.ts";
import type { Collector } from "./collector.ts";
import { type HttpMetrics, httpMetrics } from "./http-metrics.ts";
import { logging } from "./logging.ts";
import { otlpLines } from "./otlp-lines.ts";
import { resourceOf } from "./resource.ts";
import { tracing } from "./tracing.ts";

/** The three signals of one service. */
export interface Telemetry {
  readonly service: ServiceName;
  readonly tracer: Tracer;
  readonly log: Logger;
  readonly metrics: HttpMetrics;
  /** Sends what waits; rejects if that cannot be. */
  stop(): Promise<void>;
}

/** Where log lines go besides OTLP. */
export interface Lines {
  write(line: string): void;
}

export function telemetryOf(
  service: ServiceName,
  settings: Settings,
  collector: Collector,
  lines: Lines,
): Telemetry {
  const resource = resourceOf(service);
  const { logs, traces } = settings.otlp;
  const spans = tracing(resource, traces ? collector : undefined);
  const otlp = logs ? otlpLines(resource, collector) : undefined;
  return {
    service,
    tracer: spans.tracer,
    log: logging(service, settings.logLevel, otlp === undefined ? [lines] : [lines, otlp]),
    metrics: httpMetrics(service),
    stop: async () => {
      await Promise.all([spans.stop(), otlp?.stop()]);
    },
  };
}
