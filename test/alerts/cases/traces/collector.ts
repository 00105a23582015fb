import type { AlertCase } from "../../alert-case.ts";
import { lost } from "./lost.ts";

const received = (
  job: string,
  what: "accepted" | "refused",
  signal: string,
  pod: string,
  receiver = "otlp",
) =>
  `otelcol_receiver_${what}_${signal}_total{job="${job}",namespace="lookout",pod="${pod}",receiver="${receiver}",transport="grpc"}`;

const queue = (what: "size" | "capacity", exporter: string, pod: string) =>
  `otelcol_exporter_queue_${what}{job="collector",namespace="lookout",pod="${pod}",exporter="${exporter}",data_type="traces"}`;

const discarded = (reason: string) =>
  `loki_discarded_samples_total{job="loki",namespace="lookout",reason="${reason}",tenant="fake"}`;

export const collectorCases: readonly AlertCase[] = [
  {
    alert: "CollectorRefusesData",
    fires: {
      // 5 of 200 over both replicas.
      series: {
        [received("collector", "accepted", "spans", "collector-0")]: "0+95x60",
        [received("collector", "refused", "spans", "collector-0")]: "0+5x60",
        [received("collector", "accepted", "spans", "collector-1")]: "0+100x60",
        [received("collector", "refused", "spans", "collector-1")]: "0x60",
      },
      atMinute: 11,
      labels: { job: "collector", signal: "spans" },
      summary: "collector refuses 2.5% of spans",
      description:
        "Over five minutes, collector refused 2.5% of the spans that were sent to it. Its memory or a queue behind it is full. Senders try again for some time, then they drop what they hold.",
    },
    quiet: {
      because: "the window has forgotten it after nine minutes",
      series: {
        [received("collector", "accepted", "spans", "collector-0")]: "0+95x60",
        [received("collector", "refused", "spans", "collector-0")]: "0+5x7 35x53",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "CollectorRefusesData",
    fires: {
      series: {
        [received("collector", "accepted", "log_records", "collector-0")]: "0x60",
        [received("collector", "refused", "log_records", "collector-0")]: "0+10x60",
        [received("collector", "accepted", "metric_points", "collector-0")]: "0+10x60",
        [received("collector", "refused", "metric_points", "collector-0")]: "0x60",
      },
      atMinute: 11,
      labels: { job: "collector", signal: "log records" },
      summary: "collector refuses 100% of log records",
      description:
        "Over five minutes, collector refused 100% of the log records that were sent to it. Its memory or a queue behind it is full. Senders try again for some time, then they drop what they hold.",
    },
    quiet: {
      because: "Jaeger has metrics of the same names, and nothing arrives at the collector",
      series: {
        [received("jaeger", "accepted", "spans", "jaeger-0")]: "0x60",
        [received("jaeger", "refused", "spans", "jaeger-0")]: "0+10x60",
        [received("collector", "accepted", "spans", "collector-0")]: "500x60",
        [received("collector", "refused", "spans", "collector-0")]: "40x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "CollectorDropsData",
    fires: {
      // 6 given up and 12 never queued: 18 a minute pass 60 at minute 4.
      series: {
        [lost("send", "spans", "load_balancing")]: "0+6x60",
        [lost("enqueue", "spans", "load_balancing")]: "0+12x60",
      },
      atMinute: 14,
      labels: { job: "collector", exporter: "load_balancing", signal: "spans" },
      summary: "collector loses spans on the way to load_balancing",
      description:
        "In ten minutes collector lost 180 spans: its exporter load_balancing gave them up, or its queue had no room. They are gone for good.",
    },
    quiet: {
      because: "it was one loss, and senders of logs are told to try again",
      series: {
        [lost("send", "spans", "otlp_grpc/jaeger")]: "0x5 5000x60",
        [lost("enqueue", "log_records", "otlp_http/loki")]: "0+900x60",
      },
      untilMinute: 65,
    },
  },
  {
    alert: "CollectorDropsData",
    fires: {
      // Of the 900 that are lost Loki refused 100, which its own alert tells of.
      series: {
        [lost("send", "log_records", "otlp_http/loki")]: "0+90x60",
        [discarded("greater_than_max_sample_age")]: "0+5x60",
        [discarded("line_too_long")]: "0+5x60",
      },
      atMinute: 11,
      labels: { job: "collector", exporter: "otlp_http/loki", signal: "log records" },
      summary: "collector loses log records on the way to otlp_http/loki",
      description:
        "In ten minutes collector lost 800 log records: its exporter otlp_http/loki gave them up, or its queue had no room. They are gone for good.",
    },
    quiet: {
      because: "Loki says itself which lines it refuses, and Jaeger's exporter is none of the collector's",
      series: {
        [lost("send", "log_records", "otlp_http/loki")]: "0+90x60",
        [discarded("greater_than_max_sample_age")]: "0+90x60",
        [lost("send", "spans", "jaeger_storage_exporter", "jaeger")]: "0+90x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "CollectorDropsData",
    fires: {
      // What Loki refuses does not explain what others lose.
      series: {
        [lost("send", "log_records", "otlp_grpc/gateway", "collector")]: "0+90x60",
        [discarded("greater_than_max_sample_age")]: "0+90x60",
      },
      atMinute: 11,
      labels: { job: "collector", exporter: "otlp_grpc/gateway", signal: "log records" },
      summary: "collector loses log records on the way to otlp_grpc/gateway",
      description:
        "In ten minutes collector lost 900 log records: its exporter otlp_grpc/gateway gave them up, or its queue had no room. They are gone for good.",
    },
    quiet: {
      because: "nothing is lost",
      series: { [discarded("greater_than_max_sample_age")]: "0+90x60" },
      untilMinute: 60,
    },
  },
  {
    alert: "CollectorQueueNearlyFull",
    fires: {
      // The fuller of two replicas is above four fifths from minute 9 on.
      series: {
        [queue("size", "otlp_grpc/jaeger", "collector-0")]: "0+100x8 850x60",
        [queue("capacity", "otlp_grpc/jaeger", "collector-0")]: "1000x70",
        [queue("size", "otlp_grpc/jaeger", "collector-1")]: "100x70",
        [queue("capacity", "otlp_grpc/jaeger", "collector-1")]: "1000x70",
      },
      atMinute: 19,
      labels: { job: "collector", exporter: "otlp_grpc/jaeger" },
      summary: "A queue of collector for otlp_grpc/jaeger is 85% full",
      description:
        "Of all replicas of collector, the fullest queue of the exporter otlp_grpc/jaeger is at 85%: what it sends to is away or too slow. When it is full, spans are dropped and senders of logs are turned away.",
    },
    quiet: {
      because: "one queue is exactly four fifths full, the other was full for nine minutes",
      series: {
        [queue("size", "otlp_grpc/jaeger", "collector-0")]: "800x60",
        [queue("capacity", "otlp_grpc/jaeger", "collector-0")]: "1000x60",
        [queue("size", "load_balancing", "collector-0")]: "0x9 1000x9 0x40",
        [queue("capacity", "load_balancing", "collector-0")]: "1000x60",
      },
      untilMinute: 60,
    },
  },
];
