import type { Config } from "../../../config/config.ts";
import { DASHBOARDS, PANELS } from "../../../model/dashboards.ts";
import { linkTo } from "../../links.ts";
import { plain, worseAbove } from "../../palette.ts";
import { mapped, words } from "../../panels/mappings.ts";
import type { Override, Panel } from "../../panels/panel.ts";
import { type Column, table } from "../../panels/table.ts";
import { timeSeries } from "../../panels/time-series.ts";
import { busiest } from "../../queries/containers.ts";
import * as nodes from "../../queries/nodes.ts";
import { promql, type Query, rows } from "../../queries/query.ts";

const { infrastructureHealth: ids } = PANELS;

const toNode = linkTo(DASHBOARDS.infrastructureHealth, "This node alone", {
  set: { instance: "${__field.labels.node}" },
});

interface ShareOptions {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly queries: readonly Query[];
  /** From which share on an alert fires. */
  readonly threshold: number;
}

/** What of each node is in use, 0 to 1. */
function share({ threshold, ...about }: ShareOptions): Panel {
  return timeSeries({
    ...about,
    unit: "percentunit",
    min: 0,
    max: 1,
    fill: 0,
    calcs: ["max", "lastNotNull"],
    thresholds: worseAbove(threshold, threshold),
    dataLinks: [toNode],
  });
}

export function nodeCpuPanel({ alerts }: Config): Panel {
  return share({
    id: ids.nodeCpu,
    title: "CPU by node",
    description:
      "Share of each node's processor time in use, of the ten busiest at each moment. Full processors are good use, unless more threads wait than there are processors: the row on nodes shows that. Source: node-exporter.",
    queries: [promql(busiest(nodes.busy()), { legend: "{{node}}" })],
    threshold: alerts.NodeCpuBusy.threshold,
  });
}

export function nodeMemoryPanel({ alerts }: Config): Panel {
  return share({
    id: ids.nodeMemory,
    title: "Memory by node",
    description:
      "Share of each node's memory in use, without what the kernel can give back, of the ten fullest at each moment. Near 100% pods are evicted or killed. Source: node-exporter.",
    queries: [promql(busiest(nodes.memoryUsed()), { legend: "{{node}}" })],
    threshold: alerts.NodeMemoryFull.threshold,
  });
}

export function diskPanel({ alerts }: Config): Panel {
  return share({
    id: ids.disk,
    title: "Disks by node",
    description:
      "Share of each disk in use, of the six fullest at each moment. The share of its inodes, which bound how many files it holds, is drawn once it is over a half. Source: node-exporter.",
    queries: [
      promql(`topk(6, ${nodes.diskUsed()})`, { legend: "{{node}} {{device}}" }),
      promql(busiest(`${nodes.inodesUsed()} > 0.5`), { legend: "{{node}} {{device}} inodes" }),
    ],
    threshold: alerts.NodeDiskFull.threshold,
  });
}

export function loadPanel({ alerts }: Config): Panel {
  const { waiting } = alerts.NodeCpuBusy;
  return timeSeries({
    id: 40,
    title: "Load for each processor",
    description:
      "Threads that run or wait, over five minutes, for each processor of the node, of the ten busiest at each moment. Above 1 some wait. Source: node-exporter.",
    queries: [promql(busiest(nodes.load()), { legend: "{{node}}" })],
    unit: "short",
    min: 0,
    softMax: waiting,
    fill: 0,
    thresholds: worseAbove(1, waiting),
    bounds: "line",
    dataLinks: [toNode],
  });
}

export function askedPanel(): Panel {
  return timeSeries({
    id: 41,
    title: "Requests by node",
    description:
      "Share of what a node can give that its pods have requested, of the ten fullest at each moment. At 100% no further pod is placed there, however idle the node is. Source: kube-state-metrics.",
    queries: [
      promql(busiest(nodes.asked("cpu")), { legend: "{{node}} CPU" }),
      promql(busiest(nodes.asked("memory")), { legend: "{{node}} memory" }),
    ],
    unit: "percentunit",
    min: 0,
    softMax: 1,
    fill: 0,
    dataLinks: [toNode],
  });
}

