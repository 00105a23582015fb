import { randomBytes } from "node:crypto";
import type { Config } from "../../config/config.ts";

/** The service that test signals come from: by this name people find them, and leave them out. */
export const SERVICE = "lookout-smoke";
/** The test span's operation. */
export const OPERATION = "smoke";
/** The test metric as Prometheus writes it, without its endings. */
export const METRIC = "lookout_smoke_duration_seconds";
/** Attribute and label that tells one run from the others. */
export const RUN = "run";

/** What one run sends. */
export interface Signals {
  readonly run: string;
  readonly traceId: string;
  /** Path of the OTLP receiver → body, in OTLP's JSON. */
  readonly traces: object;
  readonly logs: object;
  readonly metrics: object;
}

const USUAL_SECONDS = 0.2;
/** Beyond what tail sampling keeps for being slow. */
const MARGIN_SECONDS = 1;

/**
 * A trace of one span, a log line and a histogram with an exemplar, all of one moment and one trace. With tail sampling
 * the span is one that is kept for being slow.
 * Source: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 *
 * @param now milliseconds since 1970.
 */
export function signals(now: number, { collector: { sampling } }: Config): Signals {
  const run = randomBytes(6).toString("hex");
  const [traceId, spanId] = [randomBytes(16).toString("hex"), randomBytes(8).toString("hex")];
  const seconds = sampling === undefined ? USUAL_SECONDS : sampling.slowerThan.seconds + MARGIN_SECONDS;
  const [start, end] = [now - seconds * 1000, now].map((each) => nanoseconds(each));
  const resource = { attributes: attributes({ "service.name": SERVICE }) };
  const span = {
    traceId,
    spanId,
    name: OPERATION,
    kind: SPAN_KIND_SERVER,
    startTimeUnixNano: start,
    endTimeUnixNano: end,
    attributes: attributes({ [RUN]: run }),
  };
  const request = `smoke-${run}`;
  const text = { message: "smoke test", [RUN]: run, trace_id: traceId, request_id: request };
  const line = {
    timeUnixNano: end,
    observedTimeUnixNano: end,
    severityText: "INFO",
    severityNumber: 9,
    // Ids in the text and beside it: each has a link of its own.
    body: { stringValue: JSON.stringify(text) },
    traceId,
    spanId,
    attributes: attributes({ [RUN]: run, request_id: request }),
  };
  const point = {
    startTimeUnixNano: start,
    timeUnixNano: end,
    count: "1",
    sum: seconds,
    bucketCounts: ["0", "1"],
    explicitBounds: [0],
    attributes: attributes({ [RUN]: run }),
    exemplars: [{ timeUnixNano: end, asDouble: seconds, traceId, spanId }],
  };
  const metric = {
    name: "lookout.smoke.duration",
    unit: "s",
    description: "How long the test span of a smoke test took",
    histogram: { aggregationTemporality: CUMULATIVE, dataPoints: [point] },
  };
  return {
    run,
    traceId,
    traces: { resourceSpans: [{ resource, scopeSpans: [{ scope: {}, spans: [span] }] }] },
    logs: { resourceLogs: [{ resource, scopeLogs: [{ scope: {}, logRecords: [line] }] }] },
    metrics: { resourceMetrics: [{ resource, scopeMetrics: [{ scope: {}, metrics: [metric] }] }] },
  };
}

/** Numbers of OTLP's enumerations. */
const SPAN_KIND_SERVER = 2;
const CUMULATIVE = 2;

const nanoseconds = (milliseconds: number) => String(BigInt(Math.round(milliseconds)) * 1_000_000n);

function attributes(values: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}
