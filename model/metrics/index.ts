import { ALERTMANAGER } from "./alertmanager.ts";
import { CADVISOR } from "./cadvisor.ts";
import { CERT_MANAGER } from "./cert-manager.ts";
import { COLLECTOR } from "./collector.ts";
import type { Family } from "./family.ts";
import { GRAFANA } from "./grafana.ts";
import { JAEGER } from "./jaeger.ts";
import { JUPYTERHUB } from "./jupyterhub.ts";
import { KUBE_STATE_METRICS } from "./kube-state-metrics/index.ts";
import { KUBELET } from "./kubelet.ts";
import { LOKI } from "./loki/index.ts";
import { NODE_EXPORTER } from "./node-exporter/index.ts";
import { PROMETHEUS } from "./prometheus.ts";
import { RUNTIME } from "./runtime.ts";
import { SCRAPE } from "./scrape.ts";
import { SPANS } from "./spans.ts";

/** By system: what it is known to expose at the version that Lookout deploys, after what the scrape drops. */
export const METRICS_OF = {
  alertmanager: ALERTMANAGER,
  cadvisor: CADVISOR,
  certManager: CERT_MANAGER,
  collector: COLLECTOR,
  grafana: GRAFANA,
  jaeger: JAEGER,
  jupyterhub: JUPYTERHUB,
  kubeStateMetrics: KUBE_STATE_METRICS,
  kubelet: KUBELET,
  loki: LOKI,
  nodeExporter: NODE_EXPORTER,
  prometheus: PROMETHEUS,
  runtime: RUNTIME,
  scrape: SCRAPE,
  spans: SPANS,
} as const satisfies Readonly<Record<string, readonly Family[]>>;

/**
 * Every series name of those systems, with the labels that its own exposition gives it; the scrape adds
 * TARGET_LABELS. Metrics of the users' services are not among them: their names are theirs, those of HTTP are config.
 */
export const KNOWN_METRICS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(METRICS_OF)
    .flat(2)
    .map(({ name, labels }) => [name, labels]),
);

/**
 * Labels that Lookout's scrape jobs add to what they scrape; which of them depends on the job. The label of annotated
 * services and pods that names the service is config (`metrics.labels.service`).
 */
export const TARGET_LABELS = ["job", "instance", "namespace", "pod", "node", "service", "collector"] as const;
