import type { KubernetesTarget } from "../../../config/config.ts";
import { JOBS } from "../../../model/jobs.ts";
import { PORTS } from "../../../model/ports.ts";
import { LIMITS } from "./annotated.ts";
import { copy, type RelabelConfig, type ScrapeConfig } from "./job.ts";
import { onlyPort, stackPods } from "./stack.ts";

/**
 * Span metrics, the service graph and the metrics that services send over OTLP. They are exposed with the services' own
 * `job` and `instance`, so those are kept. Where there are samplers, the service graph is theirs.
 */
export function spansJob(target: KubernetesTarget): ScrapeConfig {
  return {
    ...SPANS,
    kubernetes_sd_configs: [stackPods(target)],
    relabel_configs: [
      ...onlyPort(["collector", "collector-sampler"], PORTS.collector.spans),
      copy("__meta_kubernetes_pod_name", "instance"),
      // Several collectors expose series of the same name and labels: this one tells them apart.
      copy("__meta_kubernetes_pod_name", "collector"),
    ],
    metric_relabel_configs: [...STEADY, ...["namespace", "pod"].map(placeOf)],
  };
}

/** Wherever the collectors run. */
export const SPANS = {
  job_name: JOBS.spans,
  ...LIMITS,
  // Of all services together, where the other jobs' limit is for each.
  sample_limit: 500_000,
  honor_labels: true,
} as const;

/** A new one at each start of a collector: every series would begin anew. */
export const STEADY: readonly RelabelConfig[] = [{ regex: "collector_instance_id", action: "labeldrop" }];

/**
 * What a service pushes says where it runs by OpenTelemetry's names. Under the names that scraping gives, it is chosen on
 * dashboards and named by alerts as all others are.
 */
function placeOf(label: string) {
  return { source_labels: [label, `k8s_${label}_name`], regex: ";(.+)", target_label: label };
}
