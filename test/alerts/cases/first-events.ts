import type { AlertCase } from "../alert-case.ts";

/** Of a replica, as Prometheus labels what it scrapes there. */
const of = (job: string, replica: number) =>
  `job="${job}",namespace="lookout",pod="${job}-${replica}",instance="10.0.0.${replica}:8888"`;

const up = (job: string, replica: number) => `up{${of(job, replica)}}`;

const neverQueued = (replica: number) =>
  `otelcol_exporter_enqueue_failed_spans_total{${of("collector", replica)},exporter="otlp_grpc/jaeger"}`;

const discarded = (replica: number) =>
  `loki_discarded_samples_total{${of("loki", replica)},reason="rate_limited"}`;

const reads = (result: "ok" | "err") =>
  `jaeger_storage_requests_total{${of("jaeger", 0)},role="tracestore",operation="find_traces",result="${result}"}`;

const notWritten = (replica: number) =>
  `otelcol_exporter_send_failed_spans_total{${of("jaeger", replica)},exporter="jaeger_storage_exporter"}`;

const refused = (replica: number) =>
  `otelcol_processor_memory_limiter_refused_spans_total{${of("jaeger", replica)},processor="memory_limiter"}`;

/** What counters begin with counts; what was there before Prometheus came, or came back, does not. */
export const firstEventCases: readonly AlertCase[] = [
  {
    alert: "CollectorDropsData",
    fires: {
      // Either replica loses once, seven minutes apart, and each counter begins with it.
      series: {
        [up("collector", 0)]: "1x60",
        [up("collector", 1)]: "1x60",
        [neverQueued(0)]: "_x20 5000x60",
        [neverQueued(1)]: "_x27 3000x60",
      },
      atMinute: 30,
      labels: { job: "collector", exporter: "otlp_grpc/jaeger", signal: "spans" },
      summary: "collector loses spans on the way to otlp_grpc/jaeger",
      description:
        "In ten minutes collector lost 3k spans: its exporter otlp_grpc/jaeger gave them up, or its queue had no room. They are gone for good.",
    },
    quiet: {
      because: "the losses are older than Prometheus' way to the replicas",
      series: {
        [up("collector", 0)]: "_x20 1x60",
        [up("collector", 1)]: "_x27 1x60",
        [neverQueued(0)]: "_x20 5000x60",
        [neverQueued(1)]: "_x27 3000x60",
      },
      untilMinute: 80,
    },
  },
  {
    alert: "LokiLinesDiscarded",
    fires: {
      series: {
        [up("loki", 0)]: "1x60",
        [up("loki", 1)]: "1x60",
        [discarded(0)]: "_x20 9000x60",
        [discarded(1)]: "_x28 7000x60",
      },
      atMinute: 35,
      labels: { reason: "rate_limited" },
      summary: "Loki refuses log lines: rate_limited",
      description:
        "In ten minutes Loki refused 7k log lines, for the reason rate_limited. Lines over a rate or a number of streams are sent again and only late; all others are lost.",
    },
    quiet: {
      because: "they were refused before Prometheus came back to either replica",
      series: {
        [up("loki", 0)]: "1x5 _x20 1x60",
        [up("loki", 1)]: "1x5 _x28 1x60",
        [discarded(0)]: "_x25 9000x60",
        [discarded(1)]: "_x33 7000x60",
      },
      untilMinute: 80,
    },
  },
  {
    alert: "JaegerReadErrors",
    fires: {
      // Somebody opens a dashboard of traces, once.
      series: { [up("jaeger", 0)]: "1x60", [reads("ok")]: "20x60", [reads("err")]: "_x20 5x60" },
      atMinute: 25,
      labels: { operation: "find_traces" },
      summary: "Jaeger fails 100% of its reads: find_traces",
      description:
        "Over 15 minutes, 100% of the reads find_traces from Jaeger's storage failed. Whoever looks for traces in Jaeger or Grafana sees errors.",
    },
    quiet: {
      because: "Prometheus was away, and the failures are of any age",
      series: {
        [up("jaeger", 0)]: "1x5 _x20 1x60",
        [reads("ok")]: "20x5 _x20 20x60",
        [reads("err")]: "_x26 50x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "JaegerWriteErrors",
    fires: {
      series: {
        [up("jaeger", 0)]: "1x60",
        [up("jaeger", 1)]: "1x60",
        [notWritten(0)]: "_x20 500x60",
        [notWritten(1)]: "_x27 400x60",
      },
      atMinute: 30,
      labels: {},
      summary: "Jaeger cannot write spans to its storage",
      description:
        "In ten minutes Jaeger failed to write 400 spans to its storage. Traces have gaps or are missing.",
    },
    quiet: {
      because: "there is no second loss",
      series: { [up("jaeger", 0)]: "1x60", [notWritten(0)]: "_x20 500x60" },
      untilMinute: 60,
    },
  },
  {
    alert: "JaegerSpansRefused",
    fires: {
      series: {
        [up("jaeger", 0)]: "1x60",
        [up("jaeger", 1)]: "1x60",
        [refused(0)]: "_x20 500x60",
        [refused(1)]: "_x27 400x60",
      },
      atMinute: 30,
      labels: {},
      summary: "Jaeger refuses spans for lack of memory",
      description:
        "Jaeger was at the limit of its memory and in ten minutes refused 400 spans. The collectors try again for five minutes, then those spans are lost.",
    },
    quiet: {
      because: "there is no second one",
      series: { [up("jaeger", 0)]: "1x60", [refused(0)]: "_x20 500x60" },
      untilMinute: 60,
    },
  },
];
