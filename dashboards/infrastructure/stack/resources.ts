import type { Config } from "../../../config/config.ts";
import { DASHBOARDS } from "../../../model/dashboards.ts";
import { linkTo } from "../../links.ts";
import { worseAbove } from "../../palette.ts";
import type { Panel } from "../../panels/panel.ts";
import { timeSeries } from "../../panels/time-series.ts";
import { type Containers, containers, cpu, memory, memoryLimit } from "../../queries/containers.ts";
import { promql } from "../../queries/query.ts";
import { workloads } from "../../queries/stack.ts";

/** The stack's own containers. */
function ofStack(config: Config): Containers {
  const { target } = config;
  return target.kind === "docker"
    ? containers(config, `name=~"(${workloads(config).join("|")}).*"`)
    : containers(config, `namespace=~"${target.namespace}|${target.hostNamespace}"`, 'pod=~"$pod"');
}

const links = [linkTo(DASHBOARDS.infrastructureHealth, "Infrastructure health", { keep: [] })];

export function stackCpuPanel(config: Config): Panel {
  const some = ofStack(config);
  return timeSeries({
    id: 70,
    title: "CPU of the stack",
    description: "Processors that the stack's own containers use, the ten busiest at each moment.",
    queries: [promql(`topk(10, ${cpu(some)})`, { legend: some.legend })],
    unit: "short",
    min: 0,
    fill: 0,
    links,
  });
}

export function stackMemoryPanel(config: Config): Panel {
  const some = ofStack(config);
  return timeSeries({
    id: 71,
    title: "Memory of the stack",
    description:
      "How much of its memory limit each of the stack's own containers uses, the ten fullest at each moment. At 100% it is killed.",
    queries: [promql(`topk(10, ${memory(some)} / ${memoryLimit(some)})`, { legend: some.legend })],
    unit: "percentunit",
    min: 0,
    fill: 0,
    softMax: 1,
    thresholds: worseAbove(0.8, config.alerts.ContainerMemoryNearLimit.threshold),
    bounds: "line",
    links,
  });
}
