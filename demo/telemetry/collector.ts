import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import type { LogRecordExporter } from "@opentelemetry/sdk-logs";
import type { SpanExporter } from "@opentelemetry/sdk-trace";

/** Milliseconds for one batch, its repetitions included; also what the end of the demo may wait for. */
const TIMEOUT_MS = 3000;

/** Where traces and logs go, over OTLP/HTTP. */
export interface Collector {
  readonly endpoint: string;
  spans(): SpanExporter;
  logs(): LogRecordExporter;
}

/**
 * The SDK says nothing of batches that it cannot deliver, and drops them. `told` is called once when the collector does
 * not answer, and once when it answers again, not at every batch.
 */
export function collector(endpoint: string, told: (answers: boolean) => void): Collector {
  let answers: boolean | undefined;
  const watch = (result: ExportResult) => {
    const now = result.code === ExportResultCode.SUCCESS;
    // From the start on it is expected to answer.
    if (now !== (answers ?? true)) told(now);
    answers = now;
  };
  const at = (path: string) => ({ url: `${endpoint}${path}`, timeoutMillis: TIMEOUT_MS });
  return {
    endpoint,
    spans: () => {
      const exporter = new OTLPTraceExporter(at("/v1/traces"));
      return {
        export: (spans, done) => exporter.export(spans, also(watch, done)),
        forceFlush: () => exporter.forceFlush(),
        shutdown: () => exporter.shutdown(),
      };
    },
    logs: () => {
      const exporter = new OTLPLogExporter(at("/v1/logs"));
      return {
        export: (records, done) => exporter.export(records, also(watch, done)),
        forceFlush: () => exporter.forceFlush(),
        shutdown: () => exporter.shutdown(),
      };
    },
  };
}

type Listener = (result: ExportResult) => void;

function also(first: Listener, second: Listener): Listener {
  return (result) => {
    first(result);
    second(result);
  };
}
