import type { Config } from "../../config/config.ts";

/** The scraped counters of a service, as selectors without a range. */
export function selectorsOf(service: string, { metrics }: Config) {
  const { labels, requestDuration } = metrics;
  const counter = (more: string) => `${requestDuration}_count{${labels.service}="${service}"${more}}`;
  return { total: counter(""), errors: counter(`,${labels.status}=~"5.."`) };
}
