import type { Config } from "../../config/config.ts";
import type { Alert } from "../../model/alert.ts";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { settings } from "../settings.ts";
import { withoutHub } from "./causes.ts";
import { usageOf } from "./series.ts";

const CONTAINER = "{container} of {namespace}/{pod}";
const variables = { namespace: "{namespace}", pod: "{pod}" };

/** What containers use of what they may. */
export function usage(config: Config): readonly Alert[] {
  return [throttled(config), memoryNearLimit(config)];
}

/**
 * Series exist only where there is a limit. A period counts only when the container wanted to run in it: one that
 * sleeps most of the time is throttled in most of its few periods and nobody minds.
 */
function throttled(config: Config): Alert {
  const { minimumPeriods, threshold } = config.alerts.ContainerThrottled;
  const rate = (metric: string) => `sum by (namespace, pod, container) (rate(${usageOf(metric)}[5m]))`;
  const all = rate("container_cpu_cfs_periods_total");
  const held = rate("container_cpu_cfs_throttled_periods_total");
  return {
    ...settings(config, "ContainerThrottled"),
    category: "containers",
    condition: {
      all: [
        { query: withoutHub(`${held} / ${all}`, config), is: "above", threshold },
        { query: all, is: "above", threshold: minimumPeriods },
      ],
    },
    unit: "ratio",
    summary: `${CONTAINER} is held back by its CPU limit {value} of the time`,
    description: `In {value} of the periods in which ${CONTAINER} wanted to run, it had used up its CPU limit and waited. Where its users notice, the limit is too low, or should not be.`,
    panel: {
      dashboard: DASHBOARDS.infrastructureHealth,
      panel: PANELS.infrastructureHealth.throttling,
      variables,
    },
  };
}

/**
 * The working set is what the kernel cannot take back easily. Go programs with GOMEMLIMIT at nine tenths of their limit
 * run just there, so the threshold lies above. A limit of 0 is none.
 */
function memoryNearLimit(config: Config): Alert {
  const { threshold } = config.alerts.ContainerMemoryNearLimit;
  const of = (metric: string) => `max by (namespace, pod, container) (${usageOf(metric)})`;
  const share = `${of("container_memory_working_set_bytes")} / (${of("container_spec_memory_limit_bytes")} > 0)`;
  return {
    ...settings(config, "ContainerMemoryNearLimit"),
    category: "containers",
    condition: { all: [{ query: withoutHub(share, config), is: "above", threshold }] },
    unit: "ratio",
    summary: `${CONTAINER} uses {value} of its memory limit`,
    description: `${CONTAINER} holds {value} of the memory that it may use. When it reaches the limit, the kernel kills it.`,
    panel: {
      dashboard: DASHBOARDS.infrastructureHealth,
      panel: PANELS.infrastructureHealth.memory,
      variables,
    },
  };
}
