import type { Config } from "../config/config.ts";
import { needsSampler } from "../config/tiers.ts";
import type { Alert } from "../model/alert.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import { JOBS } from "../model/jobs.ts";
import type { WorkloadName } from "../model/names.ts";
import { anyOf, ofWorkloads } from "./own-series.ts";
import { prometheusUnreachable } from "./prometheus-unreachable.ts";
import { settings } from "./settings.ts";

/** Whether Prometheus gets what it scrapes. */
export function targets(config: Config): readonly Alert[] {
  return [
    targetDown(config),
    stackTargetDown(config),
    ...prometheusUnreachable(config),
    ...stackReplicaDown(config),
    ...nodeTargetDown(config),
    scrapeLimitReached(config),
  ];
}

/** Jobs of the cluster, whose targets have no namespace; an annotated service of the same name has one. */
const OF_CLUSTER = 'namespace=""';

/** Of the stack's own pods. No others have both: annotated pods in its namespaces are left out. */
function ownPlace({ target }: Config): string {
  return target.kind === "kubernetes"
    ? anyOf("namespace", [target.namespace, target.hostNamespace])
    : OF_CLUSTER;
}

/** Of these, each node is a target. */
function nodeJobs({ exporters }: Config): readonly string[] {
  return [
    ...(exporters.cadvisor ? [JOBS.cadvisor, JOBS.kubelet] : []),
    ...(exporters.nodeExporter ? [JOBS.nodeExporter] : []),
  ];
}

/** What the stack consists of, with the number of pods where it is fixed. */
function workloads(config: Config): readonly { readonly job: WorkloadName; readonly replicas?: number }[] {
  const { alerting, alertmanager, collector, exporters, grafana, jaeger, loki, prometheus } = config;
  return [
    { job: "prometheus", replicas: prometheus.replicas },
    ...(alerting.engine === "prometheus"
      ? [{ job: "alertmanager", replicas: alertmanager.replicas } as const]
      : []),
    { job: "loki", replicas: loki.replicas },
    { job: "jaeger", replicas: jaeger.replicas },
    { job: "grafana", replicas: grafana.replicas },
    { job: "collector", replicas: collector.replicas },
    ...(needsSampler(config) ? [{ job: "collector-sampler", replicas: collector.replicas } as const] : []),
    ...(exporters.nodeLogs ? [{ job: "collector-agent" } as const] : []),
  ];
}

/** Everything but the stack's own, of which the other alerts know what there should be. */
function targetDown(config: Config): Alert {
  const { target } = config;
  const place = target.kind === "kubernetes" ? " in {namespace}" : "";
  const others =
    target.kind === "kubernetes"
      ? `{${anyOf("namespace", [target.namespace, target.hostNamespace], "no")}}`
      : "";
  const ours = `up{${OF_CLUSTER},${anyOf("job", [...clusterJobs(config), JOBS.spans])}}`;
  return {
    ...settings(config, "TargetDown"),
    category: "targets",
    condition: {
      all: [
        {
          query: `1 - avg by (job, namespace) (up${others} unless ${ours})`,
          is: "above",
          threshold: config.alerts.TargetDown.threshold,
        },
      ],
    },
    unit: "ratio",
    summary: `{value} of the targets of job {job}${place} cannot be scraped`,
    description:
      "Prometheus gets no metrics from {value} of the targets of job {job}: they are down, do not let it in, or expose what it refuses. Alerts and dashboards on them see nothing.",
    panel: { ...targetsPanel, variables: { namespace: "{namespace}" } },
  };
}

/**
 * What should be there and has no target at all counts as a target that is down: a pod that waits for its volume has
 * no address to be scraped at.
 */
function stackTargetDown(config: Config): Alert {
  return {
    ...settings(config, "StackTargetDown"),
    category: "targets",
    condition: {
      all: [
        {
          query: `avg by (job) (${[...found(config), ...missing(config)].join(" or ")})`,
          is: "below",
          threshold: config.alerts.StackTargetDown.threshold,
        },
      ],
    },
    unit: "ratio",
    summary: "{value} of the targets of {job} can be scraped",
    description:
      "Of the targets of {job}, which is a part of the observability stack, Prometheus reaches {value}. Until that is mended, what it does for metrics, logs, traces or alerts is not done.",
    panel: targetsPanel,
  };
}

/**
 * Targets of the stack. kube-state-metrics counts where it exports the cluster's state, not its own; Prometheus where it
 * evaluates its alerts itself.
 */
function found(config: Config): readonly string[] {
  const place = ownPlace(config);
  const cluster = clusterJobs(config);
  const spans = `up{${OF_CLUSTER},job="${JOBS.spans}"}`;
  return [
    `up{${place},${anyOf("job", [JOBS.kubeStateMetrics, ...elsewhere(config)], "no")}}`,
    ...(cluster.length === 0 ? [] : [`up{${OF_CLUSTER},${anyOf("job", cluster)}}`]),
    // A second port of the collector: where the collector is down, it says so itself.
    `(${spans} unless on (instance) up{${place}} == 0)`,
  ];
}

