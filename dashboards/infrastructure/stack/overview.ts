import type { Config } from "../../../config/config.ts";
import { DASHBOARDS, PANELS } from "../../../model/dashboards.ts";
import { linkTo } from "../../links.ts";
import { type Thresholds, worseAbove, worseBelow } from "../../palette.ts";
import { barGauge } from "../../panels/bars.ts";
import { words, wordsFrom } from "../../panels/mappings.ts";
import { stateTimeline } from "../../panels/others.ts";
import type { Panel } from "../../panels/panel.ts";
import { stat } from "../../panels/stat.ts";
import { promql } from "../../queries/query.ts";
import { grown, grownFromFirst } from "../../queries/ratio.ts";
import { collectors, failingTargets, own, ownTargets } from "../../queries/stack.ts";
import { A_YEAR, daysLeft, diskDaysLeft } from "../../queries/storage.ts";
import { fullestQueue } from "./collector.ts";
import { lokiErrors } from "./logs.ts";

const { infrastructureHealth: health, observabilityStack: ids } = PANELS;

/** Anything but none is bad. */
const NONE: Thresholds = { base: "good", steps: [[1, "bad"]] };

/** A few numbers that say whether the stack itself is well. */
export function numbers(config: Config): readonly Panel[] {
  return [
    partsDown(config),
    evaluations(config),
    lost(config),
    logErrors(config),
    queue(config),
    ...least(config),
  ];
}

function partsDown(config: Config): Panel {
  return stat({
    id: 20,
    title: "Parts down",
    description:
      "Parts of the stack of which Prometheus cannot scrape some target, or finds none. Their metrics are missing, and likely more.",
    queries: [promql(`count(${ownTargets(config)} < 1) or vector(0)`, { instant: true })],
    unit: "none",
    decimals: 0,
    thresholds: NONE,
  });
}

function evaluations(config: Config): Panel {
  const failed = [
    `sum(${grown(`prometheus_rule_evaluation_failures_total{${own(config, "prometheus")}}`)})`,
    ...(config.alerting.engine === "grafana"
      ? [
          `(sum(${grown(`grafana_alerting_rule_evaluation_failures_total{${own(config, "grafana")}}`)}) or vector(0))`,
        ]
      : []),
  ];
  return stat({
    id: 21,
    title: "Failed rules",
    description:
      "How often a recording or alerting rule could not be evaluated within the chosen time. What it records is missing, and what it should tell of is not told.",
    queries: [promql(`round(${failed.join(" + ")})`)],
    unit: "none",
    decimals: 0,
    calc: "sum",
    interval: "5m",
    thresholds: NONE,
  });
}

function lost(config: Config): Panel {
  const items = ["spans", "log_records", "metric_points"].flatMap((signal) =>
    ["send", "enqueue"].map(
      (step) =>
        `(sum(${grownFromFirst(`otelcol_exporter_${step}_failed_${signal}_total{${collectors(config)}}`)}) or vector(0))`,
    ),
  );
  return stat({
    id: 22,
    title: "Signals lost",
    description:
      "Spans, log records and metric points that the collectors gave up within the chosen time: after all retries, or since a queue had no room.",
    queries: [promql(`round(${items.join(" + ")})`)],
    unit: "short",
    calc: "sum",
    interval: "5m",
    thresholds: worseAbove(1, 1000),
  });
}

function logErrors(config: Config): Panel {
  return stat({
    id: 23,
    title: "Loki failures",
    description: "Share of the requests to Loki that now end in a server error.",
    queries: [promql(lokiErrors(config))],
    unit: "percentunit",
    decimals: 1,
    thresholds: worseAbove(0.01, config.alerts.LokiRequestErrors.threshold),
    noValue: "No requests",
  });
}

function queue(config: Config): Panel {
  const { threshold } = config.alerts.CollectorQueueNearlyFull;
  return stat({
    id: 24,
    title: "Fullest queue",
    description:
      "How full the fullest sending queue of the collectors is. A queue that fills waits for what is behind it; a full one loses spans and turns logs away.",
    queries: [promql(`max(${fullestQueue(config)})`)],
    unit: "percentunit",
    decimals: 0,
    thresholds: worseAbove(threshold / 2, threshold),
    noValue: "No queues",
  });
}

/** Days until the stack's storage is full, each with its name as `storage`. */
function storage({ exporters, target }: Config): string | undefined {
  const named = (query: string, label: string, pattern: string) =>
    `label_replace(${query}, "storage", "$1", "${label}", "${pattern}")`;
  if (target.kind === "docker")
    return exporters.nodeExporter ? named(diskDaysLeft(), "device", "(.+)") : undefined;
  if (!exporters.cadvisor) return undefined;
  const volumes = `job="kubelet",namespace="${target.namespace}",persistentvolumeclaim=~"data-.+"`;
  const free = `min by (persistentvolumeclaim) (kubelet_volume_stats_available_bytes{${volumes}})`;
  return named(daysLeft(free), "persistentvolumeclaim", "data-(.+)");
}

const DAYS = {
  unit: "none",
  decimals: 0,
  mappings: [wordsFrom(A_YEAR, ["> 1 year", "good"])],
  thresholds: worseBelow(14, 3),
  noValue: "Not known",
} as const;

function least(config: Config): readonly Panel[] {
  const query = storage(config);
  if (query === undefined) return [];
  return [
    stat({
      ...DAYS,
      id: 25,
      title: "Storage, days",
      description: "Days until the first of the stack's volumes is full, at the pace of the last three days.",
      queries: [promql(`min(${query})`, { instant: true })],
    }),
  ];
}

/** By volume; where the volumes of a stack are directories on a disk, by disk. */
export function storagePanel(config: Config): readonly Panel[] {
  const query = storage(config);
  if (query === undefined) return [];
  const panel = barGauge({
    ...DAYS,
    id: 26,
    title: `Days of storage by ${config.target.kind === "docker" ? "disk" : "volume"}`,
    description:
      "Days until each of the stack's volumes is full, at the pace of the last three days; what grows no more lasts for more than a year. Prometheus deletes its oldest metrics before its volume is full. Source: kubelet; on Docker node-exporter, of the whole disk.",
    queries: [promql(query, { instant: true, legend: "{{storage}}" })],
    min: 0,
    max: 90,
    links: [
      config.target.kind === "docker"
        ? linkTo(DASHBOARDS.infrastructureHealth, "All disks", { panel: health.disk })
        : linkTo(DASHBOARDS.infrastructureHealth, "All volumes", { panel: health.volumes }),
    ],
  });
  return [panel];
}

export function targetsPanel(config: Config): Panel {
  return stateTimeline({
    id: ids.targets,
    title: "Targets",
    description:
      "Whether Prometheus can scrape each part of the stack, as the share of its targets that answer; a part that has no target at all is down. Below them, any other job while some of its targets do not answer.",
    queries: [
      promql(ownTargets(config), { legend: "{{job}}" }),
      promql(failingTargets(config), { legend: "{{namespace}} {{job}}" }),
    ],
    unit: "percentunit",
    decimals: 0,
    min: 0,
    max: 1,
    thresholds: worseBelow(1, config.alerts.StackTargetDown.threshold),
    mappings: [words({ 1: ["Up", "good"], 0: ["Down", "bad"] })],
  });
}
