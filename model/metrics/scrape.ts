import { type Family, metric } from "./family.ts";

/**
 * What Prometheus itself adds: to every scrape, and for every alert of its rule files. `ALERTS` and
 * `ALERTS_FOR_STATE` carry the alert's labels too, and exist only where the rules are Prometheus' (`alerting.engine:
 * prometheus`).
 * Source: https://prometheus.io/docs/concepts/jobs_instances/ and
 * https://github.com/prometheus/prometheus/blob/v3.14.0/rules/alerting.go; observed on 3.14.0, where
 * `scrape_timeout_seconds`, `scrape_sample_limit` and `scrape_body_size_bytes` take a setting that Lookout leaves
 * alone.
 */
export const SCRAPE: readonly Family[] = [
  metric("up"),
  metric("scrape_duration_seconds"),
  metric("scrape_samples_post_metric_relabeling"),
  metric("scrape_samples_scraped"),
  metric("scrape_series_added"),
  metric("ALERTS", "alertname", "alertstate"),
  metric("ALERTS_FOR_STATE", "alertname"),
];
