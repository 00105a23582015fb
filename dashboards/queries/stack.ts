import type { Config } from "../../config/config.ts";
import { needsSampler } from "../../config/tiers.ts";
import { JOBS } from "../../model/jobs.ts";
import type { WorkloadName } from "../../model/names.ts";

/** A matcher for one of some values. */
const oneOf = (label: string, values: readonly string[]) =>
  values.length === 1 ? `${label}="${values[0]}"` : `${label}=~"${values.join("|")}"`;

/**
 * Matchers of the stack's own metrics, for the replicas that the dashboard's variable chooses. The namespace as well: a
 * Loki or a Prometheus of somebody else's has the name of its service as `job`.
 */
export function own({ target }: Config, ...workloads: readonly WorkloadName[]): string {
  const job = oneOf("job", workloads);
  if (target.kind === "docker") return job;
  const places = workloads.map((name) =>
    name === "collector-agent" ? target.hostNamespace : target.namespace,
  );
  return `${job},${oneOf("namespace", [...new Set(places)])},pod=~"$pod"`;
}

/** The label that tells replicas apart. */
export const replica = ({ target }: Config) => (target.kind === "docker" ? "instance" : "pod");

/** Gateways, samplers and agents. */
export const collectors = (config: Config) =>
  own(config, "collector", "collector-agent", "collector-sampler");

/** What the stack consists of. */
export function workloads(config: Config): readonly WorkloadName[] {
  const { alerting, exporters } = config;
  return [
    "prometheus",
    "loki",
    "jaeger",
    "grafana",
    "collector",
    ...(alerting.engine === "prometheus" ? ["alertmanager" as const] : []),
    ...(needsSampler(config) ? ["collector-sampler" as const] : []),
    ...(exporters.nodeLogs ? ["collector-agent" as const] : []),
  ];
}

/** Jobs whose targets are the cluster's, which have no namespace. */
function clusterJobs({ exporters, target }: Config): readonly string[] {
  return [
    ...(exporters.cadvisor ? [JOBS.cadvisor, ...(target.kind === "docker" ? [] : [JOBS.kubelet])] : []),
    ...(exporters.nodeExporter ? [JOBS.nodeExporter] : []),
    ...(exporters.kubeStateMetrics && target.kind === "kubernetes" ? [JOBS.kubeStateMetrics] : []),
    JOBS.spans,
  ];
}

/** Those that the dashboard's variables choose. */
const chosen = ({ target }: Config) =>
  target.kind === "docker" ? [] : ['namespace=~"$namespace"', 'pod=~"$pod"', 'node=~"$instance"'];
const up = (...matchers: readonly string[]) => `up{${matchers.join(",")}}`;

/** The namespaces of the stack's own pods. On Docker nothing has one. */
function ownPlace({ target }: Config): string {
  return target.kind === "docker"
    ? 'namespace=""'
    : `namespace=~"${target.namespace}|${target.hostNamespace}"`;
}

const ofCluster = (config: Config) =>
  up('namespace=""', oneOf("job", clusterJobs(config)), ...chosen(config));

/** Share of the targets that answer, of each part of the stack; one without any target is at 0. */
export function ownTargets(config: Config): string {
  const missing = workloads(config).map((name) => `0 * absent(${up(ownPlace(config), `job="${name}"`)})`);
  const jobs =
    config.target.kind === "docker"
      ? up(oneOf("job", [...workloads(config), ...clusterJobs(config)]))
      : `${up(ownPlace(config), ...chosen(config))} or ${ofCluster(config)}`;
  return `avg by (job) (${[jobs, ...missing].join(" or ")})`;
}

/** The same of all other jobs, by job and namespace, where some do not answer. */
export function failingTargets(config: Config): string {
  if (config.target.kind === "docker")
    return `avg by (job) (up{job!~"${[...workloads(config), ...clusterJobs(config)].join("|")}"}) < 1`;
  const others = up(ownPlace(config).replace("=~", "!~"), ...chosen(config));
  return `avg by (job, namespace) (${others} unless ${ofCluster(config)}) < 1`;
}
