import type { Config } from "../config/config.ts";
import type { Alert, PanelLink } from "../model/alert.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import { ofWorkloads } from "./own-series.ts";
import { settings } from "./settings.ts";

/** Each replica sends what it has by itself. */
const QUEUE = "max by (namespace, pod, remote_name)";

/**
 * By the clock: the queue's own highest time stands still while the queue is full, as it is when the store is away.
 * The newest sent is 0 until the first, where only what has been scraped since the start can be late.
 * Source: `shards.enqueue` in Prometheus' storage/remote/queue_manager.go.
 */
export function remoteWriteBehind(config: Config): Alert {
  const own = ofWorkloads(config, "prometheus");
  const sent = `prometheus_remote_storage_queue_highest_sent_timestamp_seconds{${own}}`;
  const started = `process_start_time_seconds{${own}}`;
  const newest = `${sent} > 0 or (${sent} == 0) + on (namespace, pod) group_left () ${started}`;
  return {
    ...settings(config, "RemoteWriteBehind"),
    category: "prometheus",
    condition: {
      all: [
        {
          query: `time() - ${QUEUE} (${newest})`,
          is: "above",
          threshold: config.alerts.RemoteWriteBehind.threshold.seconds,
        },
      ],
    },
    unit: "seconds",
    summary: "Remote write of {pod} to {remote_name} is {value} behind",
    description:
      "The newest sample that {remote_name} has taken from {pod} is {value} old. After about two hours, samples that wait are lost to it.",
    panel,
  };
}

/** Of all that is scraped and recorded. `dropped_series` are what relabelling leaves out, as is wanted. */
export function remoteWriteFails(config: Config): Alert {
  const own = ofWorkloads(config, "prometheus");
  const rate = (counter: string, more = "") =>
    `rate(prometheus_remote_storage_samples_${counter}_total{${own}${more}}[5m])`;
  const failed = `${QUEUE} (${rate("failed")})`;
  const dropped = `sum by (namespace, pod, remote_name) (${rate("dropped", ',reason!="dropped_series"')})`;
  const all = `max by (namespace, pod) (${rate("in")})`;
  return {
    ...settings(config, "RemoteWriteFails"),
    category: "prometheus",
    condition: {
      all: [
        {
          // Drops are not counted at all until the first.
          query: `(${failed} + (${dropped} or 0 * ${failed})) / on (namespace, pod) group_left () ${all}`,
          is: "above",
          threshold: config.alerts.RemoteWriteFails.threshold,
        },
      ],
    },
    unit: "ratio",
    summary: "Remote write of {pod} to {remote_name} loses {value} of the samples",
    description:
      "{remote_name} refuses {value} of the samples of {pod} for good, or they are dropped before they are sent. They will never be there; Prometheus itself has them.",
    panel,
  };
}

const panel: PanelLink = {
  dashboard: DASHBOARDS.observabilityStack,
  panel: PANELS.observabilityStack.remoteWrite,
  variables: { pod: "{pod}" },
};
