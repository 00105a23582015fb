import type { Config } from "../../../config/config.ts";
import { DASHBOARDS, PANELS } from "../../../model/dashboards.ts";
import { linkTo } from "../../links.ts";
import { COLOURS, type Colour, worseAbove } from "../../palette.ts";
import type { Override, Panel } from "../../panels/panel.ts";
import { type Column, table } from "../../panels/table.ts";
import { timeSeries } from "../../panels/time-series.ts";
import {
  busiest,
  type Containers,
  containers,
  cpu,
  cpuLimit,
  memory,
  memoryLimit,
  outOfMemory,
  requested,
  throttled,
  whereFew,
} from "../../queries/containers.ts";
import { promql, rows } from "../../queries/query.ts";

const { infrastructureHealth: ids } = PANELS;

/** Those that the dashboard's variables choose. */
export function chosen(config: Config): Containers {
  return config.target.kind === "docker"
    ? containers(config, 'name=~"$container"')
    : containers(config, 'namespace=~"$namespace"', 'pod=~"$pod"', 'node=~"$instance"');
}

const BOUNDS =
  "With five containers or fewer, dashed lines show what each requests (blue) and may use at most (orange).";

const dashed = (refId: string, colour: Colour): Override => ({
  field: `query:${refId}`,
  properties: {
    color: { mode: "fixed", fixedColor: COLOURS[colour] },
    "custom.lineStyle": { fill: "dash", dash: [10, 10] },
    "custom.fillOpacity": 0,
  },
});

const bounds = [dashed("requests", "blue"), dashed("limits", "warning")];

/** One pod alone, from a point of a graph. */
const toPod = (config: Config) =>
  config.target.kind === "docker"
    ? []
    : [
        linkTo(DASHBOARDS.infrastructureHealth, "This pod alone", {
          set: { namespace: "${__field.labels.namespace}", pod: "${__field.labels.pod}" },
        }),
      ];

export function cpuPanel(config: Config): Panel {
  const some = chosen(config);
  return timeSeries({
    id: ids.cpu,
    title: "CPU by container",
    description: `Processors in use: 1 is one processor's whole time. The ten busiest of the chosen containers at each moment. ${BOUNDS} Source: cAdvisor.`,
    queries: [
      promql(busiest(cpu(some)), { legend: some.legend, refId: "used" }),
      ...(some.requests
        ? [promql(whereFew(requested(some, "cpu")), { legend: `${some.legend} requests`, refId: "requests" })]
        : []),
      promql(whereFew(cpuLimit(some)), { legend: `${some.legend} limit`, refId: "limits" }),
    ],
    unit: "short",
    min: 0,
    overrides: bounds,
    fill: 0,
    calcs: ["max", "lastNotNull"],
    dataLinks: toPod(config),
  });
}

export function memoryPanel(config: Config): Panel {
  const some = chosen(config);
  return timeSeries({
    id: ids.memory,
    title: "Memory by container",
    description: `Memory in use that the kernel cannot take back easily; a container that reaches its limit is killed. The ten largest of the chosen containers at each moment. ${BOUNDS} Source: cAdvisor.`,
    queries: [
      promql(busiest(memory(some)), { legend: some.legend, refId: "used" }),
      ...(some.requests
        ? [
            promql(whereFew(requested(some, "memory")), {
              legend: `${some.legend} requests`,
              refId: "requests",
            }),
          ]
        : []),
      promql(whereFew(memoryLimit(some)), { legend: `${some.legend} limit`, refId: "limits" }),
    ],
    unit: "bytes",
    min: 0,
    overrides: bounds,
    fill: 0,
    calcs: ["max", "lastNotNull"],
    dataLinks: toPod(config),
  });
}

