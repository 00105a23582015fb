import type { Config } from "../../config/config.ts";
import { lastTier } from "../../config/tiers.ts";
import { IMAGES } from "../../model/images.ts";
import { PORTS } from "../../model/ports.ts";
import { bytes } from "../../model/quantity.ts";
import { SECRETS } from "../../model/secrets.ts";
import type { Egress, SecretFileSet, Volume, Workload } from "../../model/workload.ts";
import { goMemoryLimit } from "../go.ts";
import { probes } from "../probe.ts";
import { portOf, toService } from "../reach.ts";
import { CONFIG_DIRECTORY, configFiles } from "./config.ts";
import { scheduledJobs } from "./index-cleaner.ts";
import { BADGER_DIRECTORY, PASSWORD_DIRECTORY } from "./storage.ts";

/**
 * Jaeger, which takes spans from the collectors, keeps them and serves them to Grafana: with badger one replica on a
 * volume, with OpenSearch any number without state.
 */
export function jaeger(config: Config): Workload {
  const { replicas, resources } = config.jaeger;
  const metrics = { port: "metrics", path: "/metrics" };
  return {
    name: "jaeger",
    component: "traces",
    summary: "Keeps traces and serves them",
    image: IMAGES.jaeger,
    placement: "main",
    replicas,
    args: [`--config=${CONFIG_DIRECTORY}/config.yaml`],
    env: { ...goMemoryLimit(resources), OTEL_TRACES_SAMPLER: "always_off" },
    files: [{ name: "config", directory: CONFIG_DIRECTORY, files: configFiles(config), onChange: "restart" }],
    secretFiles: secretFiles(config),
    volumes: volumes(config),
    ports: [
      { name: "otlp-grpc", port: PORTS.jaeger.otlpGrpc, protocol: "TCP" },
      { name: "query", port: PORTS.jaeger.query, protocol: "TCP" },
      { name: "health", port: PORTS.jaeger.health, protocol: "TCP" },
      { name: "metrics", port: PORTS.jaeger.telemetry, protocol: "TCP" },
    ],
    metrics,
    // `/status` also fails while the storage is away: then it gets no traffic, but a restart is no help. Badger replays
    // its value log after a kill.
    probes: probes(metrics, { port: "health", path: "/status" }, 600),
    resources,
    gracePeriodSeconds: 60,
    prepare: [],
    peers: false,
    sessionAffinity: false,
    permissions: [],
    access: [
      { from: [{ workload: lastTier(config) }], ports: ["otlp-grpc"] },
      { from: [{ workload: "grafana" }], ports: ["query"] },
      { from: [{ workload: "prometheus" }], ports: ["metrics"] },
    ],
    egress: egress(config),
    jobs: scheduledJobs(config),
  };
}

function secretFiles({ jaeger: { storage } }: Config): readonly SecretFileSet[] {
  if (storage.kind === "badger") return [];
  const files = { password: SECRETS.jaegerOpensearchPassword };
  return [{ name: "opensearch", directory: PASSWORD_DIRECTORY, files }];
}

function volumes({ jaeger: { storage, volume } }: Config): readonly Volume[] {
  const temporary: Volume = { kind: "scratch", name: "tmp", directory: "/tmp", size: bytes("64Mi") };
  if (storage.kind === "opensearch") return [temporary];
  return [{ kind: "data", name: "data", directory: BADGER_DIRECTORY, size: volume, keep: true }, temporary];
}

function egress({ jaeger: { storage } }: Config): readonly Egress[] {
  if (storage.kind === "badger") return [];
  return [...new Set(storage.urls.map(portOf))].map((port) => toService("spans in OpenSearch", port));
}
