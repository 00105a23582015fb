import type { Config } from "../config/config.ts";
import type { WorkloadName } from "../model/names.ts";

/**
 * Matchers of the stack's own metrics. The namespace as well: a Loki or a Prometheus of somebody else's, scraped by its
 * annotations, has the name of its service as `job`, and Loki has series that are called as Prometheus' are.
 */
export function ofWorkloads({ target }: Config, ...workloads: readonly WorkloadName[]): string {
  const job = anyOf("job", workloads);
  if (target.kind !== "kubernetes") return job;
  const namespaces = workloads.map((workload) =>
    workload === "collector-agent" ? target.hostNamespace : target.namespace,
  );
  return `${job},${anyOf("namespace", namespaces)}`;
}

/** A matcher for some values of a label, as `job="a"` or `job=~"a|b"`; with `no`, for all others. */
export function anyOf(label: string, values: readonly string[], no?: "no"): string {
  const distinct = [...new Set(values)];
  const operator = `${no === undefined ? "=" : "!"}${distinct.length > 1 ? "~" : no === undefined ? "" : "="}`;
  return `${label}${operator}"${distinct.join("|")}"`;
}
