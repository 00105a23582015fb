import { JOBS } from "../../../model/jobs.ts";
import type { WorkloadName } from "../../../model/names.ts";
import { PORTS } from "../../../model/ports.ts";
import type { Workload } from "../../../model/workload.ts";
import type { ScrapeConfig, StaticTargets } from "./job.ts";
import { SPANS, STEADY } from "./spans.ts";

/** What is scraped of a workload. */
export type Scraped = Pick<Workload, "name" | "ports" | "metrics">;

/**
 * The stack's own metrics where nothing can be discovered: each workload by its name, which is its address too. Labels
 * are as on Kubernetes, but for the namespace; a container's name stands for its pod's, which alerts tell.
 */
export function staticStackJob(stack: readonly Scraped[]): ScrapeConfig {
  return { job_name: JOBS.stack, static_configs: stack.flatMap(targetsOf) };
}

/** What the gateway makes of spans and takes in by OTLP. It is the only collector there. */
export function staticSpansJob(): ScrapeConfig {
  const collector: WorkloadName = "collector";
  return {
    ...SPANS,
    static_configs: [
      {
        targets: [`${collector}:${PORTS.collector.spans}`],
        labels: { instance: collector, collector },
      },
    ],
    metric_relabel_configs: STEADY,
  };
}

/** None for what has a job of its own. */
function targetsOf({ metrics, name, ports }: Scraped): readonly StaticTargets[] {
  if (metrics === undefined) return [];
  const port = ports.find((each) => each.name === metrics.port);
  if (port === undefined) throw new Error(`${name}: no port is called "${metrics.port}"`);
  const labels = { job: name, instance: name, pod: name, __metrics_path__: metrics.path };
  return [{ targets: [`${name}:${port.port}`], labels }];
}
