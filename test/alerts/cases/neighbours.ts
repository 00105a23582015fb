import type { AlertCase } from "../alert-case.ts";
import { node, pod, ready, STACK, stackDown } from "./targets.ts";

const off = (...names: readonly string[]) => ({
  alerts: Object.fromEntries(names.map((name) => [name, { enabled: false }])),
});
const series = (names: readonly string[], labels: string, values: readonly string[]) =>
  Object.fromEntries(names.map((name, index) => [`${name}{${labels}}`, values[index]!]));

/** Free bytes of 10,000, and used inodes of 1,000, of a claim. */
const volume = (namespace: string, free: string, inodes: string) =>
  series(
    ["available_bytes", "capacity_bytes", "inodes_used", "inodes"].map(
      (name) => `kubelet_volume_stats_${name}`,
    ),
    `job="kubelet",node="worker-1",namespace="${namespace}",persistentvolumeclaim="data"`,
    [free, "10000x400", inodes, "1000x400"],
  );

/** The same of a disk, with its free inodes. */
const disk = (free: string, inodes: string) =>
  series(
    ["avail_bytes", "size_bytes", "readonly", "files_free", "files"].map((name) => `node_filesystem_${name}`),
    'job="node-exporter",node="worker-1",device="/dev/sda1",mountpoint="/",fstype="xfs"',
    [free, "10000x30", "0x30", inodes, "1000x30"],
  );

const replicaDown = (job: string, share: string) => ({
  labels: { job },
  summary: `${share} of the replicas of ${job} cannot be scraped`,
  description: `Prometheus does not reach ${share} of the replicas of ${job}, which is a part of the observability stack. The others do its work; when one more fails, they may not.`,
});

const inodesFull = (namespace: string) => ({
  labels: { namespace, persistentvolumeclaim: "data" },
  summary: `Volume data in ${namespace} takes hardly any more files`,
  description:
    "100% of the volume's inodes are in use: soon no file can be made in it, although it has space. Many small files are the usual cause.",
});

const crashing =
  'kube_pod_container_status_waiting_reason{job="kube-state-metrics",namespace="shop",pod="cart-1",uid="1",container="main",reason="CrashLoopBackOff"}';
const OF_POD = 'job="kube-state-metrics",namespace="shop",pod="cart-1",uid="1"';
const unready = {
  [`kube_pod_status_phase{${OF_POD},phase="Running"}`]: "1x40",
  [`kube_pod_status_ready{${OF_POD},condition="true"}`]: "0x40",
  [crashing]: "1x40",
};

