import type { Config } from "../../config/config.ts";
import { IMAGES } from "../../model/images.ts";
import { PORTS } from "../../model/ports.ts";
import type { Slots, Workload } from "../../model/workload.ts";
import { externalUrl } from "../external-url.ts";
import { goMemoryLimit } from "../go.ts";
import { probes } from "../probe.ts";
import { egress } from "./egress.ts";
import { CONFIG_FILE, files, secretFiles } from "./files.ts";
import { permissions } from "./permissions.ts";

const DATA = "/prometheus";

/** A large write-ahead log takes this long to replay, seconds. */
const LONGEST_REPLAY = 30 * 60;

/**
 * Prometheus: metrics, recording rules, and with `alerting.engine: prometheus` the evaluation of alerts.
 *
 * @param ruleFiles Lookout's own.
 * @param others the rest of the stack, which is scraped too.
 */
export function prometheus(config: Config, ruleFiles: Slots, others: readonly Workload[]): Workload {
  const { replicas, resources, volume } = config.prometheus;
  const self = {
    name: "prometheus",
    ports: [{ name: "http", port: PORTS.prometheus.http, protocol: "TCP" }],
    metrics: { port: "http", path: "/metrics" },
  } as const;
  return {
    ...self,
    component: "metrics",
    summary: "Scrapes, keeps and queries metrics.",
    image: IMAGES.prometheus,
    placement: "main",
    replicas,
    args: [
      `--config.file=${CONFIG_FILE}`,
      `--storage.tsdb.path=${DATA}`,
      // Every address of the pod; the default has those of IPv4 only.
      `--web.listen-address=:${PORTS.prometheus.http}`,
      "--config.auto-reload",
      "--enable-feature=exemplar-storage",
      ...externalUrl(config, "prometheus"),
    ],
    env: { POD_NAME: { field: "pod-name" }, ...goMemoryLimit(resources) },
    files: files(config, ruleFiles, [self, ...others]),
    secretFiles: secretFiles(config),
    volumes: [{ kind: "data", name: "data", directory: DATA, size: volume, keep: true }],
    // Healthy from the first moment, ready when the log is replayed: a replay is never cut short.
    probes: probes({ port: "http", path: "/-/healthy" }, { port: "http", path: "/-/ready" }, LONGEST_REPLAY),
    resources,
    gracePeriodSeconds: 300,
    prepare: [],
    peers: false,
    sessionAffinity: true,
    permissions: permissions(config),
    access: [
      {
        from: [{ workload: "grafana" }, { workload: "jaeger" }, { workload: "prometheus" }],
        ports: ["http"],
      },
    ],
    egress: egress(config),
  };
}
