import type { Config } from "../../config/config.ts";
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

const CODES = ["200", "500"] as const;

/** A service's counters as they were scraped: two pods that share its requests, each with good ones and failed ones. */
export function countersOf(traffic: Traffic, { metrics, prometheus }: Config): readonly Series[] {
  const step = prometheus.scrapeInterval.seconds;
  return PODS.flatMap((pod) =>
    CODES.map((code) => ({
      name: `${metrics.requestDuration}_count`,
      labels: { [metrics.labels.service]: traffic.name, instance: pod.name, [metrics.labels.status]: code },
      samples: () => samples(traffic, pod, code, step),
    })),
  );
}

function* samples(traffic: Traffic, pod: Pod, code: (typeof CODES)[number], step: number) {
  let fraction = 0;
  const increase = (seconds: number) => {
    if (pod.restarts(seconds)) return -1;
    const failed = traffic.errorShare(seconds);
    const share = (code === "500" ? failed : 1 - failed) / PODS.length;
    // Requests are counted whole; what is left over belongs to a later scrape.
    const exact = traffic.requestsPerSecond(seconds) * step * share + fraction;
    fraction = exact % 1;
    return Math.floor(exact);
  };
  const range = { start: PAST.start + pod.offsetSeconds, end: PAST.end };
  for (const sample of counter(range, step, increase)) if (!pod.restarts(sample[0])) yield sample;
}
