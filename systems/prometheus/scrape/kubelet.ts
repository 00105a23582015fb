import type { Config } from "../../../config/config.ts";
import { JOBS } from "../../../model/jobs.ts";
import { copy, drop, type RelabelConfig, type ScrapeConfig } from "./job.ts";

/** Histograms of the kubelet's own HTTP clients and queues: thousands of series a node that nothing here shows. */
const KUBELET_BUCKETS = "(?:apiserver|workqueue|rest_client|etcd|csi_operations)_.*_bucket";

/**
 * Families of cAdvisor with a series a protocol state, device or kind of failure. Disks' usage, reads and writes stay.
 * Source: https://github.com/prometheus-operator/kube-prometheus (the kubelet's ServiceMonitor) for the first four.
 */
const COSTLY = `container_(?:${[
  "network_(?:tcp6?|udp6?|advance_tcp)_.+",
  "tasks_state",
  "cpu_load_average_10s",
  "blkio_device_usage_total",
  "memory_failures_total",
  "fs_(?:io_.+|(?:read|write)_seconds_total|(?:reads|writes)_merged_total|sector_.+)",
].join("|")})`;

/**
 * Series of a container, and those that belong to none by nature: a pod's network, the machine, cAdvisor itself. The
 * rest without a container are sums over cgroups, which queries would count twice.
 */
const OF_CONTAINERS = "(?:container_network_|container_scrape_error|machine_|cadvisor_).*;.*|.+;.+";

/** The kubelet's own metrics: pods, volumes, its API. */
export function kubeletJob(config: Config): ScrapeConfig {
  return {
    job_name: JOBS.kubelet,
    ...nodes(config),
    relabel_configs: [NODE_LABEL],
    metric_relabel_configs: [drop("__name__", KUBELET_BUCKETS)],
  };
}

/** Each container's use of resources, from the cAdvisor inside the kubelet. */
export function cadvisorJob(config: Config): ScrapeConfig {
  return {
    job_name: JOBS.cadvisor,
    ...nodes(config),
    metrics_path: "/metrics/cadvisor",
    // cAdvisor's timestamps lie up to 15 s back and stand still for containers that have ended.
    honor_timestamps: false,
    relabel_configs: [NODE_LABEL],
    metric_relabel_configs: [
      drop("__name__", COSTLY),
      { source_labels: ["__name__", "container"], regex: OF_CONTAINERS, action: "keep" },
    ],
  };
}

const NODE_LABEL: RelabelConfig = copy("__meta_kubernetes_node_name", "node");

/** What a pod's ServiceAccount is given. */
const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/**
 * Every node's kubelet, directly: through the API server it would take the right to run commands in pods.
 *
 * Where `serverTLSBootstrap` is off, which is the default, the kubelet's serving certificate is self-signed and no
 * authority can be checked: the kubelet checks the token, but who answers at a node's address is not checked.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/
 */
function nodes({ network: { kubeletCertificates } }: Config) {
  return {
    scheme: "https",
    // Their series carry the namespace, pod and container that they are about.
    honor_labels: true,
    authorization: { credentials_file: `${SERVICE_ACCOUNT}/token` },
    tls_config:
      kubeletCertificates === "cluster"
        ? { ca_file: `${SERVICE_ACCOUNT}/ca.crt` }
        : { insecure_skip_verify: true },
    kubernetes_sd_configs: [{ role: "node" }],
  } as const;
}
