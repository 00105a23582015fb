import { ROOT_CONTEXT, TraceFlags, trace } from "@opentelemetry/api";
import { type AnyValueMap, type LogRecord, SeverityNumber } from "@opentelemetry/api-logs";
import type { Resource } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import type { Collector } from "./collector.ts";

/** Takes lines of pino and sends each as a log record. */
export interface OtlpLines {
  write(line: string): void;
  stop(): Promise<void>;
}

/** The same lines that go to standard output, so that both ways of collecting logs tell the same. */
export function otlpLines(resource: Resource, to: Collector): OtlpLines {
  const provider = new LoggerProvider({
    resource,
    processors: [new BatchLogRecordProcessor({ exporter: to.logs(), scheduledDelayMillis: 1000 })],
  });
  const logger = provider.getLogger("demo");
  return {
    write: (line) => logger.emit(recordOf(JSON.parse(line) as Line)),
    stop: () => provider.shutdown(),
  };
}

/** As telemetry/logging.ts writes it. */
interface Line {
  readonly level: string;
  readonly time: string;
  readonly msg?: string;
  readonly service_name: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly err?: { readonly type: string; readonly message: string; readonly stack: string };
  readonly [field: string]: unknown;
}

const SEVERITIES: Readonly<Record<string, SeverityNumber>> = {
  trace: SeverityNumber.TRACE,
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
  fatal: SeverityNumber.FATAL,
};

/** A line as OpenTelemetry's log data model has it: what it knows of by its own names, the rest as attributes. */
export function recordOf(line: Line): LogRecord {
  const { level, time, msg, service_name: _, trace_id, span_id, err, ...rest } = line;
  return {
    timestamp: new Date(time),
    severityNumber: SEVERITIES[level] ?? SeverityNumber.UNSPECIFIED,
    severityText: level.toUpperCase(),
    body: msg ?? "",
    attributes: { ...(rest as AnyValueMap), ...(err === undefined ? {} : exceptionOf(err)) },
    ...(trace_id === undefined || span_id === undefined ? {} : { context: contextOf(trace_id, span_id) }),
  };
}

function contextOf(traceId: string, spanId: string) {
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED });
}

/** Source: https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-logs/ */
function exceptionOf({ message, stack, type }: NonNullable<Line["err"]>): AnyValueMap {
  return { "exception.type": type, "exception.message": message, "exception.stacktrace": stack };
}
