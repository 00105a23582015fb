/**
 * One step of Prometheus' relabelling; actions that Lookout uses.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export interface RelabelConfig {
  readonly source_labels?: readonly string[];
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  readonly action?: "keep" | "drop" | "keepequal" | "labeldrop";
}

/** One way to find targets. Jobs with equal ones share one watch on the API server. */
export interface KubernetesDiscovery {
  readonly role: "node" | "pod" | "endpointslice";
  readonly namespaces?: { readonly names: readonly string[] };
  readonly selectors?: readonly { readonly role: "pod"; readonly label: string }[];
}

/** Targets by address, with labels of their own. */
export interface StaticTargets {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** A `scrape_config`; the user's own have any further keys. */
export interface ScrapeConfig {
  readonly job_name: string;
  readonly kubernetes_sd_configs?: readonly KubernetesDiscovery[];
  readonly static_configs?: readonly StaticTargets[];
  readonly relabel_configs?: readonly RelabelConfig[];
  readonly metric_relabel_configs?: readonly RelabelConfig[];
  readonly [key: string]: unknown;
}

/** Only targets, or series, whose label matches the whole expression. */
export function keep(label: string, regex: string): RelabelConfig {
  return { source_labels: [label], regex, action: "keep" };
}

/** None whose label matches the whole expression. */
export function drop(label: string, regex: string): RelabelConfig {
  return { source_labels: [label], regex, action: "drop" };
}

/** Copies a label where it matches; where it does not, or is empty, what `to` holds already stays. */
export function copy(from: string, to: string, regex = "(.+)"): RelabelConfig {
  return { source_labels: [from], regex, target_label: to };
}

/** The label of a pod's discovery that holds one of its annotations, labels or fields. */
export function podMeta(kind: "annotation" | "label", name: string): string {
  return `__meta_kubernetes_pod_${kind}_${sanitized(name)}`;
}

/** The label of a service's discovery that holds one of its annotations. */
export function serviceAnnotation(name: string): string {
  return `__meta_kubernetes_service_annotation_${sanitized(name)}`;
}

function sanitized(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9_]/g, "_");
}
