import type { Config } from "../../../config/config.ts";
import { DASHBOARDS, PANELS } from "../../../model/dashboards.ts";
import { linkTo } from "../../links.ts";
import { worseAbove } from "../../palette.ts";
import { coloured, type Panel } from "../../panels/panel.ts";
import { timeSeries } from "../../panels/time-series.ts";
import { promql } from "../../queries/query.ts";
import { perSecond, perSecondFromFirst, ratio } from "../../queries/ratio.ts";
import { collectors, own } from "../../queries/stack.ts";

const { observabilityStack: ids } = PANELS;

/** As metrics' names have them → as people read them. */
const SIGNALS = { spans: "spans", log_records: "log records", metric_points: "metric points" } as const;

/** One query over all kinds of signals, each with its name as the label `signal`. */
function eachSignal(query: (signal: string) => string): string {
  return Object.entries(SIGNALS)
    .map(([signal, name]) => `label_replace(${query(signal)}, "signal", "${name}", "", "")`)
    .join(" or ");
}

/** How full the fullest queue of each exporter is. */
export function fullestQueue(config: Config): string {
  const queue = (what: string) => `otelcol_exporter_queue_${what}{${collectors(config)}}`;
  return `max by (job, exporter) (${queue("size")} / ${queue("capacity")})`;
}

/** Spans in, and what became of them. */
export function spansPanel(config: Config): Panel {
  const sum = (metric: string, matchers: string) =>
    `sum(${perSecond(`otelcol_${metric}_total{${matchers}}`)})`;
  const gateway = own(config, "collector");
  const all = collectors(config);
  const received = sum("receiver_accepted_spans", gateway);
  // A counter of failures begins with the first one.
  const dropped = ["send", "enqueue"]
    .map(
      (step) =>
        `(sum(${perSecondFromFirst(`otelcol_exporter_${step}_failed_spans_total{${all}}`)}) or 0 * ${received})`,
    )
    .join(" + ");
  return timeSeries({
    id: 50,
    title: "Spans",
    description:
      "Spans a second that the gateways receive and refuse, that reach Jaeger, and that are dropped on the way, since what they are sent to is away or too slow. With sampling, fewer reach Jaeger than are received: that is no loss.",
    queries: [
      promql(received, { legend: "received" }),
      promql(sum("exporter_sent_spans", `${all},exporter="otlp_grpc/jaeger"`), { legend: "sent to Jaeger" }),
      promql(`${sum("receiver_refused_spans", gateway)} or 0 * ${received}`, { legend: "refused" }),
      promql(dropped, { legend: "dropped" }),
    ],
    unit: "cps",
    min: 0,
    calcs: ["mean", "lastNotNull"],
    overrides: [
      coloured("received", "sky"),
      coloured("sent to Jaeger", "blue"),
      coloured("refused", "warning"),
      coloured("dropped", "bad"),
    ],
    links: [linkTo(DASHBOARDS.serviceMap, "Service map and traces", { keep: [] })],
  });
}

export function refusedPanel(config: Config): Panel {
  const { threshold } = config.alerts.CollectorRefusesData;
  const sum = (what: string, signal: string) =>
    `sum by (job) (${perSecond(`otelcol_receiver_${what}_${signal}_total{${collectors(config)}}`)})`;
  const share = (signal: string) =>
    ratio(
      sum("refused", signal),
      `(${sum("accepted", signal)} + (${sum("refused", signal)} or 0 * ${sum("accepted", signal)}))`,
    );
  return timeSeries({
    id: ids.collectorRefused,
    title: "Refused by collectors",
    description:
      "Share of the signals sent to each kind of collector that it refused, since its memory or a queue behind it is full. Senders try again for some time, then they drop what they hold.",
    queries: [promql(eachSignal(share), { legend: "{{job}} {{signal}}" })],
    unit: "percentunit",
    min: 0,
    softMax: 0.1,
    calcs: ["max", "lastNotNull"],
    thresholds: worseAbove(threshold, threshold),
  });
}

export function failedPanel(config: Config): Panel {
  const failures = (step: string) =>
    eachSignal(
      (signal) =>
        `sum by (job, exporter) (${perSecondFromFirst(`otelcol_exporter_${step}_failed_${signal}_total{${collectors(config)}}`)})`,
    );
  return timeSeries({
    id: ids.collectorFailed,
    title: "Lost by collectors",
    description:
      "Signals a second that each kind of collector lost for good: an exporter gave them up after all retries, or its queue had no room. For logs and metrics a full queue loses nothing: their senders are told to try again.",
    queries: [
      promql(failures("send"), { legend: "{{job}} {{exporter}}: {{signal}} given up" }),
      promql(failures("enqueue"), { legend: "{{job}} {{exporter}}: {{signal}} not queued" }),
    ],
    unit: "cps",
    min: 0,
    calcs: ["max", "lastNotNull"],
    noValue: "Nothing was lost",
  });
}

export function queuePanel(config: Config): Panel {
  const { threshold } = config.alerts.CollectorQueueNearlyFull;
  return timeSeries({
    id: ids.collectorQueue,
    title: "Queue sizes",
    description:
      "How full the fullest queue is, by kind of collector and exporter, as a share of what it can hold. A queue fills while what it sends to is away or too slow.",
    queries: [promql(fullestQueue(config), { legend: "{{job}} {{exporter}}" })],
    unit: "percentunit",
    min: 0,
    max: 1,
    thresholds: worseAbove(threshold, threshold),
    bounds: "line",
    fill: 0,
  });
}

export function jaegerPanel(config: Config): Panel {
  const jaeger = own(config, "jaeger");
  const sum = (series: string) => `sum(${perSecond(series)})`;
  const [written, failed] = {
    badger: [
      `otelcol_exporter_sent_spans_total{${jaeger}}`,
      `otelcol_exporter_send_failed_spans_total{${jaeger}}`,
    ],
    opensearch: [
      `jaeger_storage_bulk_index_inserts_total{${jaeger}}`,
      `jaeger_storage_bulk_index_errors_total{${jaeger}}`,
    ],
  }[config.jaeger.storage.kind] as [string, string];
  const reads = `jaeger_storage_requests_total{${jaeger},role="tracestore"`;
  return timeSeries({
    id: ids.jaegerStorage,
    title: "Jaeger's storage",
    description:
      "Spans a second that Jaeger writes, fails to write, and refuses for lack of memory; and reads a second that fail, when people look for traces.",
    queries: [
      promql(sum(written), { legend: "written" }),
      promql(`${sum(failed)} or 0 * ${sum(written)}`, { legend: "failed writes" }),
      promql(
        `${sum(`otelcol_processor_memory_limiter_refused_spans_total{${jaeger}}`)} or 0 * ${sum(written)}`,
        { legend: "refused" },
      ),
      promql(`sum by (operation) (${perSecond(`${reads},result="err"}`)})`, {
        legend: "failed reads: {{operation}}",
      }),
    ],
    unit: "cps",
    min: 0,
    calcs: ["mean", "max", "lastNotNull"],
    overrides: [coloured("written", "sky"), coloured("/failed/", "bad"), coloured("refused", "warning")],
  });
}
