import type { Config } from "../../config/config.ts";
import { duration, goDuration } from "../../model/duration.ts";
import { OTLP_CONFIG } from "./labels.ts";

/** Longest run of one query. */
const QUERY_TIMEOUT = duration("2m");

/** Of the HTTP server: its defaults of 30 s would cut a query off that may run for longer. */
export const SERVER_TIMEOUT = duration("2m10s");

/** Loki's `limits_config`. Beyond the write limits it answers 429, and the collector tries again. */
export function limits({ loki: { limits: chosen, retention } }: Config): unknown {
  return {
    retention_period: goDuration(retention),
    max_query_lookback: goDuration(retention),
    // The look-back bounds it; Loki's own 30 days would refuse a query over all of a longer retention.
    max_query_length: "0s",
    // Divides the rate by the number of replicas; a burst is each replica's own.
    ingestion_rate_strategy: "global",
    ingestion_rate_mb: chosen.ingestionRateMb,
    ingestion_burst_size_mb: chosen.ingestionBurstMb,
    per_stream_rate_limit: wholeKilobytes(chosen.streamRateMb),
    per_stream_rate_limit_burst: wholeKilobytes(chosen.streamRateMb * 4),
    max_global_streams_per_user: chosen.maxStreams,
    reject_old_samples: true,
    // An agent that was cut off for some days may still deliver.
    reject_old_samples_max_age: "168h",
    max_line_size: "256KB",
    // The line's beginning is worth more than a refusal of all of it.
    max_line_size_truncate: true,
    max_entries_limit_per_query: 5000,
    max_query_series: 1000,
    query_timeout: goDuration(QUERY_TIMEOUT),
    split_queries_by_interval: "1h",
    allow_structured_metadata: true,
    discover_log_levels: true,
    // Grafana's log volume graph.
    volume_enabled: true,
    otlp_config: OTLP_CONFIG,
  };
}

/** Loki reads sizes as whole numbers only. */
function wholeKilobytes(megabytes: number): string {
  return `${Math.max(1, Math.round(megabytes * 1024))}KB`;
}
