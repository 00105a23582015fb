import type { Config } from "../../config/config.ts";
import { IMAGES } from "../../model/images.ts";
import { PORTS } from "../../model/ports.ts";
import type { Workload } from "../../model/workload.ts";
import { goMemoryLimit } from "../go.ts";
import { probes } from "../probe.ts";

/** Where the node's file system is seen in the container. */
const ROOT = "/host/root";

/** Mounts of containers and of the kernel: their space is the node's, counted with it already. */
const MOUNTS = [
  "dev",
  "proc",
  "sys",
  "run/containerd/.+",
  "run/credentials/.+",
  "run/k3s/containerd/.+",
  "var/lib/containers/storage/.+",
  "var/lib/docker/.+",
  "var/lib/kubelet/.+",
].join("|");

/** The node's ends of pods' networks: new ones with every pod, each a set of series. */
const POD_DEVICES = "^(veth.*|cali.*|eni.*|lxc.*|[a-f0-9]{15})$";

/** node-exporter: each node's processors, memory, disks and network. */
export function nodeExporter(config: Config): Workload {
  const { resources } = config.nodeExporter;
  return {
    name: "node-exporter",
    component: "metrics",
    summary: "Exports each node's metrics.",
    image: IMAGES.nodeExporter,
    placement: "host",
    replicas: "per-node",
    args: [
      // Not on the node's other addresses, of which one may be public. The brackets are for IPv6, IPv4 bears them.
      `--web.listen-address=[$(NODE_IP)]:${PORTS.nodeExporter.http}`,
      `--path.rootfs=${ROOT}`,
      `--path.procfs=${ROOT}/proc`,
      `--path.sysfs=${ROOT}/sys`,
      `--path.udev.data=${ROOT}/run/udev/data`,
      // Sensors and file systems that servers rarely have, and a set of series for each processor.
      "--no-collector.hwmon",
      "--no-collector.btrfs",
      "--no-collector.schedstat",
      `--collector.filesystem.mount-points-exclude=^/(${MOUNTS})($|/)`,
      `--collector.netclass.ignored-devices=${POD_DEVICES}`,
      `--collector.netdev.device-exclude=${POD_DEVICES}`,
    ],
    env: { NODE_IP: { field: "node-ip" }, ...goMemoryLimit(resources) },
    files: [],
    secretFiles: [],
    volumes: [
      { kind: "host", name: "root", directory: ROOT, hostPath: "/", writable: false, followMounts: true },
    ],
    ports: [{ name: "metrics", port: PORTS.nodeExporter.http, protocol: "TCP" }],
    // The landing page, and one cheap collector: all of /metrics would do the work of a scrape.
    probes: probes(
      { port: "metrics", path: "/" },
      { port: "metrics", path: "/metrics?collect%5B%5D=uname" },
      60,
    ),
    resources,
    gracePeriodSeconds: 30,
    prepare: [],
    peers: false,
    sessionAffinity: false,
    permissions: [],
    access: [{ from: [{ workload: "prometheus" }], ports: ["metrics"] }],
    egress: [],
    // No capability: the one that the clock's state needs on some runtimes could set the clock; it is left out there.
    host: { network: true, pid: true, root: false, capabilities: [] },
  };
}
