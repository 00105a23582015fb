import { problemIf, type Rule } from "./rule.ts";

/** Largest share of a volume that Prometheus may fill: the WAL and a compaction need the rest. */
const LARGEST_SHARE = 0.85;
const DAY = 86_400;

/**
 * MB. A request that is larger than a rate limiter's burst never passes it, however long it waits; one message of the
 * collector's queue has up to 3 MiB, and lines carry labels of their own besides.
 * Source: https://github.com/grafana/loki/blob/v3.7.6/pkg/distributor/distributor.go (AllowN)
 */
const LEAST_BURST = 4;

/** How long and how much data is kept. */
export const retentionRules: readonly Rule[] = [
  {
    reads: ["prometheus.retentionSize", "prometheus.volume", "size"],
    check: ({ prometheus: { retentionSize, volume } }) =>
      problemIf(
        retentionSize.bytes > volume.bytes * LARGEST_SHARE,
        "prometheus.retentionSize",
        retentionSize.text,
        `is above 85% of the volume of ${volume.text}: lower it or raise prometheus.volume`,
      ),
  },
  {
    reads: ["prometheus.retention"],
    check: ({ prometheus: { retention } }) =>
      problemIf(
        retention.seconds < 2 * 3600,
        "prometheus.retention",
        retention.text,
        "is below 2h, the length of Prometheus' smallest block",
      ),
  },
  {
    reads: ["prometheus.scrapeInterval"],
    check: ({ prometheus: { scrapeInterval } }) =>
      problemIf(
        scrapeInterval.seconds < 5 || scrapeInterval.seconds > 120,
        "prometheus.scrapeInterval",
        scrapeInterval.text,
        "is outside 5s to 2m: below it costs too much, above it series have gaps (look-back is 5m)",
      ),
  },
  {
    reads: ["loki.retention"],
    check: ({ loki: { retention } }) =>
      problemIf(
        retention.seconds < DAY,
        "loki.retention",
        retention.text,
        "is below 1d: Loki's index has one table a day",
      ),
  },
  {
    reads: ["jaeger.retention"],
    check: ({ jaeger: { retention } }) =>
      problemIf(retention.seconds < 3600, "jaeger.retention", retention.text, "is below 1h"),
  },
  {
    reads: ["loki.limits"],
    check: ({ loki: { limits } }) =>
      problemIf(
        limits.ingestionBurstMb < LEAST_BURST,
        "loki.limits.ingestionBurstMb",
        limits.ingestionBurstMb,
        `is below ${LEAST_BURST}: the collector sends up to 3 MB at once, which Loki would refuse for ever, and all lines behind it would wait`,
      ),
  },
  {
    reads: ["loki.limits"],
    check: ({ loki: { limits } }) =>
      problemIf(
        limits.ingestionBurstMb < limits.ingestionRateMb,
        "loki.limits.ingestionBurstMb",
        limits.ingestionBurstMb,
        `is below loki.limits.ingestionRateMb, ${limits.ingestionRateMb}`,
      ),
  },
];
