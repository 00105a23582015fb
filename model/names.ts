/**
 * The fixed names of what Lookout deploys: Kubernetes objects, Docker containers, scrape jobs and DNS names all
 * use them. Changing one moves data: give the resource an alias and say so in the release notes.
 */
export const WORKLOADS = [
  "prometheus",
  "alertmanager",
  "loki",
  "jaeger",
  "grafana",
  "collector",
  "collector-sampler",
  "collector-agent",
  "kube-state-metrics",
  "node-exporter",
  "demo",
] as const;

export type WorkloadName = (typeof WORKLOADS)[number];

/** Name of the service whose DNS name lists every pod of a workload, ready or not. */
export function peersService(workload: WorkloadName): string {
  return `${workload}-peers`;
}

/** Whom alerts go to that no route names. Alertmanager has a receiver of this name, which does nothing. */
export const NOBODY = "nobody";

/**
 * Grafana's own receiver that does nothing: the one of its default policy, from 12.4 on.
 * Source: https://github.com/grafana/grafana/pull/116368
 */
export const EMPTY_CONTACT_POINT = "empty";

/** The alert that always fires, for the heartbeat alone. */
export const WATCHDOG = "Watchdog";
