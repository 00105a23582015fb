import type { AlertCase, InputSeries } from "../alert-case.ts";

const of = (job: string, more: Readonly<Record<string, string>> = {}) =>
  `up{${Object.entries({ job, ...more })
    .map(([label, value]) => `${label}="${value}"`)
    .join(",")}}`;

/** A pod of the stack's own, by its name. */
export const pod = (job: string, name = `${job}-0`, namespace = "lookout") =>
  of(job, { namespace, pod: name, instance: name });
/** A node, or the pod of a job that is told apart by nothing else. */
export const node = (job: string, name = "worker-1") => of(job, { instance: name, node: name });
const spans = of("spans", { instance: "collector-0", collector: "collector-0" });
/** An application's pod. */
const shop = (name: string, job = "shop") => of(job, { namespace: "shop", pod: name, instance: name });

/** Everything that a small stack consists of. */
export const STACK: InputSeries = {
  ...Object.fromEntries(
    ["prometheus", "loki", "jaeger", "grafana", "collector", "kube-state-metrics"].map((job) => [
      pod(job),
      "1x60",
    ]),
  ),
  [pod("collector-agent", "collector-agent-abcde", "lookout-host")]: "1x60",
  [of("kube-state-metrics", { instance: "kube-state-metrics-0" })]: "1x60",
  [node("kubelet")]: "1x60",
  [node("cadvisor")]: "1x60",
  [node("node-exporter")]: "1x60",
  [spans]: "1x60",
};

/** The stack without some of its targets. */
function without(...series: readonly string[]): InputSeries {
  return Object.fromEntries(Object.entries(STACK).filter(([name]) => !series.includes(name)));
}

export const stackDown = (job: string) => ({
  labels: { job },
  summary: `0% of the targets of ${job} can be scraped`,
  description: `Of the targets of ${job}, which is a part of the observability stack, Prometheus reaches 0%. Until that is mended, what it does for metrics, logs, traces or alerts is not done.`,
});

export const ready = (name: string) =>
  `kube_node_status_condition{job="kube-state-metrics",instance="kube-state-metrics-0",node="${name}",condition="Ready",status="true"}`;

const OWN = 'job="prometheus",namespace="lookout",pod="prometheus-0",instance="prometheus-0"';
const refused = (what: string) => `prometheus_target_${what}_total{${OWN}}`;
const LIMITS: InputSeries = {
  [refused("scrapes_exceeded_sample_limit")]: "0x60",
  [refused("scrapes_exceeded_body_size_limit")]: "0x60",
  [refused("scrapes_exceeded_native_histogram_bucket_limit")]: "0x60",
  [refused("scrape_pool_exceeded_label_limits")]: "0x60",
};

