import assert from "node:assert/strict";
import { changed } from "../changed.ts";
import { runStack } from "../program.ts";
import { CANARIES, EVERYTHING, WITH_INGRESS } from "./fixtures.ts";

interface Change {
  readonly title: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly changes: readonly string[];
}

/** Each against the default stack: the one setting, and every object that it may touch. */
const CHANGES: readonly Change[] = [
  {
    title: "loki.retention",
    settings: { loki: { retention: "30d" } },
    changes: ["ConfigMap loki-config", "StatefulSet loki"],
  },
  {
    title: "loki.resources.cpu",
    settings: { loki: { resources: { cpu: "300m" } } },
    changes: ["StatefulSet loki"],
  },
  {
    title: "loki.serviceAccountAnnotations",
    settings: { loki: { serviceAccountAnnotations: { "eks.amazonaws.com/role-arn": "arn" } } },
    changes: ["ServiceAccount loki"],
  },
  {
    title: "prometheus.retention",
    settings: { prometheus: { retention: "30d" } },
    changes: ["ConfigMap prometheus-config"],
  },
  {
    title: "prometheus.scrapeInterval, at which the collector makes its span metrics too",
    settings: { prometheus: { scrapeInterval: "15s" } },
    changes: ["ConfigMap collector-config", "ConfigMap prometheus-config", "Deployment collector"],
  },
  {
    title: "prometheus.volume, of which samples may take 80%",
    settings: { prometheus: { volume: "60Gi" } },
    changes: ["ConfigMap prometheus-config", "PersistentVolumeClaim data-prometheus-0"],
  },
  {
    title: "prometheus.replicas",
    settings: { prometheus: { replicas: 2 } },
    changes: [
      "+ PersistentVolumeClaim data-prometheus-1",
      "+ PodDisruptionBudget prometheus",
      "StatefulSet prometheus",
    ],
  },
  {
    title: "prometheus.remoteWrite without credentials",
    settings: { prometheus: { remoteWrite: [{ name: "mimir", url: "https://mimir.corp.io/push" }] } },
    changes: ["ConfigMap prometheus-config", "NetworkPolicy prometheus"],
  },
  {
    title: "jaeger.retention",
    settings: { jaeger: { retention: "3d" } },
    changes: ["ConfigMap jaeger-config", "StatefulSet jaeger"],
  },
  {
    title: "slos, with an SLO that the stack has not had",
    settings: {
      slos: [{ name: "shop", service: "shop", objective: 99.9, window: "7d", indicator: { kind: "http" } }],
    },
    changes: ["+ ConfigMap prometheus-rules-slo-00"],
  },
  {
    title: "collector.sampling",
    settings: { collector: { sampling: { share: 5 } } },
    changes: ["ConfigMap collector-config", "Deployment collector"],
  },
  {
    title: "collector.resources.memoryLimit",
    settings: { collector: { resources: { memoryLimit: "1Gi" } } },
    changes: ["ConfigMap collector-config", "Deployment collector"],
  },
  {
    title: "agent.resources.cpu",
    settings: { agent: { resources: { cpu: "70m" } } },
    changes: ["DaemonSet collector-agent"],
  },
  {
    title: "grafana.theme",
    settings: { grafana: { theme: "light" } },
    changes: ["ConfigMap grafana-config", "StatefulSet grafana"],
  },
  {
    title: "grafana.adminUser",
    settings: { grafana: { adminUser: "root" } },
    changes: ["ConfigMap grafana-config", "StatefulSet grafana"],
  },
  {
    title: "grafana.volume",
    settings: { grafana: { volume: "4Gi" } },
    changes: ["PersistentVolumeClaim data-grafana-0"],
  },
  {
    title: "grafana.ingress, url and network.ingressNamespace",
    settings: WITH_INGRESS,
    changes: [
      "+ Ingress grafana",
      "ConfigMap grafana-config",
      "NetworkPolicy grafana",
      "StatefulSet grafana",
    ],
  },
  {
    title: "exporters.kubeStateMetrics",
    settings: { exporters: { kubeStateMetrics: false } },
    changes: [
      "- ClusterRole lookout-kube-state-metrics",
      "- ClusterRoleBinding lookout-kube-state-metrics",
      "- Deployment kube-state-metrics",
      "- NetworkPolicy kube-state-metrics",
      "- Service kube-state-metrics",
      "- ServiceAccount kube-state-metrics",
      "ConfigMap prometheus-config",
      "NetworkPolicy prometheus",
    ],
  },
  {
    title: "exporters.nodeLogs",
    settings: { exporters: { nodeLogs: false } },
    changes: [
      "- ClusterRole lookout-collector-agent",
      "- ClusterRoleBinding lookout-collector-agent",
      "- ConfigMap collector-agent-config",
      "- DaemonSet collector-agent",
      "- NetworkPolicy collector-agent",
      "- ServiceAccount collector-agent",
      "NetworkPolicy collector",
      "NetworkPolicy prometheus",
    ],
  },
  {
    title: "exporters.cadvisor",
    settings: { exporters: { cadvisor: false } },
    changes: ["ClusterRole lookout-prometheus", "ConfigMap prometheus-config", "NetworkPolicy prometheus"],
  },
  {
    title: "network.otlpFrom",
    settings: { network: { otlpFrom: ["shop"] } },
    changes: ["NetworkPolicy collector"],
  },
  {
    title: "network.scrapePorts",
    settings: { network: { scrapePorts: [8080] } },
    changes: ["NetworkPolicy prometheus"],
  },
  {
    title: "target.context",
    settings: { target: { kind: "kubernetes", context: "admin@eu" } },
    changes: ["kubernetes lookout-cluster-provider"],
  },
  {
    title: "target.storageClass",
    settings: { target: { kind: "kubernetes", storageClass: "fast" } },
    changes: ["data-grafana-0", "data-jaeger-0", "data-loki-0", "data-prometheus-0"].map(
      (name) => `PersistentVolumeClaim ${name}`,
    ),
  },
  {
    title: "target.nodeSelector, which per-node workloads do not follow",
    settings: { target: { kind: "kubernetes", nodeSelector: { pool: "tools" } } },
    changes: [
      "Deployment collector",
      "Deployment kube-state-metrics",
      "StatefulSet grafana",
      "StatefulSet jaeger",
      "StatefulSet loki",
      "StatefulSet prometheus",
    ],
  },
  {
    title: "target.imageMirror",
    settings: { target: { kind: "kubernetes", imageMirror: "mirror.corp.io/hub" } },
    changes: [
      "DaemonSet collector-agent",
      "DaemonSet node-exporter",
      "Deployment collector",
      "Deployment kube-state-metrics",
      "StatefulSet grafana",
      "StatefulSet jaeger",
      "StatefulSet loki",
      "StatefulSet prometheus",
    ],
  },
  {
    title: "alerting.engine",
    settings: { alerting: { engine: "prometheus" } },
    changes: [
      "+ ConfigMap alertmanager-config",
      "+ ConfigMap prometheus-rules-alerts",
      "+ NetworkPolicy alertmanager",
      "+ PersistentVolumeClaim data-alertmanager-0",
      "+ Service alertmanager",
      "+ Service alertmanager-peers",
      "+ ServiceAccount alertmanager",
      "+ StatefulSet alertmanager",
      "ConfigMap grafana-config",
      "ConfigMap prometheus-config",
      "NetworkPolicy grafana",
      "NetworkPolicy prometheus",
      "StatefulSet grafana",
    ],
  },
];