export function throttlingPanel(config: Config): Panel {
  const some = chosen(config);
  const { threshold } = config.alerts.ContainerThrottled;
  return timeSeries({
    id: ids.throttling,
    title: "CPU throttling",
    description:
      "Share of the periods in which a container wanted to run that it had used up its CPU limit and waited. The ten most throttled at each moment; containers without a limit are never. Source: cAdvisor.",
    queries: [promql(busiest(throttled(some)), { legend: some.legend })],
    unit: "percentunit",
    min: 0,
    softMax: 1,
    thresholds: worseAbove(threshold / 2, threshold),
    bounds: "line",
    fill: 0,
    noValue: "No container has a CPU limit",
    dataLinks: toPod(config),
  });
}

export function outOfMemoryPanel(config: Config): Panel {
  const some = chosen(config);
  return timeSeries({
    id: 30,
    title: "Killed for lack of memory",
    description:
      "How often the kernel killed a process in a container, since it had reached its memory limit or the node had none left. Source: cAdvisor.",
    queries: [promql(`round(${outOfMemory(some)}) > 0`, { legend: some.legend })],
    unit: "none",
    decimals: 0,
    min: 0,
    draw: "bars",
    stack: true,
    calcs: ["sum"],
    interval: "5m",
    noValue: "None was killed",
    dataLinks: toPod(config),
  });
}

/** Every container against what it requests and may use. */
export function containerTable(config: Config): Panel {
  const some = chosen(config);
  const used = (query: string, limit: string) => `${query} / ${limit}`;
  const docker = config.target.kind === "docker";
  const names: readonly Column[] = docker
    ? [{ field: "name", title: "Container" }]
    : [
        {
          field: "namespace",
          title: "Namespace",
          width: 150,
        },
        {
          field: "pod",
          title: "Pod",
          link: linkTo(DASHBOARDS.infrastructureHealth, "This pod alone", {
            set: { namespace: "${__data.fields.Namespace}", pod: "${__data.fields.Pod}" },
          }),
        },
        { field: "container", title: "Container", width: 160 },
      ];
  const [first, ...others] = names;
  const requests = some.requests;
  const share = { unit: "percentunit", decimals: 0, min: 0, max: 1, show: "bar", width: 120 } as const;
  return table({
    id: 31,
    title: "Containers against their requests and limits",
    description:
      "What each container uses now, requests and may use at most. Fullest memory first: at 100% of its limit a container is killed, at 100% of its CPU limit it waits. An empty cell: nothing is set. Source: cAdvisor and kube-state-metrics.",
    queries: [
      rows(cpu(some), "cpu"),
      rows(cpuLimit(some), "cpuLimit"),
      rows(used(cpu(some), cpuLimit(some)), "cpuShare"),
      rows(memory(some), "memory"),
      rows(memoryLimit(some), "memoryLimit"),
      rows(used(memory(some), memoryLimit(some)), "memoryShare"),
      ...(requests
        ? [rows(requested(some, "cpu"), "cpuRequest"), rows(requested(some, "memory"), "memoryRequest")]
        : []),
    ],
    columns: [
      first!,
      ...others,
      { field: "Value #cpu", title: "CPU", decimals: 3, width: 80 },
      ...(requests
        ? [{ field: "Value #cpuRequest", title: "CPU requested", decimals: 2, width: 120 } as const]
        : []),
      { field: "Value #cpuLimit", title: "CPU limit", decimals: 2, width: 90 },
      { ...share, field: "Value #cpuShare", title: "CPU of limit", thresholds: worseAbove(0.8, 0.95) },
      { field: "Value #memory", title: "Memory", unit: "bytes", width: 100 },
      ...(requests
        ? [
            {
              field: "Value #memoryRequest",
              title: "Memory requested",
              unit: "bytes",
              width: 140,
            } as const,
          ]
        : []),
      { field: "Value #memoryLimit", title: "Memory limit", unit: "bytes", width: 110 },
      {
        ...share,
        field: "Value #memoryShare",
        title: "Memory of limit",
        thresholds: worseAbove(0.8, config.alerts.ContainerMemoryNearLimit.threshold),
      },
    ],
    sort: { by: "Memory of limit" },
  });
}
