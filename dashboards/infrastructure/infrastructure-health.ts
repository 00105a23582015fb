import type { Config } from "../../config/config.ts";
import { DASHBOARDS } from "../../model/dashboards.ts";
import type { DashboardSpec } from "../dashboard.ts";
import { flow, type Line, type Row, row, spread } from "../layout.ts";
import { linkTo } from "../links.ts";
import type { Variable } from "../variables.ts";
import {
  containerTable,
  cpuPanel,
  memoryPanel,
  outOfMemoryPanel,
  throttlingPanel,
} from "./health/containers.ts";
import { lostPacketsPanel, nodeTrafficPanel, podTrafficPanel } from "./health/network.ts";
import {
  askedPanel,
  diskPanel,
  diskTrafficPanel,
  loadPanel,
  nodeCpuPanel,
  nodeMemoryPanel,
  nodesPanel,
} from "./health/nodes.ts";
import { nothingPanel } from "./health/nothing.ts";
import { numbers } from "./health/numbers.ts";
import { podsPanel, restartsPanel } from "./health/pods.ts";
import { certificatesPanel, volumesPanel, volumeTable } from "./health/storage.ts";

/** Whether what runs has what it needs: containers, nodes, network, disks. For those who run the cluster. */
export function infrastructureHealth(config: Config): DashboardSpec {
  const kubernetes = config.target.kind === "kubernetes";
  return {
    uid: DASHBOARDS.infrastructureHealth,
    title: "Infrastructure Health",
    description: kubernetes
      ? "Do containers and nodes have the processors, memory, network and disks that they need? Choose a namespace, a pod or a node to look at it alone."
      : "Do containers and the machine have the processors, memory, network and disks that they need?",
    tags: ["infrastructure"],
    range: "6h",
    refresh: "1m",
    variables: variables(config),
    screen: screen(config),
    rows: [...pods(config), ...containers(config), ...nodes(config), ...network(config), ...storage(config)],
    next: [
      linkTo(DASHBOARDS.observabilityStack, "Observability Stack"),
      linkTo(DASHBOARDS.applicationPerformance, "Application Performance"),
      linkTo(DASHBOARDS.logs, "Logs"),
    ],
    alerts: kubernetes ? { namespace: "namespace" } : {},
  };
}

/** Those that alerts set, where the stack knows their values. */
function variables({ exporters, target }: Config): readonly Variable[] {
  const containers = 'container_memory_working_set_bytes{job="cadvisor"';
  const node = {
    name: "instance",
    label: "Node",
    values: exporters.nodeExporter
      ? "label_values(node_uname_info, node)"
      : `label_values(${exporters.kubeStateMetrics ? "kube_node_info" : "machine_cpu_cores"}, node)`,
  };
  if (target.kind === "docker") {
    const container = { name: "container", label: "Container", values: `label_values(${containers}}, name)` };
    // Without its exporter a variable would have no value, and nothing to narrow down.
    return [
      ...(exporters.cadvisor ? [container] : []),
      ...(exporters.cadvisor || exporters.nodeExporter ? [node] : []),
    ];
  }
  const pods = exporters.kubeStateMetrics ? 'kube_pod_info{job="kube-state-metrics",service=""' : containers;
  return [
    { name: "namespace", label: "Namespace", values: `label_values(${pods}}, namespace)` },
    { name: "pod", label: "Pod", values: `label_values(${pods},namespace=~"$namespace"}, pod)` },
    node,
  ];
}

function screen(config: Config): readonly Line[] {
  const { cadvisor, kubeStateMetrics, nodeExporter } = config.exporters;
  if (!cadvisor && !nodeExporter && !kubeStateMetrics) return flow(3, [24, nothingPanel(config)]);
  return [
    ...spread(3, ...numbers(config)),
    ...(cadvisor ? flow(8, [12, cpuPanel(config)], [12, memoryPanel(config)]) : []),
    ...(nodeExporter
      ? flow(8, [8, nodeCpuPanel(config)], [8, nodeMemoryPanel(config)], [8, diskPanel(config)])
      : []),
  ];
}

function pods({ exporters, target }: Config): readonly Row[] {
  if (target.kind === "docker" || !exporters.kubeStateMetrics) return [];
  return [row("Pods", ...flow(9, [14, podsPanel()], [10, restartsPanel()]))];
}

function containers(config: Config): readonly Row[] {
  if (!config.exporters.cadvisor) return [];
  return [
    row(
      "Containers",
      ...flow(10, [24, containerTable(config)]),
      ...flow(8, [12, throttlingPanel(config)], [12, outOfMemoryPanel(config)]),
    ),
  ];
}

function nodes(config: Config): readonly Row[] {
  const { exporters, target } = config;
  const cluster = target.kind === "kubernetes" && exporters.kubeStateMetrics;
  if (!cluster && !exporters.nodeExporter) return [];
  const graphs: Line["panels"] = [
    ...(exporters.nodeExporter ? [[12, loadPanel(config)] as const] : []),
    ...(cluster ? [[12, askedPanel()] as const] : []),
  ];
  return [row("Nodes", ...flow(8, [24, nodesPanel(config)]), ...flow(8, ...graphs))];
}

function network(config: Config): readonly Row[] {
  const { cadvisor, nodeExporter } = config.exporters;
  const ofPods: Line["panels"] = [
    [12, podTrafficPanel(config, "receive")],
    [12, podTrafficPanel(config, "transmit")],
  ];
  const ofNodes: Line["panels"] = [
    [8, nodeTrafficPanel("receive")],
    [8, nodeTrafficPanel("transmit")],
    [8, lostPacketsPanel()],
  ];
  const lines = [...(cadvisor ? flow(8, ...ofPods) : []), ...(nodeExporter ? flow(8, ...ofNodes) : [])];
  return lines.length === 0 ? [] : [row("Network", ...lines)];
}

function storage(config: Config): readonly Row[] {
  const { exporters, target } = config;
  const kubernetes = target.kind === "kubernetes";
  const lines = [
    ...(kubernetes && exporters.cadvisor
      ? flow(8, [12, volumesPanel(config)], [12, volumeTable(config)])
      : []),
    ...(exporters.nodeExporter
      ? flow(7, [12, diskTrafficPanel("read")], [12, diskTrafficPanel("written")])
      : []),
  ];
  return [
    ...(lines.length === 0 ? [] : [row("Disks and volumes", ...lines)]),
    ...(kubernetes ? [row("Certificates", ...flow(8, [24, certificatesPanel(config)]))] : []),
  ];
}