describe("components: changing one setting changes only what it should", () => {
  for (const { changes, settings, title } of CHANGES) {
    it(title, async () => {
      assert.deepEqual(changed(await runStack(), await runStack(settings)), changes);
    });
  }

  it("nothing at all when a default is written out", async () => {
    const written = {
      size: "small",
      environment: "test",
      loki: { retention: "7d" },
      grafana: { theme: "dark" },
    };
    assert.deepEqual(changed(await runStack(), await runStack(written)), []);
  });

  it("alerting.routes, which Alertmanager alone reads", async () => {
    const options = { secrets: CANARIES };
    const alerting = { ...EVERYTHING.alerting, routes: { page: "oncall" } };
    const rerouted = { ...EVERYTHING, alerting };
    assert.deepEqual(changed(await runStack(EVERYTHING, options), await runStack(rerouted, options)), [
      "ConfigMap alertmanager-config",
      "StatefulSet alertmanager",
    ]);
  });

  it("nothing of other systems, in the largest stack either: loki.retention", async () => {
    const options = { secrets: CANARIES };
    const longer = { ...EVERYTHING, loki: { ...EVERYTHING.loki, retention: "90d" } };
    assert.deepEqual(changed(await runStack(EVERYTHING, options), await runStack(longer, options)), [
      "ConfigMap loki-config",
      "StatefulSet loki",
    ]);
  });
});