export const targetCases: readonly AlertCase[] = [
  {
    alert: "PrometheusUnreachable",
    fires: {
      series: { [pod("prometheus")]: "1x4 0x55", [pod("prometheus", "prometheus-1")]: "0x60" },
      atMinute: 10,
      labels: {},
      summary: "Prometheus does not answer Grafana",
      description:
        "Grafana gets no answer from Prometheus, or Prometheus does not measure itself. No other alert of this stack can begin or end until it does.",
    },
    quiet: {
      because: "one of a pair answers, and another Prometheus is not ours",
      series: {
        [pod("prometheus")]: "1x60",
        [pod("prometheus", "prometheus-1")]: "0x60",
        [pod("prometheus", "prometheus-0", "team")]: "0x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "TargetDown",
    fires: {
      series: {
        [shop("shop-1")]: "1x4 0x40",
        ...Object.fromEntries(["2", "3", "4", "5"].map((name) => [shop(`shop-${name}`), "1x60"])),
      },
      atMinute: 20,
      labels: { job: "shop", namespace: "shop" },
      summary: "20% of the targets of job shop in shop cannot be scraped",
      description:
        "Prometheus gets no metrics from 20% of the targets of job shop: they are down, do not let it in, or expose what it refuses. Alerts and dashboards on them see nothing.",
    },
    quiet: {
      because: "one of ten is not more than a tenth",
      series: Object.fromEntries(
        Array.from({ length: 10 }, (_, index) => [shop(`shop-${index}`), index === 0 ? "0x60" : "1x60"]),
      ),
      untilMinute: 60,
    },
  },
  {
    alert: "TargetDown",
    values: { alerts: { TargetDown: { for: "5m" } } },
    fires: {
      // Somebody else's, found by its annotations.
      series: { ...STACK, [shop("ksm-0", "kube-state-metrics")]: "0x60" },
      atMinute: 5,
      labels: { job: "kube-state-metrics", namespace: "shop" },
      summary: "100% of the targets of job kube-state-metrics in shop cannot be scraped",
      description:
        "Prometheus gets no metrics from 100% of the targets of job kube-state-metrics: they are down, do not let it in, or expose what it refuses. Alerts and dashboards on them see nothing.",
    },
    quiet: {
      because: "what is down is the stack's own, or came back a minute before",
      series: {
        [pod("loki")]: "0x60",
        [node("kubelet")]: "0x60",
        [of("kube-state-metrics", { instance: "kube-state-metrics-0" })]: "0x60",
        [spans]: "0x60",
        [shop("shop-1")]: "0x4 1x50",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "StackTargetDown",
    fires: {
      series: { ...STACK, [pod("loki")]: "1x4 0x40" },
      atMinute: 15,
      ...stackDown("loki"),
    },
    quiet: {
      because: "one of a pair is half, and a restart takes nine minutes",
      series: {
        ...STACK,
        [pod("prometheus", "prometheus-1")]: "0x60",
        [pod("jaeger")]: "1x4 0x9 1x40",
        [pod("kube-state-metrics")]: "0x60",
      },
      untilMinute: 54,
    },
  },
  {
    alert: "StackTargetDown",
    fires: {
      // A pod that waits for its volume is no target at all.
      series: without(pod("jaeger")),
      atMinute: 10,
      ...stackDown("jaeger"),
    },
    quiet: {
      because: "it is there within ten minutes",
      series: { ...STACK, [pod("jaeger")]: "_x10 1x50" },
      untilMinute: 59,
    },
  },
  {
    alert: "StackTargetDown",
    fires: {
      // The second port of a collector that is down is no news.
      series: { ...STACK, [pod("collector")]: "0x60", [spans]: "0x60" },
      atMinute: 10,
      ...stackDown("collector"),
    },
    quiet: {
      because: "all is well",
      series: STACK,
      untilMinute: 60,
    },
  },
  {
    alert: "StackTargetDown",
    fires: {
      // The services' metrics exceed a limit while the collector is well.
      series: { ...STACK, [spans]: "0x60" },
      atMinute: 10,
      ...stackDown("spans"),
    },
    quiet: {
      because: "most nodes answer",
      series: { ...STACK, [node("kubelet", "worker-2")]: "0x60", [node("kubelet", "worker-3")]: "1x60" },
      untilMinute: 60,
    },
  },
  {
    alert: "StackReplicaDown",
    values: { prometheus: { replicas: 2 } },
    fires: {
      series: {
        [pod("prometheus", "prometheus-0")]: "1x60",
        [pod("prometheus", "prometheus-1")]: "1x9 0x40",
      },
      atMinute: 25,
      labels: { job: "prometheus" },
      summary: "50% of the replicas of prometheus cannot be scraped",
      description:
        "Prometheus does not reach 50% of the replicas of prometheus, which is a part of the observability stack. The others do its work; when one more fails, they may not.",
    },
    quiet: {
      because: "both are down, which pages",
      series: { [pod("prometheus", "prometheus-0")]: "0x60", [pod("prometheus", "prometheus-1")]: "0x60" },
      untilMinute: 60,
    },
  },
  {
    alert: "NodeTargetDown",
    fires: {
      series: {
        [node("kubelet", "worker-1")]: "1x60",
        [node("kubelet", "worker-2")]: "1x4 0x40",
        [node("node-exporter", "worker-2")]: "1x60",
        [ready("worker-2")]: "1x60",
      },
      atMinute: 20,
      labels: { node: "worker-2" },
      summary: "Prometheus cannot scrape node worker-2",
      description:
        "The node is ready, but its kubelet or node-exporter does not answer Prometheus. Alerts and dashboards on the node, its containers or its volumes see nothing.",
    },
    quiet: {
      because: "one node is not ready, and all node-exporters are away: both are other alerts",
      series: {
        [node("kubelet", "worker-1")]: "1x60",
        [node("kubelet", "worker-2")]: "0x60",
        [node("node-exporter", "worker-1")]: "0x60",
        [node("node-exporter", "worker-2")]: "0x60",
        [ready("worker-1")]: "1x60",
        [ready("worker-2")]: "0x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "ScrapeLimitReached",
    fires: {
      // Two a minute, for a quarter of an hour.
      series: { ...LIMITS, [refused("scrapes_exceeded_sample_limit")]: "0+2x60" },
      atMinute: 16,
      labels: {},
      summary: "Prometheus refused 30 scrapes in 15 minutes, since they exceeded a limit",
      description:
        "Some target exposes more samples, bytes or labels than its job allows, and Prometheus refused 30 of its scrapes in 15 minutes. It keeps nothing of such a scrape; the usual cause is a label with as many values as there are users or requests.",
    },
    quiet: {
      because: "it was one scrape",
      series: { ...LIMITS, [refused("scrapes_exceeded_body_size_limit")]: "0x4 1x55" },
      untilMinute: 60,
    },
  },
];
