import type { AlertCase } from "../alert-case.ts";
import { certificateCases } from "./certificates.ts";

/** What the kubelet of a node says of a claim of 10,000 bytes. */
function volume(free: string, { claim = "claim-ada", namespace = "hub", node = "worker-1" } = {}) {
  const labels = `{job="kubelet",instance="${node}",node="${node}",namespace="${namespace}",persistentvolumeclaim="${claim}"}`;
  return {
    [`kubelet_volume_stats_available_bytes${labels}`]: free,
    [`kubelet_volume_stats_capacity_bytes${labels}`]: "10000x1100",
  };
}

function inodes(used: string, all: string) {
  const labels =
    '{job="kubelet",instance="worker-1",node="worker-1",namespace="hub",persistentvolumeclaim="claim-ada"}';
  return {
    [`kubelet_volume_stats_inodes_used${labels}`]: used,
    [`kubelet_volume_stats_inodes${labels}`]: all,
  };
}

const mode = (name: string) => ({
  [`kube_persistentvolumeclaim_access_mode{job="kube-state-metrics",instance="kube-state-metrics-0",namespace="hub",persistentvolumeclaim="claim-ada",access_mode="${name}"}`]:
    "1x1100",
});

const claim = { namespace: "hub", persistentvolumeclaim: "claim-ada" };

export const storageCases: readonly AlertCase[] = [
  ...certificateCases,
  {
    alert: "VolumeFilling",
    fires: {
      // One a minute takes 4,320 in three days, of 1,900. Two nodes mount it: one alert.
      series: {
        ...volume("1900-1x500"),
        ...volume("1900-1x500", { node: "worker-2" }),
        ...mode("ReadWriteMany"),
      },
      atMinute: 363,
      labels: claim,
      summary: "Volume claim-ada in hub will be full within 3d",
      description:
        "The volume is 84.63% full. At the pace of the last 4h it has no space left within 3d, and what writes to it will fail.",
    },
    quiet: {
      because: "somebody copied a data set to it, and nothing since",
      series: volume("3000x59 2850-150x9 1500x900"),
      untilMinute: 900,
    },
  },
  {
    alert: "VolumeFilling",
    values: { alerts: { VolumeFilling: { for: "30m", lookBack: "20m", ahead: "1d" } } },
    fires: {
      // At minute 3 it is 80% full, and at minute 4 more.
      series: volume("2012-4x60"),
      atMinute: 34,
      labels: claim,
      summary: "Volume claim-ada in hub will be full within 1d",
      description:
        "The volume is 81.24% full. At the pace of the last 20m it has no space left within 1d, and what writes to it will fail.",
    },
    quiet: {
      because: "it is full already, which another alert says",
      series: volume("490-4x60"),
      untilMinute: 60,
    },
  },
  {
    alert: "VolumeFull",
    fires: {
      // It is there for reading by many and for writing by one.
      series: { ...volume("400x30"), ...mode("ReadOnlyMany"), ...mode("ReadWriteOnce") },
      atMinute: 10,
      labels: claim,
      summary: "Volume claim-ada in hub is 96% full",
      description:
        "The volume is 96% full. What writes to it fails when it is full, and many programs then do not start again.",
    },
    quiet: {
      because: "it is a data set that is only read",
      series: { ...volume("0x30"), ...mode("ReadOnlyMany") },
      untilMinute: 30,
    },
  },
  {
    alert: "VolumeFull",
    values: { alerts: { VolumeFull: { threshold: 0.5 }, VolumeFilling: { threshold: 0.4 } } },
    fires: {
      series: { ...volume("6000x4 4000x30"), ...mode("ReadWriteOnce") },
      atMinute: 15,
      labels: claim,
      summary: "Volume claim-ada in hub is 60% full",
      description:
        "The volume is 60% full. What writes to it fails when it is full, and many programs then do not start again.",
    },
    quiet: {
      because: "the stack's own volumes have an alert of their own, and half is not above half",
      series: { ...volume("100x30", { namespace: "lookout", claim: "data-loki-0" }), ...volume("5000x30") },
      untilMinute: 30,
    },
  },
  {
    alert: "StackVolumeFull",
    fires: {
      series: volume("2000x9 250x30", { namespace: "lookout", claim: "data-loki-0" }),
      atMinute: 20,
      labels: { namespace: "lookout", persistentvolumeclaim: "data-loki-0" },
      summary: "Volume data-loki-0 of the observability stack is 97.5% full",
      description:
        "The volume is 97.5% full. When it is full, what its owner should keep is lost: metrics, logs or traces, and with metrics every alert.",
    },
    quiet: {
      because: "Prometheus compacts within what it may use",
      series: {
        ...volume("2000x4 800x20 2000x10", { namespace: "lookout", claim: "data-prometheus-0" }),
        ...volume("10x30"),
      },
      untilMinute: 34,
    },
  },
  {
    alert: "VolumeInodesFull",
    fires: {
      series: { ...volume("5000x30"), ...inodes("980x30", "1000x30") },
      atMinute: 10,
      labels: claim,
      summary: "Volume claim-ada in hub takes hardly any more files",
      description:
        "98% of the volume's inodes are in use: soon no file can be made in it, although it has space. Many small files are the usual cause.",
    },
    quiet: {
      because: "its file system has no fixed number of inodes",
      series: { ...volume("5000x30"), ...inodes("0x30", "0x30") },
      untilMinute: 30,
    },
  },
  {
    alert: "VolumeInodesFull",
    values: { alerts: { VolumeInodesFull: { for: "5m", threshold: 0.8 } } },
    fires: {
      series: { ...volume("5000x30"), ...inodes("800x3 900x30", "1000x40") },
      atMinute: 9,
      labels: claim,
      summary: "Volume claim-ada in hub takes hardly any more files",
      description:
        "90% of the volume's inodes are in use: soon no file can be made in it, although it has space. Many small files are the usual cause.",
    },
    quiet: {
      because: "no space is left either, which another alert says",
      series: { ...volume("100x30"), ...inodes("999x30", "1000x30") },
      untilMinute: 30,
    },
  },
];
