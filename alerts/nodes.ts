import type { Config } from "../config/config.ts";
import type { Alert } from "../model/alert.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import { JOBS } from "../model/jobs.ts";
import { settings } from "./settings.ts";
import { filling, foretold } from "./storage.ts";

/** Nodes, by what they measure of themselves and what Kubernetes says of them. */
export function nodes(config: Config): readonly Alert[] {
  const { kubeStateMetrics, nodeExporter } = config.exporters;
  return [
    ...(nodeExporter
      ? [
          nodeCpuBusy(config),
          nodeMemoryFull(config),
          nodeDiskFilling(config),
          nodeDiskFull(config),
          nodeInodesFull(config),
          nodeClockWrong(config),
        ]
      : []),
    ...(kubeStateMetrics ? [nodeNotReady(config), nodePressure(config)] : []),
  ];
}

const EXPORTER = `job="${JOBS.nodeExporter}"`;
const STATE = `job="${JOBS.kubeStateMetrics}"`;

/** Full processors alone are good use; with a queue before them, somebody waits. */
function nodeCpuBusy(config: Config): Alert {
  const { threshold, waiting } = config.alerts.NodeCpuBusy;
  const busy = `rate(node_cpu_seconds_total{${EXPORTER},mode!~"idle|iowait"}[5m])`;
  const processors = `count by (node) (node_cpu_seconds_total{${EXPORTER},mode="idle"})`;
  return {
    ...settings(config, "NodeCpuBusy"),
    category: "nodes",
    condition: {
      all: [
        { query: `sum by (node) (${busy}) / ${processors}`, is: "above", threshold },
        {
          query: `max by (node) (node_load5{${EXPORTER}}) / ${processors}`,
          is: "above",
          threshold: waiting,
        },
      ],
    },
    unit: "ratio",
    summary: "The processors of node {node} are {value} busy",
    description: `The node's processors are {value} busy, and more than ${waiting} threads a processor want to run. Everything on the node is slow; pods that request less processor time than they use are slowed down first.`,
    panel: nodePanel("nodeCpu"),
  };
}

function nodeMemoryFull(config: Config): Alert {
  const free = `max by (node) (node_memory_MemAvailable_bytes{${EXPORTER}})`;
  return {
    ...settings(config, "NodeMemoryFull"),
    category: "nodes",
    condition: {
      all: [
        {
          query: `1 - ${free} / max by (node) (node_memory_MemTotal_bytes{${EXPORTER}})`,
          is: "above",
          threshold: config.alerts.NodeMemoryFull.threshold,
        },
      ],
    },
    unit: "ratio",
    summary: "The memory of node {node} is {value} full",
    description:
      "{value} of the node's memory are in use, without what the kernel can give back. Next, the kubelet evicts pods that use more than they request, or the kernel kills processes.",
    panel: nodePanel("nodeMemory"),
  };
}

/**
 * Disks of the node's own. Network file systems belong to many nodes, images and memory are full by nature, and what
 * boots the node does not grow.
 */
const DISKS = `${EXPORTER},fstype=~"btrfs|ext[234]|xfs|zfs"`;

/** By disk, not by mount: some systems mount one in ten places, and one of them for reading only. */
const ofWritableDisk = (aggregate: "max" | "min", query: string) =>
  `${aggregate} by (node, device) (${query} unless node_filesystem_readonly{${DISKS}} == 1)`;

const DISK_USED = ofWritableDisk(
  "max",
  `1 - node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}}`,
);

/**
 * The kubelet removes images from 85% on, down to 80%: a disk that rises to that line and falls back is well, and
 * never rises for as long as this looks back.
 * Source: https://kubernetes.io/docs/concepts/architecture/garbage-collection/
 */
function nodeDiskFilling(config: Config): Alert {
  const { NodeDiskFilling, NodeDiskFull } = config.alerts;
  const { ahead, lookBack, threshold } = NodeDiskFilling;
  const left = foretold(`node_filesystem_avail_bytes{${DISKS}}`, lookBack, ahead);
  return {
    ...settings(config, "NodeDiskFilling"),
    category: "nodes",
    condition: {
      all: filling({
        used: DISK_USED,
        left: ofWritableDisk("min", left),
        threshold,
        full: NodeDiskFull.enabled ? NodeDiskFull.threshold : undefined,
      }),
    },
    unit: "ratio",
    summary: `Disk {device} of node {node} will be full within ${ahead.text}`,
    description: `The disk is {value} full. At the pace of the last ${lookBack.text} it has no space left within ${ahead.text}; before that, the kubelet evicts pods.`,
    panel: nodePanel("disk"),
  };
}

