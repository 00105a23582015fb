import type { Config } from "../config/config.ts";
import { needsSampler } from "../config/tiers.ts";
import type { Slots, Workload } from "../model/workload.ts";
import { alertmanager } from "./alertmanager/workload.ts";
import { agent } from "./collector/agent.ts";
import { gateway } from "./collector/gateway.ts";
import { sampler } from "./collector/sampler.ts";
import { demo } from "./demo/workload.ts";
import { grafana } from "./grafana/workload.ts";
import { jaeger } from "./jaeger/workload.ts";
import { kubeStateMetrics } from "./kube-state-metrics/workload.ts";
import { loki } from "./loki/workload.ts";
import { nodeExporter } from "./node-exporter/workload.ts";
import { prometheus } from "./prometheus/workload.ts";

/**
 * Every workload that a stack consists of, in the order in which data flows.
 *
 * @param ruleFiles what Prometheus evaluates, beside the user's own rule files.
 */
export function workloads(config: Config, ruleFiles: Slots): readonly Workload[] {
  const { alerting, exporters } = config;
  const collecting = [
    ...(exporters.nodeLogs ? [agent(config)] : []),
    ...(exporters.nodeExporter ? [nodeExporter(config)] : []),
    ...(exporters.kubeStateMetrics ? [kubeStateMetrics(config)] : []),
    gateway(config),
    ...(needsSampler(config) ? [sampler(config)] : []),
  ];
  const keeping = [
    ...(alerting.engine === "prometheus" ? [alertmanager(config)] : []),
    loki(config),
    jaeger(config),
    grafana(config),
  ];
  return [
    ...collecting,
    prometheus(config, ruleFiles, [...collecting, ...keeping]),
    ...keeping,
    ...(config.demo.enabled ? [demo(config)] : []),
  ];
}
