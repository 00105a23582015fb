import type { Config } from "../../../config/config.ts";
import { podsJob, servicesJob } from "./annotated.ts";
import { kubeStateMetricsJob, nodeExporterJob } from "./exporters.ts";
import type { ScrapeConfig } from "./job.ts";
import { cadvisorJob, kubeletJob } from "./kubelet.ts";
import { spansJob } from "./spans.ts";
import { stackJob } from "./stack.ts";
import { type Scraped, staticSpansJob, staticStackJob } from "./static.ts";

/**
 * Everything that Prometheus scrapes: the stack, the cluster, whatever is annotated, and the user's own jobs.
 *
 * @param stack for where nothing can be discovered.
 */
export function scrapeConfigs(config: Config, stack: readonly Scraped[]): readonly ScrapeConfig[] {
  return [...ownJobs(config, stack), ...config.prometheus.scrapeConfigs];
}

function ownJobs(config: Config, stack: readonly Scraped[]): readonly ScrapeConfig[] {
  const { exporters, target } = config;
  if (target.kind === "docker") return [staticStackJob(stack), staticSpansJob()];
  const timeout = { scrape_timeout: slowTimeout(config) };
  return [
    stackJob(target),
    spansJob(target),
    ...(exporters.cadvisor
      ? [kubeletJob(config), cadvisorJob(config)].map((job) => ({ ...job, ...timeout }))
      : []),
    ...(exporters.kubeStateMetrics ? [{ ...kubeStateMetricsJob(target), ...timeout }] : []),
    ...(exporters.nodeExporter ? [nodeExporterJob(target)] : []),
    servicesJob(config, target),
    podsJob(config, target),
  ];
}

/** Seconds after which a scrape has failed, below the interval, which Prometheus demands. */
export function scrapeTimeout(config: Config): string {
  return `${Math.min(10, withinInterval(config))}s`;
}

/** For answers of many megabytes, which on large clusters take longer than others'. */
function slowTimeout(config: Config): string {
  return `${withinInterval(config)}s`;
}

/** 80% of the interval; the shortest that config allows is 5 s. */
function withinInterval({ prometheus }: Config): number {
  return Math.floor(prometheus.scrapeInterval.seconds * 0.8);
}