function missing(config: Config): readonly string[] {
  const own = workloads(config)
    .filter(({ job }) => !elsewhere(config).includes(job))
    .map(({ job }) => `${ownPlace(config)},job="${job}"`);
  const cluster = clusterJobs(config).map((job) => `${OF_CLUSTER},job="${job}"`);
  return [...own, ...cluster].map((selector) => `0 * absent(up{${selector}})`);
}

/** What an alert of its own tells of. */
function elsewhere({ alerting, alerts }: Config): readonly WorkloadName[] {
  return alerting.engine === "grafana" && alerts.PrometheusUnreachable.enabled ? ["prometheus"] : [];
}

function clusterJobs(config: Config): readonly string[] {
  return [...nodeJobs(config), ...(config.exporters.kubeStateMetrics ? [JOBS.kubeStateMetrics] : [])];
}

/** Less than what pages, so that one of a pair is not forgotten until the other fails too. */
function stackReplicaDown(config: Config): readonly Alert[] {
  const replicated = workloads(config).filter(({ replicas = 1 }) => replicas > 1);
  if (replicated.length === 0) return [];
  const jobs = replicated.map(({ job }) => job);
  const answering = (some: readonly string[]) =>
    `avg by (job) (up{${ownPlace(config)},${anyOf("job", some)}})`;
  const own = elsewhere(config);
  const others = jobs.filter((job) => !own.includes(job));
  const { enabled, threshold } = config.alerts.StackTargetDown;
  const told = [
    ...(enabled && others.length > 0 ? [`${answering(others)} < ${threshold}`] : []),
    ...(own.length > 0 ? [`${answering(own)} == 0`] : []),
  ].join(" or ");
  return [
    {
      ...settings(config, "StackReplicaDown"),
      category: "targets",
      condition: {
        all: [
          {
            query: `1 - ${answering(jobs)}${told === "" ? "" : ` unless on (job) (${told})`}`,
            is: "above",
            threshold: 0,
          },
        ],
      },
      unit: "ratio",
      summary: "{value} of the replicas of {job} cannot be scraped",
      description:
        "Prometheus does not reach {value} of the replicas of {job}, which is a part of the observability stack. The others do its work; when one more fails, they may not.",
      panel: targetsPanel,
    },
  ];
}

/** Not where the node itself is away, and not where all are: those are other alerts. */
function nodeTargetDown(config: Config): readonly Alert[] {
  const jobs = nodeJobs(config);
  if (jobs.length === 0) return [];
  const up = `up{${OF_CLUSTER},${anyOf("job", jobs)}}`;
  const ready = `kube_node_status_condition{job="${JOBS.kubeStateMetrics}",condition="Ready",status="true"}`;
  const { enabled, threshold } = config.alerts.StackTargetDown;
  const told = enabled ? ` unless on (job) avg by (job) (${up}) < ${threshold}` : "";
  const known = config.exporters.kubeStateMetrics
    ? `${up} unless on (node) max by (node) (${ready}) == 0`
    : up;
  return [
    {
      ...settings(config, "NodeTargetDown"),
      category: "targets",
      condition: {
        all: [
          {
            query: `min by (node) (${known}${told})`,
            is: "below",
            threshold: 1,
          },
        ],
      },
      unit: "number",
      summary: "Prometheus cannot scrape node {node}",
      description:
        "The node is ready, but its kubelet or node-exporter does not answer Prometheus. Alerts and dashboards on the node, its containers or its volumes see nothing.",
      panel: { ...targetsPanel, variables: { instance: "{node}" } },
    },
  ];
}

/** Prometheus does not count them by target, and each replica counts the same ones. */
function scrapeLimitReached(config: Config): Alert {
  const refused = [
    "scrapes_exceeded_sample_limit",
    "scrapes_exceeded_body_size_limit",
    "scrapes_exceeded_native_histogram_bucket_limit",
    "scrape_pool_exceeded_label_limits",
  ].map(
    (counter) => `increase(prometheus_target_${counter}_total{${ofWorkloads(config, "prometheus")}}[15m])`,
  );
  return {
    ...settings(config, "ScrapeLimitReached"),
    category: "targets",
    condition: {
      all: [
        {
          query: `round(max(${refused.join(" + ")}))`,
          is: "above",
          threshold: config.alerts.ScrapeLimitReached.threshold,
        },
      ],
    },
    unit: "number",
    summary: "Prometheus refused {value} scrapes in 15 minutes, since they exceeded a limit",
    description:
      "Some target exposes more samples, bytes or labels than its job allows, and Prometheus refused {value} of its scrapes in 15 minutes. It keeps nothing of such a scrape; the usual cause is a label with as many values as there are users or requests.",
    panel: targetsPanel,
  };
}

const targetsPanel = {
  dashboard: DASHBOARDS.observabilityStack,
  panel: PANELS.observabilityStack.targets,
} as const;
