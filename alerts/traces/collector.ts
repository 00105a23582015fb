import type { Config } from "../../config/config.ts";
import type { Alert } from "../../model/alert.ts";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { grownFromFirst } from "../grown.ts";
import { discardedLines } from "../logs.ts";
import { ofWorkloads } from "../own-series.ts";
import { settings } from "../settings.ts";

const { collectorFailed, collectorQueue, collectorRefused } = PANELS.observabilityStack;

/** Gateways, samplers and agents; each series says which by `job`. Jaeger has metrics of the same names. */
function collectors(config: Config): string {
  return ofWorkloads(config, "collector", "collector-agent", "collector-sampler");
}

/** Kinds of data as metrics' names have them → as people read them. */
const SIGNALS = { spans: "spans", log_records: "log records", metric_points: "metric points" } as const;
type Signal = keyof typeof SIGNALS;

/** What the collectors refuse, lose, and are about to lose. */
export function collector(config: Config): readonly Alert[] {
  return [refusesData(config), dropsData(config), queueNearlyFull(config)];
}

/** What the memory limiter refuses counts here as well: it is refused by the receiver. */
function refusesData(config: Config): Alert {
  const { threshold } = config.alerts.CollectorRefusesData;
  const rate = (what: string, signal: Signal) =>
    `rate(otelcol_receiver_${what}_${signal}_total{${collectors(config)}}[5m])`;
  const refused = (signal: Signal) =>
    `sum by (job) (${rate("refused", signal)}) / sum by (job) (${rate("accepted", signal)} + ${rate("refused", signal)})`;
  return {
    ...settings(config, "CollectorRefusesData"),
    category: "traces",
    condition: { all: [{ query: eachSignal(refused), is: "above", threshold }] },
    unit: "ratio",
    summary: "{job} refuses {value} of {signal}",
    description:
      "Over five minutes, {job} refused {value} of the {signal} that were sent to it. Its memory or a queue behind it is full. Senders try again for some time, then they drop what they hold.",
    panel: onStack(collectorRefused),
  };
}

/** The exporter of the way to Loki. */
const TO_LOKI = "otlp_http/loki";

/**
 * Given up after all retries, or never queued. Only spans are lost at a full queue: senders of the rest are told to try
 * again, which `CollectorRefusesData` sees. Each exporter's counters begin at their first loss.
 */
function dropsData(config: Config): Alert {
  const { CollectorDropsData, LokiLinesDiscarded } = config.alerts;
  const { threshold } = CollectorDropsData;
  const count = (what: string, signal: Signal, more = "") =>
    grownFromFirst(`otelcol_exporter_${what}_${signal}_total{${collectors(config)}${more}}`, "10m");
  const logs = (more = "") => count("send_failed", "log_records", more);
  // What Loki refuses for good is told by that alert, with the reason.
  const toldByLoki = `(sum(${discardedLines(config)}) or vector(0))`;
  const toLoki = `sum by (job, exporter) (${logs(`,exporter="${TO_LOKI}"`)})`;
  const lost: Readonly<Record<Signal, string>> = {
    // The same exporter has both with the same labels: without a further one, one of them would not be added.
    spans: `${labelled(count("send_failed", "spans"), "step", "send")} or ${labelled(count("enqueue_failed", "spans"), "step", "enqueue")}`,
    log_records: LokiLinesDiscarded.enabled
      ? `${logs(`,exporter!="${TO_LOKI}"`)} or clamp_min(${toLoki} - on () group_left () ${toldByLoki}, 0)`
      : logs(),
    metric_points: count("send_failed", "metric_points"),
  };
  return {
    ...settings(config, "CollectorDropsData"),
    category: "traces",
    condition: {
      all: [
        { query: eachSignal((signal) => `sum by (job, exporter) (${lost[signal]})`), is: "above", threshold },
      ],
    },
    unit: "number",
    summary: "{job} loses {signal} on the way to {exporter}",
    description:
      "In ten minutes {job} lost {value} {signal}: its exporter {exporter} gave them up, or its queue had no room. They are gone for good.",
    panel: onStack(collectorFailed),
  };
}

/** The fullest queue of all replicas, or an outage of one system would be an alert for each node. */
function queueNearlyFull(config: Config): Alert {
  const { threshold } = config.alerts.CollectorQueueNearlyFull;
  const query = `max by (job, exporter) (otelcol_exporter_queue_size{${collectors(config)}} / otelcol_exporter_queue_capacity{${collectors(config)}})`;
  return {
    ...settings(config, "CollectorQueueNearlyFull"),
    category: "traces",
    condition: { all: [{ query, is: "above", threshold }] },
    unit: "ratio",
    summary: "A queue of {job} for {exporter} is {value} full",
    description:
      "Of all replicas of {job}, the fullest queue of the exporter {exporter} is at {value}: what it sends to is away or too slow. When it is full, spans are dropped and senders of logs are turned away.",
    panel: onStack(collectorQueue),
  };
}

/** One query over all kinds of data, each with its name as the label `signal`. */
function eachSignal(query: (signal: Signal) => string): string {
  return Object.entries(SIGNALS)
    .map(([signal, name]) => labelled(query(signal as Signal), "signal", name))
    .join(" or ");
}

function labelled(query: string, label: string, value: string): string {
  return `label_replace(${query}, "${label}", "${value}", "", "")`;
}

const onStack = (panel: number) => ({ dashboard: DASHBOARDS.observabilityStack, panel });
