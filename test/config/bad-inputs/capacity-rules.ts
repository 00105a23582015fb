import type { BadInput } from "./bad-input.ts";

/** Replicas, memory, retention: right by themselves, wrong together or out of bounds. */
export const capacityRules: readonly BadInput[] = [
  {
    name: "one namespace for both kinds of workload",
    values: { target: { kind: "kubernetes", namespace: "a", hostNamespace: "a" } },
    problems: ['lookout:target.hostNamespace: "a" is the main namespace too: the two differ in Pod Security'],
  },
  {
    name: "a namespace of the cluster",
    values: { target: { kind: "kubernetes", namespace: "kube-system" } },
    problems: [
      'lookout:target.namespace: "kube-system" is not ours to label and to close: choose a namespace that only Lookout uses',
    ],
  },
  {
    name: "the default namespace, twice",
    values: { target: { kind: "kubernetes", namespace: "monitoring", hostNamespace: "default" } },
    problems: [
      'lookout:target.hostNamespace: "default" is not ours to label and to close: choose a namespace that only Lookout uses',
    ],
  },
  {
    name: "a namespace too long to derive another",
    values: { target: { kind: "kubernetes", namespace: "a".repeat(59) } },
    problems: [
      'lookout:target.namespace: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa... is too long for <namespace>-host, which has at most 63 characters: set target.hostNamespace too',
    ],
  },
  {
    name: "replicas of Grafana on sqlite",
    values: { grafana: { replicas: 2 } },
    problems: [
      "lookout:grafana.replicas: 2 needs a shared database: set grafana.database.kind to postgres, or keep 1 replica with sqlite",
    ],
  },
  {
    name: "replicas of Jaeger on badger",
    values: { jaeger: { replicas: 2 } },
    problems: [
      "lookout:jaeger.replicas: 2 needs shared storage: set jaeger.storage.kind to opensearch, or keep 1 replica with badger",
    ],
  },
  {
    name: "replicas of Loki on its file system",
    values: { loki: { replicas: 3 } },
    problems: [
      "lookout:loki.replicas: 3 needs shared storage: set loki.storage.kind to s3, or keep 1 replica with filesystem",
    ],
  },
  {
    name: "an even number of Loki's replicas",
    values: { loki: { replicas: 2, storage: { kind: "s3", bucket: "logs" } } },
    problems: [
      "lookout:loki.replicas: 2 is even: Loki keeps 3 copies of each line; use 1, or an odd number from 3 on",
    ],
  },
  {
    name: "too little memory for the gateway",
    values: { collector: { resources: { memory: "64Mi", memoryLimit: "100Mi" } } },
    problems: [
      'lookout:collector.resources.memoryLimit: "100Mi" is too small for the gateway\'s queues: at least 200Mi',
    ],
  },
  {
    name: "a limit of prometheus below its request",
    values: { prometheus: { resources: { memory: "20Mi", memoryLimit: "10Mi" } } },
    problems: [
      'lookout:prometheus.resources.memoryLimit: "10Mi" is below the requested 20Mi: a limit is at least the request',
    ],
  },
  {
    name: "a limit of alertmanager below its request",
    values: { alertmanager: { resources: { memory: "20Mi", memoryLimit: "10Mi" } } },
    problems: [
      'lookout:alertmanager.resources.memoryLimit: "10Mi" is below the requested 20Mi: a limit is at least the request',
    ],
  },
  {
    name: "a limit of loki below its request",
    values: { loki: { resources: { memory: "20Mi", memoryLimit: "10Mi" } } },
    problems: [
      'lookout:loki.resources.memoryLimit: "10Mi" is below the requested 20Mi: a limit is at least the request',
    ],
  },
  {
    name: "a limit of jaeger below its request",
    values: { jaeger: { resources: { memory: "20Mi", memoryLimit: "10Mi" } } },
    problems: [
      'lookout:jaeger.resources.memoryLimit: "10Mi" is below the requested 20Mi: a limit is at least the request',
    ],
  },
  {
    name: "a limit of agent below its request",
    values: { agent: { resources: { memory: "20Mi", memoryLimit: "10Mi" } } },
    problems: [
      'lookout:agent.resources.memoryLimit: "10Mi" is below the requested 20Mi: a limit is at least the request',
    ],
  },
  {
    name: "a limit of grafana below its request",
    values: { grafana: { resources: { memory: "20Mi", memoryLimit: "10Mi" } } },
    problems: [
      'lookout:grafana.resources.memoryLimit: "10Mi" is below the requested 20Mi: a limit is at least the request',
    ],
  },
  {
    name: "a limit of kubeStateMetrics below its request",
    values: { kubeStateMetrics: { resources: { memory: "20Mi", memoryLimit: "10Mi" } } },
    problems: [
      'lookout:kubeStateMetrics.resources.memoryLimit: "10Mi" is below the requested 20Mi: a limit is at least the request',
    ],
  },
  {
    name: "a limit of nodeExporter below its request",
    values: { nodeExporter: { resources: { memory: "20Mi", memoryLimit: "10Mi" } } },
    problems: [
      'lookout:nodeExporter.resources.memoryLimit: "10Mi" is below the requested 20Mi: a limit is at least the request',
    ],
  },
  {
    name: "a request above the preset's limit",
    values: { prometheus: { resources: { memory: "4Gi" } } },
    problems: [
      'lookout:prometheus.resources.memoryLimit: "2Gi" is below the requested 4Gi: a limit is at least the request',
    ],
  },
  {
    name: "data that would fill the volume",
    values: { prometheus: { volume: "10Gi", retentionSize: "9Gi" } },
    problems: [
      'lookout:prometheus.retentionSize: "9Gi" is above 85% of the volume of 10Gi: lower it or raise prometheus.volume',
    ],
  },
  {
    name: "too short a retention of Prometheus",
    values: { prometheus: { retention: "1h" } },
    problems: ['lookout:prometheus.retention: "1h" is below 2h, the length of Prometheus\' smallest block'],
  },
  {
    name: "scrapes too often",
    values: { prometheus: { scrapeInterval: "1s" } },
    problems: [
      'lookout:prometheus.scrapeInterval: "1s" is outside 5s to 2m: below it costs too much, above it series have gaps (look-back is 5m)',
    ],
  },
  {
    name: "scrapes too rarely",
    values: { prometheus: { scrapeInterval: "5m" } },
    problems: [
      'lookout:prometheus.scrapeInterval: "5m" is outside 5s to 2m: below it costs too much, above it series have gaps (look-back is 5m)',
    ],
  },
  {
    name: "too short a retention of Loki",
    values: { loki: { retention: "1h" } },
    problems: ['lookout:loki.retention: "1h" is below 1d: Loki\'s index has one table a day'],
  },
  {
    name: "too short a retention of Jaeger",
    values: { jaeger: { retention: "1m" } },
    problems: ['lookout:jaeger.retention: "1m" is below 1h'],
  },
  {
    name: "a burst that no message of the collector would pass",
    values: { loki: { limits: { ingestionRateMb: 1, ingestionBurstMb: 3 } } },
    problems: [
      "lookout:loki.limits.ingestionBurstMb: 3 is below 4: the collector sends up to 3 MB at once, which Loki would refuse for ever, and all lines behind it would wait",
    ],
  },
  {
    name: "a burst below the rate",
    values: { loki: { limits: { ingestionRateMb: 64 } } },
    problems: ["lookout:loki.limits.ingestionBurstMb: 32 is below loki.limits.ingestionRateMb, 64"],
  },
];