/** Alerts that leave something to another, where that other is turned off or has a threshold of its own. */
export const neighbourCases: readonly AlertCase[] = [
  {
    alert: "StackReplicaDown",
    values: { collector: { replicas: 2 }, ...off("StackTargetDown") },
    fires: {
      series: { [pod("collector")]: "0x60", [pod("collector", "collector-1")]: "0x60" },
      atMinute: 15,
      ...replicaDown("collector", "100%"),
    },
    quiet: {
      because: "both answer",
      series: { [pod("collector")]: "1x60", [pod("collector", "collector-1")]: "1x60" },
      untilMinute: 60,
    },
  },
  {
    alert: "StackReplicaDown",
    values: {
      collector: { replicas: 2 },
      prometheus: { replicas: 2 },
      alerts: { StackTargetDown: { threshold: 0.9 } },
    },
    fires: {
      // With Grafana's alerts, Prometheus has one of its own, which waits until all are away.
      series: { [pod("prometheus")]: "1x60", [pod("prometheus", "prometheus-1")]: "0x60" },
      atMinute: 15,
      ...replicaDown("prometheus", "50%"),
    },
    quiet: {
      because: "half is less than what must answer, which pages",
      series: { [pod("collector")]: "0x60", [pod("collector", "collector-1")]: "1x60" },
      untilMinute: 60,
    },
  },
  {
    alert: "StackTargetDown",
    values: off("PrometheusUnreachable"),
    fires: { series: { ...STACK, [pod("prometheus")]: "0x60" }, atMinute: 10, ...stackDown("prometheus") },
    quiet: { because: "all is well", series: STACK, untilMinute: 60 },
  },
  {
    alert: "NodeTargetDown",
    values: off("StackTargetDown"),
    fires: {
      series: { [node("kubelet")]: "0x60", [ready("worker-1")]: "1x60" },
      atMinute: 15,
      labels: { node: "worker-1" },
      summary: "Prometheus cannot scrape node worker-1",
      description:
        "The node is ready, but its kubelet or node-exporter does not answer Prometheus. Alerts and dashboards on the node, its containers or its volumes see nothing.",
    },
    quiet: {
      because: "the node is not ready",
      series: { [node("kubelet")]: "0x60", [ready("worker-1")]: "0x60" },
      untilMinute: 60,
    },
  },
  {
    alert: "NodeInodesFull",
    values: off("NodeDiskFull"),
    fires: {
      series: disk("10x30", "0x30"),
      atMinute: 10,
      labels: { node: "worker-1", device: "/dev/sda1" },
      summary: "Disk /dev/sda1 of node worker-1 takes hardly any more files",
      description:
        "100% of the disk's inodes are in use: soon no file can be made on it, although it has space. Many small files are the usual cause, of images or of pods.",
    },
    quiet: { because: "a tenth is free", series: disk("10x30", "100x30"), untilMinute: 30 },
  },
  {
    alert: "VolumeInodesFull",
    values: off("VolumeFull"),
    fires: { series: volume("shop", "10x30", "1000x30"), atMinute: 10, ...inodesFull("shop") },
    quiet: {
      because: "that the stack's own volume is full is still told",
      series: volume("lookout", "10x30", "1000x30"),
      untilMinute: 30,
    },
  },
  {
    alert: "VolumeInodesFull",
    values: { alerts: { StackVolumeFull: { enabled: false }, VolumeFull: { threshold: 0.9 } } },
    fires: { series: volume("lookout", "10x30", "1000x30"), atMinute: 10, ...inodesFull("lookout") },
    quiet: {
      because: "another alert says that it is 92% full",
      series: volume("shop", "800x30", "1000x30"),
      untilMinute: 30,
    },
  },
  {
    alert: "VolumeFilling",
    values: {
      alerts: { VolumeFull: { enabled: false }, VolumeFilling: { for: "30m", lookBack: "20m", ahead: "1d" } },
    },
    fires: {
      // The line needs two samples.
      series: volume("shop", "490-4x60", "0x60"),
      atMinute: 31,
      labels: { namespace: "shop", persistentvolumeclaim: "data" },
      summary: "Volume data in shop will be full within 1d",
      description:
        "The volume is 96.34% full. At the pace of the last 20m it has no space left within 1d, and what writes to it will fail.",
    },
    quiet: {
      because: "that the stack's own volume is full is still told",
      series: volume("lookout", "490-4x60", "0x60"),
      untilMinute: 60,
    },
  },
  {
    alert: "PodNotReady",
    values: off("ContainerCrashLooping"),
    fires: {
      series: unready,
      atMinute: 15,
      labels: { namespace: "shop", pod: "cart-1" },
      summary: "shop/cart-1 runs but is not ready",
      description:
        "shop/cart-1 runs, but its readiness probe fails: no Service sends requests to it. Nothing that Lookout knows replaces it.",
    },
    quiet: {
      because: "its lack of memory is told",
      series: {
        ...unready,
        [`kube_pod_container_status_last_terminated_reason{${OF_POD},container="main",reason="OOMKilled"}`]:
          "1x40",
        [`kube_pod_container_status_restarts_total{${OF_POD},container="main"}`]: "0+1x40",
      },
      untilMinute: 40,
    },
  },
  {
    alert: "CollectorDropsData",
    values: off("LokiLinesDiscarded"),
    fires: {
      series: {
        'otelcol_exporter_send_failed_log_records_total{job="collector",namespace="lookout",pod="collector-0",exporter="otlp_http/loki"}':
          "0+90x60",
        'loki_discarded_samples_total{job="loki",namespace="lookout",reason="line_too_long"}': "0+90x60",
      },
      atMinute: 11,
      labels: { job: "collector", exporter: "otlp_http/loki", signal: "log records" },
      summary: "collector loses log records on the way to otlp_http/loki",
      description:
        "In ten minutes collector lost 900 log records: its exporter otlp_http/loki gave them up, or its queue had no room. They are gone for good.",
    },
    quiet: {
      because: "Loki's refusals alone are no loss of a collector's",
      series: {
        'loki_discarded_samples_total{job="loki",namespace="lookout",reason="line_too_long"}': "0+90x60",
      },
      untilMinute: 60,
    },
  },
];