export function diskTrafficPanel(direction: "read" | "written"): Panel {
  const [id, title, what] =
    direction === "read"
      ? ([42, "Disk reads", "read from"] as const)
      : ([43, "Disk writes", "written to"] as const);
  return timeSeries({
    id,
    title,
    description: `Megabytes a second ${what} the disks of each node, of the ten busiest at each moment. Source: node-exporter.`,
    queries: [promql(busiest(nodes.diskTraffic(direction)), { legend: "{{node}}" })],
    unit: "MBs",
    min: 0,
    fill: 0,
    dataLinks: [toNode],
  });
}

/** The state of every node, in one row each. */
export function nodesPanel(config: Config): Panel {
  const { alerts, exporters, target } = config;
  const kubernetes = target.kind === "kubernetes";
  const known: readonly (readonly [boolean, Column, string, Override?])[] = [
    [kubernetes && exporters.kubeStateMetrics, said("ready", "Ready", 80), nodes.ready(), READY],
    [
      kubernetes && exporters.kubeStateMetrics,
      said("cordoned", "Takes pods", 100),
      nodes.cordoned(),
      CORDONED,
    ],
    [kubernetes && exporters.kubeStateMetrics, said("pressure", "Pressure", 150), nodes.pressure(), PRESSURE],
    [kubernetes && exporters.cadvisor, number("pods", "Pods", 70), nodes.running()],
    [exporters.nodeExporter, part("cpu", "CPU", alerts.NodeCpuBusy), nodes.busy()],
    [exporters.nodeExporter, part("memory", "Memory", alerts.NodeMemoryFull), nodes.memoryUsed()],
    [exporters.nodeExporter, part("disk", "Fullest disk", alerts.NodeDiskFull), nodes.diskUsed("node")],
    [exporters.nodeExporter, clock(alerts.NodeClockWrong), nodes.clockOffset()],
    [exporters.nodeExporter, { ...number("uptime", "Up for", 110), unit: "s", decimals: 0 }, nodes.uptime()],
  ];
  const there = known.filter(([exists]) => exists);
  return table({
    id: ids.nodes,
    title: "Nodes",
    description:
      "What Kubernetes says of each node, how full it is, and how far its clock is from that of Prometheus. Under pressure a node evicts pods and takes no new ones. Source: kube-state-metrics, kubelet and node-exporter.",
    queries: there.map(([, column, query]): Query => rows(query, column.field.replace("Value #", ""))),
    columns: [
      {
        field: "node",
        title: "Node",
        link: linkTo(DASHBOARDS.infrastructureHealth, "This node alone", {
          set: { instance: "${__value.raw}" },
        }),
      },
      ...there.map(([, column]) => column),
    ],
    overrides: there.flatMap(([, , , override]) => (override === undefined ? [] : [override])),
    sort: { by: "Node", descending: false },
  });
}

const number = (refId: string, title: string, width: number): Column => ({
  field: `Value #${refId}`,
  title,
  width,
  decimals: 0,
});

/** The words' colours are shown. */
const said = (...column: Parameters<typeof number>): Column => ({
  ...number(...column),
  thresholds: plain("grey"),
});

function part(refId: string, title: string, { threshold }: { readonly threshold: number }): Column {
  return {
    field: `Value #${refId}`,
    title,
    unit: "percentunit",
    decimals: 0,
    min: 0,
    max: 1,
    show: "bar",
    width: 140,
    thresholds: worseAbove(Math.min(0.8, threshold), threshold),
  };
}

const clock = ({ threshold }: { readonly threshold: number }): Column => ({
  ...number("clock", "Clock off by", 110),
  unit: "s",
  decimals: 1,
  thresholds: worseAbove(threshold / 2, threshold),
});

const READY = mapped("Ready", words({ 1: ["Yes", "good"], 0: ["No", "bad"] }));
const CORDONED = mapped("Takes pods", words({ 0: ["Yes", "good"], 1: ["Cordoned", "warning"] }));
const PRESSURE = mapped(
  "Pressure",
  words({
    0: ["None", "good"],
    1: ["Memory", "bad"],
    2: ["Disk", "bad"],
    3: ["Memory, disk", "bad"],
    4: ["Processes", "bad"],
    5: ["Memory, processes", "bad"],
    6: ["Disk, processes", "bad"],
    7: ["All", "bad"],
  }),
);
