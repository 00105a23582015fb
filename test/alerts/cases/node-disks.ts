import type { AlertCase } from "../alert-case.ts";

const EXPORTER = 'job="node-exporter",instance="worker-1",node="worker-1"';

/** A file system's size and free space, as node-exporter tells them. */
function disk(free: string, { device = "/dev/sda1", mount = "/", readonly = 0, type = "ext4" } = {}) {
  const labels = `{${EXPORTER},device="${device}",device_error="",fstype="${type}",mountpoint="${mount}"}`;
  return {
    [`node_filesystem_avail_bytes${labels}`]: free,
    [`node_filesystem_size_bytes${labels}`]: "10000x1500",
    [`node_filesystem_readonly${labels}`]: `${readonly}x1500`,
  };
}

const inodes = (free: string, all: string) => ({
  [`node_filesystem_files_free{${EXPORTER},device="/dev/sda1",device_error="",fstype="ext4",mountpoint="/"}`]:
    free,
  [`node_filesystem_files{${EXPORTER},device="/dev/sda1",device_error="",fstype="ext4",mountpoint="/"}`]: all,
});

const onDisk = { node: "worker-1", device: "/dev/sda1" };

/** Alerts on nodes' disks. */
export const nodeDiskCases: readonly AlertCase[] = [
  {
    alert: "NodeDiskFilling",
    fires: {
      // Two a minute would take 2,880 a day, of 1,900. The line needs two points, three minutes apart.
      series: disk("1900-2x500"),
      atMinute: 363,
      labels: onDisk,
      summary: "Disk /dev/sda1 of node worker-1 will be full within 1d",
      description:
        "The disk is 88.26% full. At the pace of the last 4h it has no space left within 1d; before that, the kubelet evicts pods.",
    },
    quiet: {
      because: "a burst took 15% of it in ten minutes, and nothing since",
      series: disk("3000x59 2850-150x9 1500x1000"),
      untilMinute: 1000,
    },
  },
  {
    alert: "NodeDiskFilling",
    values: { alerts: { NodeDiskFilling: { ahead: "12h", for: "1h", lookBack: "1h" } } },
    fires: {
      series: disk("1900-4x100"),
      atMinute: 61,
      labels: onDisk,
      summary: "Disk /dev/sda1 of node worker-1 will be full within 12h",
      description:
        "The disk is 83.44% full. At the pace of the last 1h it has no space left within 12h; before that, the kubelet evicts pods.",
    },
    quiet: {
      because: "the kubelet removes images at 85%, down to 80%, whenever they have come again",
      series: disk("2000-9x55 2000-9x55 2000-9x55 2000-9x55 2000-9x55"),
      untilMinute: 270,
    },
  },
  {
    alert: "NodeDiskFull",
    fires: {
      series: disk("400x30"),
      atMinute: 10,
      labels: onDisk,
      summary: "Disk /dev/sda1 of node worker-1 is 96% full",
      description:
        "The disk is 96% full, and neither removed images nor evicted pods have made room. When it is full, containers cannot write and new ones do not start.",
    },
    quiet: {
      because: "nothing can be written to it, or it is memory",
      series: {
        ...disk("0x30", { readonly: 1 }),
        ...disk("0x30", { device: "tmpfs", mount: "/run", type: "tmpfs" }),
        ...disk("500x30", { device: "/dev/sdb", mount: "/data" }),
      },
      untilMinute: 30,
    },
  },
  {
    alert: "NodeDiskFull",
    fires: {
      // One disk in three places, one of them for reading only: one alert.
      series: {
        ...disk("9000x4 100x30", { mount: "/var" }),
        ...disk("9000x4 100x30", { mount: "/home" }),
        ...disk("9000x4 100x30", { mount: "/usr", readonly: 1 }),
      },
      atMinute: 15,
      labels: onDisk,
      summary: "Disk /dev/sda1 of node worker-1 is 99% full",
      description:
        "The disk is 99% full, and neither removed images nor evicted pods have made room. When it is full, containers cannot write and new ones do not start.",
    },
    quiet: {
      because: "room was made a minute before",
      series: disk("100x9 2000x30"),
      untilMinute: 30,
    },
  },
  {
    alert: "NodeInodesFull",
    fires: {
      series: { ...disk("5000x30"), ...inodes("50x30", "1000x30") },
      atMinute: 10,
      labels: onDisk,
      summary: "Disk /dev/sda1 of node worker-1 takes hardly any more files",
      description:
        "95% of the disk's inodes are in use: soon no file can be made on it, although it has space. Many small files are the usual cause, of images or of pods.",
    },
    quiet: {
      because: "its file system has no fixed number of inodes",
      series: { ...disk("5000x30"), ...inodes("0x30", "0x30") },
      untilMinute: 30,
    },
  },
  {
    alert: "NodeInodesFull",
    values: { alerts: { NodeInodesFull: { threshold: 0.5 } } },
    fires: {
      series: { ...disk("9000x30"), ...inodes("600x4 400x30", "1000x40") },
      atMinute: 15,
      labels: onDisk,
      summary: "Disk /dev/sda1 of node worker-1 takes hardly any more files",
      description:
        "60% of the disk's inodes are in use: soon no file can be made on it, although it has space. Many small files are the usual cause, of images or of pods.",
    },
    quiet: {
      because: "no space is left either, which another alert says",
      series: { ...disk("10x30"), ...inodes("1x30", "1000x30") },
      untilMinute: 30,
    },
  },
];
