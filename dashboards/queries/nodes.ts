import { JOBS } from "../../model/jobs.ts";
import { state } from "./pods.ts";
import { perSecond } from "./ratio.ts";

const CHOSEN = 'node=~"$instance"';
const EXPORTER = `job="${JOBS.nodeExporter}",${CHOSEN}`;
const ofNodes = (metric: string, ...matchers: readonly string[]) => state(metric, CHOSEN, ...matchers);

/** Share of the processors' time in use, 0 to 1. */
export function busy(by = "node"): string {
  const idle = perSecond(`node_cpu_seconds_total{${EXPORTER},mode=~"idle|iowait"}`);
  return `1 - avg by (${by}) (sum by (node, cpu) (${idle}))`;
}

/** Threads that want to run, for each processor. */
export function load(): string {
  const processors = `count by (node) (sum by (node, cpu) (${perSecond(`node_cpu_seconds_total{${EXPORTER},mode="idle"}`)}))`;
  return `max by (node) (node_load5{${EXPORTER}}) / ${processors}`;
}

/** Share of memory in use, without what the kernel can give back. */
export function memoryUsed(): string {
  const of = (metric: string) => `max by (node) (node_memory_${metric}_bytes{${EXPORTER}})`;
  return `1 - ${of("MemAvailable")} / ${of("MemTotal")}`;
}

/** The same of all nodes together. */
export function allMemoryUsed(): string {
  const of = (metric: string) => `sum(node_memory_${metric}_bytes{${EXPORTER}})`;
  return `1 - ${of("MemAvailable")} / ${of("MemTotal")}`;
}

/** Disks of the node's own: network file systems belong to many nodes, images and memory are full by nature. */
const DISKS = `${EXPORTER},fstype=~"btrfs|ext[234]|xfs|zfs"`;

/** Share in use of each disk, not of each mount of it; none that is only read. */
function ofDisk(free: string, all: string, by: string): string {
  return `max by (${by}) (1 - ${free}{${DISKS}} / ${all}{${DISKS}} unless node_filesystem_readonly{${DISKS}} == 1)`;
}

export const diskUsed = (by = "node, device") =>
  ofDisk("node_filesystem_avail_bytes", "node_filesystem_size_bytes", by);

export const inodesUsed = () => ofDisk("node_filesystem_files_free", "node_filesystem_files", "node, device");

/** MB a second. Of whole disks: what is on them, as partitions and volumes, is counted there already. */
export function diskTraffic(direction: "read" | "written"): string {
  const disks = `${EXPORTER},device!~"(dm-|loop|md|ram|zram|sr).*|(sd|vd|xvd)[a-z]+[0-9]+|(nvme|mmcblk).+p[0-9]+"`;
  return `sum by (node) (${perSecond(`node_disk_${direction}_bytes_total{${disks}}`)}) / 1e6`;
}

/** Bridges, tunnels and bonds carry what goes through other devices as well. */
const VIRTUAL =
  "(lo|bond|br-|bridge|cbr|cilium|cni|docker|dummy|flannel|genev|gre|ip6tnl|kube|nodelocaldns|ovs|podman|sit|tailscale|team|tun|virbr|vxlan|weave|wg).*";

/** MB a second. */
export function networkTraffic(direction: "receive" | "transmit"): string {
  const devices = `${EXPORTER},device!~"${VIRTUAL}"`;
  return `sum by (node) (${perSecond(`node_network_${direction}_bytes_total{${devices}}`)}) / 1e6`;
}

/** 1 or 0. */
export const ready = () =>
  `max by (node) (${ofNodes("kube_node_status_condition", 'condition="Ready"', 'status="true"')})`;

/** How many are not ready, of those on which nobody works. */
export const notReady = () =>
  `count(${ready()} == 0 unless on (node) ${ofNodes("kube_node_spec_unschedulable")} == 1) or 0 * count(${ready()})`;

export const cordoned = () => `max by (node) (${ofNodes("kube_node_spec_unschedulable")})`;

/** Kinds of pressure, one bit each: 1 memory, 2 disk, 4 processes. */
export function pressure(): string {
  const under = (condition: string) =>
    `max by (node) (${ofNodes("kube_node_status_condition", `condition="${condition}Pressure"`, 'status="true"')})`;
  return `${under("Memory")} + 2 * ${under("Disk")} + 4 * ${under("PID")}`;
}

/** Share of what a node can give that its pods have asked for. */
export function asked(resource: "cpu" | "memory"): string {
  const running = state("kube_pod_status_phase", 'phase=~"Pending|Running"');
  const requests = ofNodes("kube_pod_container_resource_requests", `resource="${resource}"`);
  const alive = `${requests} and on (namespace, pod, uid) ${running} == 1`;
  return `sum by (node) (${alive}) / max by (node) (${ofNodes("kube_node_status_allocatable", `resource="${resource}"`)})`;
}

/** Pods that run, by what the kubelets say. */
export const running = () => `max by (node) (kubelet_running_pods{job="${JOBS.kubelet}",${CHOSEN}})`;

/** Seconds between a node's clock and Prometheus'. */
export function clockOffset(): string {
  const clock = `node_time_seconds{${EXPORTER}}`;
  return `max by (node) (abs(${clock} - timestamp(${clock})))`;
}

/** Seconds since it was started. */
export const uptime = () => `time() - max by (node) (node_boot_time_seconds{${EXPORTER}})`;