function nodeDiskFull(config: Config): Alert {
  const { threshold } = config.alerts.NodeDiskFull;
  return {
    ...settings(config, "NodeDiskFull"),
    category: "nodes",
    condition: { all: [{ query: DISK_USED, is: "above", threshold }] },
    unit: "ratio",
    summary: "Disk {device} of node {node} is {value} full",
    description:
      "The disk is {value} full, and neither removed images nor evicted pods have made room. When it is full, containers cannot write and new ones do not start.",
    panel: nodePanel("disk"),
  };
}

/** File systems without a fixed number of inodes say 0 of 0, which is NaN and fires nothing. */
function nodeInodesFull(config: Config): Alert {
  const { NodeDiskFull, NodeInodesFull } = config.alerts;
  const inodes = `1 - node_filesystem_files_free{${DISKS}} / node_filesystem_files{${DISKS}}`;
  return {
    ...settings(config, "NodeInodesFull"),
    category: "nodes",
    condition: {
      all: [
        { query: ofWritableDisk("max", inodes), is: "above", threshold: NodeInodesFull.threshold },
        // Where no space is left, XFS says that there are no inodes either.
        ...(NodeDiskFull.enabled
          ? [{ query: DISK_USED, is: "below", threshold: NodeDiskFull.threshold } as const]
          : []),
      ],
    },
    unit: "ratio",
    summary: "Disk {device} of node {node} takes hardly any more files",
    description:
      "{value} of the disk's inodes are in use: soon no file can be made on it, although it has space. Many small files are the usual cause, of images or of pods.",
    panel: nodePanel("disk"),
  };
}

/** By the difference to when Prometheus asked, which any node tells; the kernel's own word on it needs a capability. */
function nodeClockWrong(config: Config): Alert {
  const clock = `node_time_seconds{${EXPORTER}}`;
  const { threshold } = config.alerts.NodeClockWrong;
  return {
    ...settings(config, "NodeClockWrong"),
    category: "nodes",
    condition: {
      all: [{ query: `max by (node) (abs(${clock} - timestamp(${clock})))`, is: "above", threshold }],
    },
    unit: "seconds",
    summary: "The clock of node {node} is wrong by {value}",
    description:
      "The node's clock and that of Prometheus' node differ by {value}; if all nodes are named, Prometheus' node is the wrong one. Logs and spans get wrong times, and certificates and tokens may be refused.",
    panel: nodePanel("nodes"),
  };
}

/** Nodes that somebody has cordoned are being worked on. */
function nodeNotReady(config: Config): Alert {
  const ready = `kube_node_status_condition{${STATE},condition="Ready",status="true"}`;
  return {
    ...settings(config, "NodeNotReady"),
    category: "nodes",
    condition: {
      all: [
        { query: `max by (node) (${ready})`, is: "below", threshold: 1 },
        { query: `max by (node) (kube_node_spec_unschedulable{${STATE}})`, is: "below", threshold: 1 },
      ],
    },
    unit: "number",
    summary: "Node {node} is not ready",
    description:
      "The node's kubelet does not say that it can run pods, or says nothing. Its pods are started elsewhere after some minutes, but for those that are bound to the node or whose volumes cannot be moved.",
    panel: nodePanel("nodes"),
  };
}

function nodePressure(config: Config): Alert {
  const condition = `condition=~"DiskPressure|MemoryPressure|PIDPressure",status="true"`;
  return {
    ...settings(config, "NodePressure"),
    category: "nodes",
    condition: {
      all: [
        {
          query: `max by (node, condition) (kube_node_status_condition{${STATE},${condition}})`,
          is: "above",
          threshold: 0,
        },
      ],
    },
    unit: "number",
    summary: "Node {node} has {condition}",
    description:
      "The node runs out of what the condition names. Its kubelet evicts pods until there is enough again, and takes no new ones.",
    panel: nodePanel("nodes"),
  };
}

function nodePanel(panel: "disk" | "nodeCpu" | "nodeMemory" | "nodes") {
  return {
    dashboard: DASHBOARDS.infrastructureHealth,
    panel: PANELS.infrastructureHealth[panel],
    variables: { instance: "{node}" },
  } as const;
}
