import type { AlertCase } from "../alert-case.ts";
import { nodeDiskCases } from "./node-disks.ts";

const EXPORTER = 'job="node-exporter",instance="worker-1",node="worker-1"';
const processor = (cpu: number, mode: string) =>
  `node_cpu_seconds_total{${EXPORTER},cpu="${cpu}",mode="${mode}"}`;

const STATE = 'job="kube-state-metrics",instance="kube-state-metrics-0",node="worker-1"';
const condition = (name: string) => `kube_node_status_condition{${STATE},condition="${name}",status="true"}`;
const CORDONED = `kube_node_spec_unschedulable{${STATE}}`;

export const nodeCases: readonly AlertCase[] = [
  ...nodeDiskCases,
  {
    alert: "NodeCpuBusy",
    fires: {
      // 57 of 60 seconds on both; the window of five minutes is full at minute 5.
      series: {
        [processor(0, "user")]: "0+57x60",
        [processor(0, "idle")]: "0+3x60",
        [processor(1, "user")]: "0+50x60",
        [processor(1, "system")]: "0+7x60",
        [processor(1, "idle")]: "0+3x60",
        [`node_load5{${EXPORTER}}`]: "3.2x60",
      },
      atMinute: 35,
      labels: { node: "worker-1" },
      summary: "The processors of node worker-1 are 95% busy",
      description:
        "The node's processors are 95% busy, and more than 1.5 threads a processor want to run. Everything on the node is slow; pods that request less processor time than they use are slowed down first.",
    },
    quiet: {
      because: "there is as much to do as the processors can do, and no more",
      series: {
        [processor(0, "user")]: "0+60x60",
        [processor(0, "idle")]: "0x60",
        [processor(1, "user")]: "0+60x60",
        [processor(1, "idle")]: "0x60",
        [`node_load5{${EXPORTER}}`]: "3x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "NodeCpuBusy",
    values: { alerts: { NodeCpuBusy: { for: "5m", threshold: 0.5, waiting: 4 } } },
    fires: {
      series: {
        [processor(0, "system")]: "0+36x20",
        [processor(0, "idle")]: "0+24x20",
        [`node_load5{${EXPORTER}}`]: "5x20",
      },
      // 144 of 300 seconds at minute 4, 180 at minute 5.
      atMinute: 10,
      labels: { node: "worker-1" },
      summary: "The processors of node worker-1 are 60% busy",
      description:
        "The node's processors are 60% busy, and more than 4 threads a processor want to run. Everything on the node is slow; pods that request less processor time than they use are slowed down first.",
    },
    quiet: {
      because: "the processors wait for a disk",
      series: {
        [processor(0, "system")]: "0+6x30",
        [processor(0, "iowait")]: "0+54x30",
        [processor(0, "idle")]: "0x30",
        [`node_load5{${EXPORTER}}`]: "12x30",
      },
      untilMinute: 30,
    },
  },
  {
    alert: "NodeMemoryFull",
    fires: {
      series: {
        [`node_memory_MemAvailable_bytes{${EXPORTER}}`]: "40x30",
        [`node_memory_MemTotal_bytes{${EXPORTER}}`]: "1000x30",
      },
      atMinute: 15,
      labels: { node: "worker-1" },
      summary: "The memory of node worker-1 is 96% full",
      description:
        "96% of the node's memory are in use, without what the kernel can give back. Next, the kubelet evicts pods that use more than they request, or the kernel kills processes.",
    },
    quiet: {
      because: "it had memory again a minute before",
      series: {
        [`node_memory_MemAvailable_bytes{${EXPORTER}}`]: "40x14 60x30",
        [`node_memory_MemTotal_bytes{${EXPORTER}}`]: "1000x45",
      },
      untilMinute: 45,
    },
  },
  {
    alert: "NodeClockWrong",
    fires: {
      // The first value belongs to second 0.
      series: { [`node_time_seconds{${EXPORTER}}`]: "-3+60x30" },
      atMinute: 15,
      labels: { node: "worker-1" },
      summary: "The clock of node worker-1 is wrong by 3s",
      description:
        "The node's clock and that of Prometheus' node differ by 3s; if all nodes are named, Prometheus' node is the wrong one. Logs and spans get wrong times, and certificates and tokens may be refused.",
    },
    quiet: {
      because: "two seconds may be the scrape's",
      series: { [`node_time_seconds{${EXPORTER}}`]: "2+60x30" },
      untilMinute: 30,
    },
  },
  {
    alert: "NodeNotReady",
    fires: {
      series: { [condition("Ready")]: "1x4 0x30", [CORDONED]: "0x40" },
      atMinute: 20,
      labels: { node: "worker-1" },
      summary: "Node worker-1 is not ready",
      description:
        "The node's kubelet does not say that it can run pods, or says nothing. Its pods are started elsewhere after some minutes, but for those that are bound to the node or whose volumes cannot be moved.",
    },
    quiet: {
      because: "somebody has cordoned it",
      series: { [condition("Ready")]: "0x40", [CORDONED]: "1x40" },
      untilMinute: 40,
    },
  },
  {
    alert: "NodeNotReady",
    values: { alerts: { NodeNotReady: { for: "5m" } } },
    fires: {
      series: { [condition("Ready")]: "0x20", [CORDONED]: "0x20" },
      atMinute: 5,
      labels: { node: "worker-1" },
      summary: "Node worker-1 is not ready",
      description:
        "The node's kubelet does not say that it can run pods, or says nothing. Its pods are started elsewhere after some minutes, but for those that are bound to the node or whose volumes cannot be moved.",
    },
    quiet: {
      because: "the autoscaler takes it away after four minutes",
      series: { [condition("Ready")]: "0x4 stale", [CORDONED]: "0x4 stale" },
      untilMinute: 20,
    },
  },
  {
    alert: "NodePressure",
    fires: {
      series: { [condition("DiskPressure")]: "1x30", [condition("MemoryPressure")]: "0x30" },
      atMinute: 10,
      labels: { node: "worker-1", condition: "DiskPressure" },
      summary: "Node worker-1 has DiskPressure",
      description:
        "The node runs out of what the condition names. Its kubelet evicts pods until there is enough again, and takes no new ones.",
    },
    quiet: {
      because: "one eviction was enough",
      series: { [condition("MemoryPressure")]: "1x9 0x30", [condition("Ready")]: "1x40" },
      untilMinute: 40,
    },
  },
];
