import type { AlertCase } from "../../alert-case.ts";
import { lost } from "./lost.ts";

const reads = (role: string, operation: string, result: "ok" | "err") =>
  `jaeger_storage_requests_total{job="jaeger",namespace="lookout",pod="jaeger-0",name="spans",role="${role}",operation="${operation}",result="${result}"}`;

const bulkErrors = (pod: string) =>
  `jaeger_storage_bulk_index_errors_total{job="jaeger",namespace="lookout",pod="${pod}",name="spans",role="tracestore"}`;

const limited = (job: string) =>
  `otelcol_processor_memory_limiter_refused_spans_total{job="${job}",namespace="lookout",pod="${job}-0",processor="memory_limiter"}`;

export const jaegerCases: readonly AlertCase[] = [
  {
    alert: "JaegerWriteErrors",
    fires: {
      // 25 spans a minute pass 60 at minute 3.
      series: { [lost("send", "spans", "jaeger_storage_exporter", "jaeger")]: "0+25x60" },
      atMinute: 13,
      labels: {},
      summary: "Jaeger cannot write spans to its storage",
      description:
        "In ten minutes Jaeger failed to write 250 spans to its storage. Traces have gaps or are missing.",
    },
    quiet: {
      because: "few fail in Jaeger, and the collector's failures are not Jaeger's",
      series: {
        [lost("send", "spans", "jaeger_storage_exporter", "jaeger")]: "0+5x60",
        [lost("send", "spans", "otlp_grpc/jaeger")]: "0+25x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "JaegerWriteErrors",
    values: {
      jaeger: { replicas: 2, storage: { kind: "opensearch", urls: ["https://opensearch.example.com"] } },
    },
    fires: {
      series: { [bulkErrors("jaeger-0")]: "0+25x60", [bulkErrors("jaeger-1")]: "0+25x60" },
      atMinute: 12,
      labels: {},
      summary: "Jaeger cannot write spans to its storage",
      description:
        "In ten minutes Jaeger failed to write 500 spans to its storage. Traces have gaps or are missing.",
    },
    quiet: {
      because: "OpenSearch was away once, for a moment",
      series: { [bulkErrors("jaeger-0")]: "0x5 9000x60" },
      untilMinute: 65,
    },
  },
  {
    alert: "JaegerReadErrors",
    fires: {
      // The fourth error comes at minute 2.
      series: {
        [reads("tracestore", "find_traces", "ok")]: "0+2x60",
        [reads("tracestore", "find_traces", "err")]: "0+2x60",
        [reads("tracestore", "get_services", "ok")]: "0+2x60",
      },
      atMinute: 7,
      labels: { operation: "find_traces" },
      summary: "Jaeger fails 50% of its reads: find_traces",
      description:
        "Over 15 minutes, 50% of the reads find_traces from Jaeger's storage failed. Whoever looks for traces in Jaeger or Grafana sees errors.",
    },
    quiet: {
      because: "one of twenty fails, three in all of another operation, and the rest are reads of Prometheus",
      series: {
        [reads("tracestore", "find_traces", "ok")]: "0+19x60",
        [reads("tracestore", "find_traces", "err")]: "0+1x60",
        [reads("tracestore", "get_trace", "err")]: "0+1x3 3x60",
        [reads("metricstore", "get_call_rates", "err")]: "0+10x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "JaegerSpansRefused",
    fires: {
      // 40 spans a minute pass 60 at minute 2.
      series: { [limited("jaeger")]: "0+40x60" },
      atMinute: 12,
      labels: {},
      summary: "Jaeger refuses spans for lack of memory",
      description:
        "Jaeger was at the limit of its memory and in ten minutes refused 400 spans. The collectors try again for five minutes, then those spans are lost.",
    },
    quiet: {
      because: "few are refused, and the collector's memory is not Jaeger's",
      series: { [limited("jaeger")]: "0+5x60", [limited("collector")]: "0+40x60" },
      untilMinute: 60,
    },
  },
];
