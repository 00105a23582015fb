import type { WorkloadName } from "./names.ts";

/** The label all pods of the stack carry, by which Prometheus finds them. */
export const PART_OF = { key: "app.kubernetes.io/part-of", value: "lookout" } as const;

/** Annotations by which the stack's own scrape job finds the port and path of a pod's metrics. */
export const METRICS_PORT = "lookout/metrics-port";
export const METRICS_PATH = "lookout/metrics-path";

/** Annotation of what holds files: the name of the set that they belong to. */
export const FILES = "lookout/files";

/** The labels that choose a workload's pods. They can never change: selectors are immutable. */
export function selectorLabels(name: WorkloadName): Readonly<Record<string, string>> {
  return { "app.kubernetes.io/name": name, [PART_OF.key]: PART_OF.value };
}

/**
 * The standard labels of every object of a workload.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function standardLabels(workload: {
  readonly name: WorkloadName;
  readonly component: string;
  readonly image: { readonly version: string };
}): Readonly<Record<string, string>> {
  return {
    ...selectorLabels(workload.name),
    "app.kubernetes.io/component": workload.component,
    "app.kubernetes.io/version": workload.image.version,
    "app.kubernetes.io/managed-by": "pulumi",
  };
}

/** Labels of a scheduled job's pods: their own, since the workload's Service must not send requests to them. */
export function jobLabels(
  workload: { readonly name: WorkloadName },
  job: { readonly name: string },
): Readonly<Record<string, string>> {
  return { "app.kubernetes.io/name": `${workload.name}-${job.name}`, [PART_OF.key]: PART_OF.value };
}
