import type { Config } from "../../config/config.ts";
import { goDuration } from "../../model/duration.ts";
import { IMAGES } from "../../model/images.ts";
import { peersService } from "../../model/names.ts";
import { PORTS } from "../../model/ports.ts";
import type { Workload } from "../../model/workload.ts";
import { externalUrl } from "../external-url.ts";
import { goMemoryLimit } from "../go.ts";
import { probes } from "../probe.ts";
import { alertmanagerYml } from "./config.ts";
import { egress, secretFiles } from "./receivers.ts";

const CONFIG = "/etc/alertmanager/config";
const DATA = "/alertmanager";

/** Alertmanager: groups, silences and sends what Prometheus finds. Only with `alerting.engine: prometheus`. */
export function alertmanager(config: Config): Workload {
  const { replicas, resources, retention, volume } = config.alertmanager;
  return {
    name: "alertmanager",
    component: "alerting",
    summary: "Groups, silences and sends alerts.",
    image: IMAGES.alertmanager,
    placement: "main",
    replicas,
    args: [
      `--config.file=${CONFIG}/alertmanager.yml`,
      `--storage.path=${DATA}`,
      `--data.retention=${goDuration(retention)}`,
      // As long as Prometheus takes to send every alert again: a restart must not notify of half a group.
      "--dispatch.start-delay=1m",
      ...clusterArgs(config),
      ...externalUrl(config, "alertmanager"),
    ],
    env: { POD_IP: { field: "pod-ip" }, ...goMemoryLimit(resources) },
    // It reads its file again only when told to; silences and what was sent lie on the volume and survive.
    files: [
      {
        name: "config",
        directory: CONFIG,
        files: { "alertmanager.yml": alertmanagerYml(config) },
        onChange: "restart",
      },
    ],
    secretFiles: secretFiles(config),
    volumes: [{ kind: "data", name: "data", directory: DATA, size: volume, keep: true }],
    ports: [
      { name: "http", port: PORTS.alertmanager.http, protocol: "TCP" },
      { name: "cluster", port: PORTS.alertmanager.cluster, protocol: "TCP" },
      { name: "cluster-udp", port: PORTS.alertmanager.cluster, protocol: "UDP" },
    ],
    metrics: { port: "http", path: "/metrics" },
    probes: probes({ port: "http", path: "/-/healthy" }, { port: "http", path: "/-/ready" }, 120),
    resources,
    gracePeriodSeconds: 60,
    prepare: [],
    // Also with one replica: Prometheus finds every replica by this name.
    peers: true,
    sessionAffinity: false,
    permissions: [],
    access: [
      { from: [{ workload: "prometheus" }, { workload: "grafana" }], ports: ["http"] },
      { from: [{ workload: "alertmanager" }], ports: ["cluster", "cluster-udp"] },
    ],
    egress: egress(config),
  };
}

/**
 * Gossip between replicas. The one name stands for all of them and is looked up again every 15 s, so replicas may
 * come and go. The brackets are needed for IPv6 and do no harm with IPv4. One replica has nobody to wait for.
 * Source: https://github.com/prometheus/alertmanager/blob/v0.34.0/cluster/cluster.go (refresh)
 */
function clusterArgs({ alertmanager, stack }: Config): readonly string[] {
  if (alertmanager.replicas === 1) return ["--cluster.listen-address="];
  const port = PORTS.alertmanager.cluster;
  return [
    `--cluster.listen-address=[$(POD_IP)]:${port}`,
    `--cluster.advertise-address=[$(POD_IP)]:${port}`,
    `--cluster.peer=${peersService("alertmanager")}:${port}`,
    // Addresses of pods are used again: without it, another stack's replicas could be taken for our own.
    `--cluster.label=lookout-${stack}`,
  ];
}
