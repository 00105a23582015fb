import type { Config } from "../../config/config.ts";
import { IMAGES } from "../../model/images.ts";
import { PORTS } from "../../model/ports.ts";
import type { Access, EnvValue, Port, Workload } from "../../model/workload.ts";
import { goMemoryLimit } from "../go.ts";
import { probes } from "../probe.ts";
import { toYaml } from "../yaml.ts";
import { ADDRESS, isClustered, lokiConfig } from "./config.ts";
import { DATA_DIRECTORY, storageEgress, storageKeys } from "./storage.ts";

const CONFIG_DIRECTORY = "/etc/loki";

/**
 * Loki with all its parts in one process: alone on its volume, or several replicas that share a bucket and find each
 * other by gossip.
 */
export function loki(config: Config): Workload {
  const { replicas, resources, volume, serviceAccountAnnotations } = config.loki;
  const clustered = isClustered(config);
  return {
    name: "loki",
    component: "logs",
    summary: "Keeps logs and answers queries over them",
    image: IMAGES.loki,
    placement: "main",
    replicas,
    args: [`-config.file=${CONFIG_DIRECTORY}/config.yaml`, "-config.expand-env=true", "-target=all"],
    env: { ...goMemoryLimit(resources), ...address(clustered), ...storageKeys(config) },
    files: [
      {
        name: "config",
        directory: CONFIG_DIRECTORY,
        files: { "config.yaml": toYaml(lokiConfig(config)) },
        onChange: "restart",
      },
    ],
    secretFiles: [],
    volumes: [{ kind: "data", name: "data", directory: DATA_DIRECTORY, size: volume, keep: true }],
    ports: ports(clustered),
    metrics: { port: "http", path: "/metrics" },
    // `/ready` also fails while the log is replayed and while Loki stops: it must not decide on a restart.
    probes: probes(
      { port: "http", path: "/loki/api/v1/status/buildinfo" },
      { port: "http", path: "/ready" },
      300,
    ),
    resources,
    // A clustered replica uploads what it holds in memory; a single one only closes its log.
    gracePeriodSeconds: clustered ? 300 : 60,
    prepare: [],
    peers: clustered,
    sessionAffinity: false,
    permissions: [],
    serviceAccountAnnotations,
    access: access(clustered),
    egress: storageEgress(config),
  };
}

function address(clustered: boolean): Readonly<Record<string, EnvValue>> {
  return clustered ? { [ADDRESS]: { field: "pod-ip" } } : {};
}

function ports(clustered: boolean): readonly Port[] {
  const http: Port = { name: "http", port: PORTS.loki.http, protocol: "TCP" };
  if (!clustered) return [http];
  return [
    http,
    { name: "grpc", port: PORTS.loki.grpc, protocol: "TCP" },
    { name: "memberlist", port: PORTS.loki.memberlist, protocol: "TCP" },
  ];
}

/** Grafana queries and pushes its alerts' state history, the gateway pushes logs, Prometheus scrapes. */
function access(clustered: boolean): readonly Access[] {
  const clients: Access = {
    from: [{ workload: "grafana" }, { workload: "collector" }, { workload: "prometheus" }],
    ports: ["http"],
  };
  return clustered ? [clients, { from: [{ workload: "loki" }], ports: ["grpc", "memberlist"] }] : [clients];
}
