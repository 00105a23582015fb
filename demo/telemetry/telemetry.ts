import type { Tracer } from "@opentelemetry/api";
import type { Logger } from "pino";
import type { LoggerName, ServiceName } from "../names.ts";
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

/** A logger, and what ends it. */
export interface Log {
  readonly log: Logger;
  /** Sends what waits; rejects if that cannot be. */
  stop(): Promise<void>;
}

export function logOf(
  name: LoggerName,
  { logLevel, otlp: { logs } }: Settings,
  collector: Collector,
  lines: Lines,
): Log {
  const otlp = logs ? otlpLines(resourceOf(name), collector) : undefined;
  return {
    log: logging(name, logLevel, otlp === undefined ? [lines] : [lines, otlp]),
    stop: async () => otlp?.stop(),
  };
}

export function telemetryOf(
  service: ServiceName,
  settings: Settings,
  collector: Collector,
  lines: Lines,
): Telemetry {
  const spans = tracing(resourceOf(service), settings.otlp.traces ? collector : undefined);
  const { log, stop } = logOf(service, settings, collector, lines);
  return {
    service,
    tracer: spans.tracer,
    log,
    metrics: httpMetrics(service),
    stop: async () => {
      await Promise.all([spans.stop(), stop()]);
    },
  };
}
