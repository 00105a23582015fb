import type { Config } from "../../config/config.ts";
import { bucketLabel } from "../../slo/indicator.ts";
import { counter, type Series } from "../judges/backfill.ts";
import { PAST, type Traffic } from "./traffic.ts";

interface Pod {
  readonly name: string;
  /** Of its scrapes, after those of the clock's half minutes. */
  readonly offsetSeconds: number;
  /** Not scraped at these moments; afterwards its counters begin again at 0. */
  readonly restarts: (seconds: number) => boolean;
}

const RESTART = PAST.end - 3.3 * 86_400;

const PODS: readonly Pod[] = [
  { name: "a", offsetSeconds: 7, restarts: () => false },
  { name: "b", offsetSeconds: 19, restarts: (seconds) => seconds >= RESTART && seconds < RESTART + 90 },
];

/** Of requests, whose durations are exponential. */
const MEAN_SECONDS = 0.08;

const CODES = ["200", "500"] as const;

export interface CountersOptions {
  /** Whether the buckets of the histogram are there too, 16 times as many series; no by default. */
  readonly buckets?: boolean;
}

/** A service's counters as they were scraped: two pods that share its requests, each with good ones and failed ones. */
export function countersOf(
  traffic: Traffic,
  { metrics, prometheus }: Config,
  { buckets = false }: CountersOptions = {},
): readonly Series[] {
  const step = prometheus.scrapeInterval.seconds;
  const bounds = buckets ? [...metrics.latencyBuckets, Number.POSITIVE_INFINITY] : [];
  return PODS.flatMap((pod) =>
    CODES.flatMap((code) => {
      const labels = {
        [metrics.labels.service]: traffic.name,
        instance: pod.name,
        [metrics.labels.status]: code,
      };
      return [
        {
          name: `${metrics.requestDuration}_count`,
          labels,
          samples: () => samples(traffic, pod, code, step),
        },
        ...bounds.map((bound) => ({
          name: `${metrics.requestDuration}_bucket`,
          labels: { ...labels, le: Number.isFinite(bound) ? bucketLabel(bound) : "+Inf" },
          samples: () => samples(traffic, pod, code, step, 1 - Math.exp(-bound / MEAN_SECONDS)),
        })),
      ];
    }),
  );
}

function* samples(traffic: Traffic, pod: Pod, code: (typeof CODES)[number], step: number, part = 1) {
  let fraction = 0;
  const increase = (seconds: number) => {
    if (pod.restarts(seconds)) return -1;
    const failed = traffic.errorShare(seconds);
    const share = ((code === "500" ? failed : 1 - failed) * part) / PODS.length;
    // Requests are counted whole; what is left over belongs to a later scrape.
    const exact = traffic.requestsPerSecond(seconds) * step * share + fraction;
    fraction = exact % 1;
    return Math.floor(exact);
  };
  const range = { start: PAST.start + pod.offsetSeconds, end: PAST.end };
  for (const sample of counter(range, step, increase)) if (!pod.restarts(sample[0])) yield sample;
}
