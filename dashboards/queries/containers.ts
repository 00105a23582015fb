import type { Config } from "../../config/config.ts";
import { JOBS } from "../../model/jobs.ts";
import { perSecond, ratio, top } from "./ratio.ts";

/** Some containers, and how they are told apart. */
export interface Containers {
  readonly matchers: string;
  /** Labels of one container. */
  readonly by: string;
  /** Name of one in a legend. */
  readonly legend: string;
  /** Whether Kubernetes knows what they request. */
  readonly requests: boolean;
}

/** More lines than this are no graph. */
const MOST = 10;
/** Up to so many containers, a graph also draws what they request and may use. */
const FEW = 5;

/**
 * Containers, from the cAdvisor of each node. Docker's has the container's name, and cgroups of the machine that have
 * none.
 *
 * @param more matchers for some of them.
 */
export function containers({ exporters, target }: Config, ...more: readonly string[]): Containers {
  const job = `job="${JOBS.cadvisor}"`;
  if (target.kind === "docker")
    return {
      matchers: [job, 'name!=""', ...more].join(","),
      by: "name",
      legend: "{{name}}",
      requests: false,
    };
  return {
    matchers: [job, ...more].join(","),
    by: "namespace, pod, container",
    legend: "{{pod}} {{container}}",
    requests: exporters.kubeStateMetrics,
  };
}

/** Processors in use. */
export function cpu({ by, matchers }: Containers, per = by): string {
  return `sum by (${per}) (${perSecond(`container_cpu_usage_seconds_total{${matchers}}`)})`;
}

/** Of one that starts anew there are two series for a while. */
const once = ({ by, matchers }: Containers, metric: string) => `max by (${by}) (${metric}{${matchers}})`;

/** Bytes that the kernel cannot take back easily. */
export const memory = (some: Containers) => once(some, "container_memory_working_set_bytes");

/** No limit is 0, or has no series. */
export const memoryLimit = (some: Containers) => `(${once(some, "container_spec_memory_limit_bytes")} > 0)`;

export function cpuLimit(some: Containers): string {
  return `(${once(some, "container_spec_cpu_quota")} / ${once(some, "container_spec_cpu_period")} > 0)`;
}

/** What Kubernetes keeps free for each. It has the same labels for namespace, pod, container and node. */
export function requested({ by, matchers }: Containers, resource: "cpu" | "memory"): string {
  const own = matchers.replace(`job="${JOBS.cadvisor}"`, `job="${JOBS.kubeStateMetrics}",service=""`);
  return `max by (${by}) (kube_pod_container_resource_requests{${own},resource="${resource}"})`;
}

/** The largest, one line each. */
export const busiest = (query: string) => top(MOST, query);

/** Lines that would hide the others, so only where there are few containers. */
export const whereFew = (query: string) => `${query} and on () (count(${query}) <= ${FEW})`;

/** Share of the periods in which it wanted to run that it had to wait in. There is none without a limit. */
export function throttled({ by, matchers }: Containers): string {
  const periods = (kind: string) =>
    `sum by (${by}) (${perSecond(`container_cpu_cfs_${kind}_total{${matchers}}`)})`;
  return ratio(periods("throttled_periods"), periods("periods"));
}

/** Ends for lack of memory, as the kernel counts them. */
export function outOfMemory({ by, matchers }: Containers): string {
  return `sum by (${by}) (increase(container_oom_events_total{${matchers}}[$__rate_interval]))`;
}
