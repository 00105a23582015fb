import type { Config, KubernetesTarget } from "../../../config/config.ts";
import { JOBS } from "../../../model/jobs.ts";
import {
  copy,
  drop,
  keep,
  podMeta,
  type RelabelConfig,
  type ScrapeConfig,
  serviceAnnotation,
} from "./job.ts";

/**
 * Bounds on what others expose: one metric with a user's id as its label would fill Prometheus' memory. Past a bound
 * the target's whole scrape fails, which `up` shows. There is no bound on the number of targets: it would fail the
 * job's every target at once.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export const LIMITS = {
  sample_limit: 50_000,
  body_size_limit: "100MB",
  label_limit: 64,
  label_name_length_limit: 256,
  label_value_length_limit: 4096,
} as const;

/** For servers that name no content type, which Prometheus 3 refuses by itself. */
const FALLBACK = { fallback_scrape_protocol: "PrometheusText0.0.4" } as const;

const NAMESPACE = "__meta_kubernetes_namespace";
const POD_ANNOTATED = podMeta("annotation", "prometheus.io/scrape");

/** Services annotated `prometheus.io/scrape`: each pod behind them, but for pods that are annotated themselves. */
export function servicesJob(config: Config, target: KubernetesTarget): ScrapeConfig {
  const service = "__meta_kubernetes_service_name";
  const port = serviceAnnotation("prometheus.io/port");
  return {
    job_name: JOBS.services,
    ...LIMITS,
    ...FALLBACK,
    kubernetes_sd_configs: [{ role: "endpointslice" }],
    relabel_configs: [
      keep(serviceAnnotation("prometheus.io/scrape"), "true"),
      drop(NAMESPACE, ownNamespaces(target)),
      // Discovery adds the pods' other ports, which the service does not have.
      keep("__meta_kubernetes_endpointslice_port", ".+"),
      drop(POD_ANNOTATED, "true"),
      drop("__meta_kubernetes_pod_phase", "Succeeded|Failed"),
      copy(serviceAnnotation("prometheus.io/scheme"), "__scheme__", "(https?)"),
      copy(serviceAnnotation("prometheus.io/path"), "__metrics_path__"),
      {
        source_labels: ["__address__", port],
        regex: "(.+?)(?::\\d+)?;(\\d+)",
        target_label: "__address__",
        replacement: "$1:$2",
      },
      ...placeLabels,
      copy(service, "service"),
      copy(service, "job"),
      copy(service, serviceLabel(config)),
      ...serviceOfPod(config),
    ],
    metric_relabel_configs: ownServiceFirst(config),
  };
}

/** Pods annotated `prometheus.io/scrape`. */
export function podsJob(config: Config, target: KubernetesTarget): ScrapeConfig {
  const port = podMeta("annotation", "prometheus.io/port");
  const address = { source_labels: [port, "__meta_kubernetes_pod_ip"], target_label: "__address__" };
  return {
    job_name: JOBS.pods,
    ...LIMITS,
    ...FALLBACK,
    kubernetes_sd_configs: [{ role: "pod" }],
    relabel_configs: [
      keep(POD_ANNOTATED, "true"),
      drop(NAMESPACE, ownNamespaces(target)),
      drop("__meta_kubernetes_pod_phase", "Pending|Succeeded|Failed"),
      drop("__meta_kubernetes_pod_container_init", "true"),
      copy(podMeta("annotation", "prometheus.io/scheme"), "__scheme__", "(https?)"),
      copy(podMeta("annotation", "prometheus.io/path"), "__metrics_path__"),
      { ...address, regex: "(\\d+);(.*:.*)", replacement: "[$2]:$1" },
      { ...address, regex: "(\\d+);([\\d.]+)", replacement: "$2:$1" },
      ...placeLabels,
      ...appOfPod("job"),
      ...serviceOfPod(config),
    ],
    metric_relabel_configs: ownServiceFirst(config),
  };
}

const placeLabels: readonly RelabelConfig[] = [
  copy(NAMESPACE, "namespace"),
  copy("__meta_kubernetes_pod_name", "pod"),
  copy("__meta_kubernetes_pod_node_name", "node"),
];

/** The stack's own pods have jobs of their own. */
function ownNamespaces({ hostNamespace, namespace }: KubernetesTarget): string {
  return `${namespace}|${hostNamespace}`;
}

function serviceLabel({ metrics }: Config): string {
  return metrics.labels.service;
}

function serviceOfPod(config: Config): readonly RelabelConfig[] {
  return appOfPod(serviceLabel(config));
}

/** What a pod says it is: the later of two copies counts. */
function appOfPod(to: string): readonly RelabelConfig[] {
  return [copy(podMeta("label", "app"), to), copy(podMeta("label", "app.kubernetes.io/name"), to)];
}

/** A series that names its service knows better: Prometheus has moved that label aside, it is put back. */
function ownServiceFirst(config: Config): readonly RelabelConfig[] {
  const label = serviceLabel(config);
  return [copy(`exported_${label}`, label), { regex: `exported_${label}`, action: "labeldrop" }];
}
