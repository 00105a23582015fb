import type { Config } from "../config/config.ts";
import type { Workload } from "../model/workload.ts";
import { alertmanager } from "./alertmanager/workload.ts";
import { agent } from "./collector/agent.ts";
import { gateway } from "./collector/gateway.ts";
import { sampler } from "./collector/sampler.ts";
import { grafana } from "./grafana/workload.ts";
import { jaeger } from "./jaeger/workload.ts";
import { kubeStateMetrics } from "./kube-state-metrics/workload.ts";
import { loki } from "./loki/workload.ts";
import { nodeExporter } from "./node-exporter/workload.ts";
import { prometheus } from "./prometheus/workload.ts";
import { needsSampler } from "./tiers.ts";

/** Every workload that a stack consists of, in the order in which data flows. */
export function workloads(config: Config): readonly Workload[] {
  const { alerting, exporters } = config;
  return [
    ...(exporters.nodeLogs ? [agent(config)] : []),
    ...(exporters.nodeExporter ? [nodeExporter(config)] : []),
    ...(exporters.kubeStateMetrics ? [kubeStateMetrics(config)] : []),
    gateway(config),
    ...(needsSampler(config) ? [sampler(config)] : []),
    prometheus(config),
    ...(alerting.engine === "prometheus" ? [alertmanager(config)] : []),
    loki(config),
    jaeger(config),
    grafana(config),
  ];
}
