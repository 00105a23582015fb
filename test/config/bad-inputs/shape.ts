import type { BadInput } from "./bad-input.ts";

/** Settings of the wrong shape: other types, nothing at all, unknown or missing keys. */
export const shape: readonly BadInput[] = [
  {
    name: "a heading with nothing below",
    values: { loki: null },
    problems: ["lookout:loki: is empty: write settings by name"],
  },
  {
    name: "a heading with nothing below, as Pulumi hands it over",
    values: { loki: "" },
    problems: ["lookout:loki: is empty: write settings by name"],
  },
  {
    name: "a list for settings",
    values: { loki: [] },
    problems: ["lookout:loki: [] is not allowed: write settings by name"],
  },
  {
    name: "a text for settings",
    values: { loki: "x" },
    problems: ['lookout:loki: "x" is not allowed: write settings by name'],
  },
  {
    name: "a nested heading with nothing below",
    values: { collector: { sampling: null } },
    problems: ["lookout:collector.sampling: is empty: write settings by name"],
  },
  {
    name: "settings for a list",
    values: { prometheus: { remoteWrite: { name: "mimir" } } },
    problems: ['lookout:prometheus.remoteWrite: {"name":"mimir"} is not allowed: write a list'],
  },
  {
    name: "a text for a list",
    values: { prometheus: { ruleFiles: "rules.yml" } },
    problems: ['lookout:prometheus.ruleFiles: "rules.yml" is not allowed: write a list'],
  },
  {
    name: "a text in a list of settings",
    values: { prometheus: { remoteWrite: ["mimir"] } },
    problems: ['lookout:prometheus.remoteWrite[0]: "mimir" is not allowed: write settings by name'],
  },
  {
    name: "nothing in a list",
    values: { prometheus: { scrapeConfigs: [null] } },
    problems: ["lookout:prometheus.scrapeConfigs[0]: is empty: write settings by name"],
  },
  {
    name: "settings for a text",
    values: { environment: { name: "prod" } },
    problems: ['lookout:environment: {"name":"prod"} is not allowed: write a text'],
  },
  {
    name: "a list for names and values",
    values: { target: { kind: "kubernetes", nodeSelector: ["a"] } },
    problems: ['lookout:target.nodeSelector: ["a"] is not allowed: write names and values'],
  },
  {
    name: "an unknown key of the stack, near one",
    values: { lokki: { replicas: 1 } },
    problems: ['lookout:lokki: is no setting; did you mean "loki"?'],
  },
  {
    name: "an unknown key of the stack, in capitals",
    values: { Loki: { replicas: 1 } },
    problems: ['lookout:Loki: is no setting; did you mean "loki"?'],
  },
  {
    name: "an unknown key, near one",
    values: { prometheus: { retenton: "1d" } },
    problems: ['lookout:prometheus.retenton: is no setting; did you mean "retention"?'],
  },
  {
    name: "an unknown key, far from all",
    values: { loki: { colour: "red" } },
    problems: [
      "lookout:loki.colour: is no setting; allowed: replicas, retention, storage, limits, volume, serviceAccountAnnotations, resources",
    ],
  },
  {
    name: "an unknown key three levels down",
    values: { metrics: { labels: { servce: "a" } } },
    problems: ['lookout:metrics.labels.servce: is no setting; did you mean "service"?'],
  },
  {
    name: "an unknown key of resources",
    values: { agent: { resources: { limits: {} } } },
    problems: ["lookout:agent.resources.limits: is no setting; allowed: cpu, memory, memoryLimit"],
  },
  {
    name: "an unknown key in a list",
    values: { prometheus: { remoteWrite: [{ name: "a", url: "https://a.io", token: "x" }] } },
    problems: ["lookout:prometheus.remoteWrite[0].token: is no setting; allowed: name, url, auth, headers"],
  },
  {
    name: "an unknown key of a kind",
    values: { loki: { storage: { kind: "s3", bucket: "logs", regoin: "a" } } },
    problems: ['lookout:loki.storage.regoin: is no setting; did you mean "region"?'],
  },
  {
    name: "a key of another kind",
    values: { loki: { storage: { kind: "filesystem", bucket: "logs" } } },
    problems: ["lookout:loki.storage.bucket: is a setting of kind: s3 alone"],
  },
  {
    name: "a key of another target",
    values: { target: { kind: "docker", namespace: "a" } },
    problems: ["lookout:target.namespace: is a setting of kind: kubernetes alone"],
  },
  {
    name: "a key named as what every object has",
    values: { loki: { constructor: 1 } },
    problems: [
      "lookout:loki.constructor: is no setting; allowed: replicas, retention, storage, limits, volume, serviceAccountAnnotations, resources",
    ],
  },
  {
    name: "a key with a line break",
    values: { loki: { "a\nb": 1 } },
    problems: [
      'lookout:loki["a\\nb"]: is no setting; allowed: replicas, retention, storage, limits, volume, serviceAccountAnnotations, resources',
    ],
  },
  {
    name: "a prototype among the settings",
    values: { loki: { ["__proto__"]: { replicas: 3 } } },
    problems: [
      "lookout:loki.__proto__: is no setting; allowed: replicas, retention, storage, limits, volume, serviceAccountAnnotations, resources",
    ],
  },
  {
    name: "an unknown key in a section and a mistake beside it",
    values: { loki: { retenton: "1d", replicas: 0 } },
    problems: [
      "lookout:loki.replicas: 0 is not a number of replicas: write a whole number from 1 to 32",
      'lookout:loki.retenton: is no setting; did you mean "retention"?',
    ],
  },
  {
    name: "an unknown kind of target",
    values: { target: { kind: "nomad" } },
    problems: ['lookout:target.kind: "nomad" is not allowed: write kind: kubernetes or kind: docker'],
  },
  {
    name: "an unknown kind of Loki's storage",
    values: { loki: { storage: { kind: "gcs", bucket: "B" } } },
    problems: ['lookout:loki.storage.kind: "gcs" is not allowed: write kind: filesystem or kind: s3'],
  },
  {
    name: "an unknown kind of Jaeger's storage",
    values: { jaeger: { storage: { kind: "cassandra" } } },
    problems: [
      'lookout:jaeger.storage.kind: "cassandra" is not allowed: write kind: badger or kind: opensearch',
    ],
  },
  {
    name: "an unknown kind of Grafana's database",
    values: { grafana: { database: { kind: "mysql" } } },
    problems: ['lookout:grafana.database.kind: "mysql" is not allowed: write kind: sqlite or kind: postgres'],
  },
  {
    name: "an unknown kind of certificate",
    values: { grafana: { ingress: { tls: { kind: "acme" } } } },
    problems: [
      'lookout:grafana.ingress.tls.kind: "acme" is not allowed: write kind: secret or kind: cert-manager',
    ],
  },
  {
    name: "an unknown kind of login at a receiver",
    values: {
      prometheus: {
        remoteWrite: [{ name: "mimir", url: "https://mimir.corp.io/push", auth: { kind: "digest" } }],
      },
    },
    problems: [
      'lookout:prometheus.remoteWrite[0].auth.kind: "digest" is not allowed: write kind: none or kind: basic or kind: bearer',
    ],
  },
  {
    name: "a kind of null",
    values: { loki: { storage: { kind: null } } },
    problems: ["lookout:loki.storage.kind: null is not allowed: write kind: filesystem or kind: s3"],
  },
  {
    name: "a kind left out",
    values: { loki: { storage: { bucket: "logs" } } },
    problems: ["lookout:loki.storage.kind: is missing: write kind: filesystem or kind: s3"],
  },
  {
    name: "a kind in place of its settings",
    values: { loki: { storage: "s3" } },
    problems: ['lookout:loki.storage: "s3" is not allowed: write kind: filesystem or kind: s3'],
  },
  {
    name: "nothing in place of a kind",
    values: { loki: { storage: null } },
    problems: ["lookout:loki.storage: is empty: write kind: filesystem or kind: s3"],
  },
  {
    name: "another word for every pod",
    values: { network: { otlpFrom: "all" } },
    problems: ['lookout:network.otlpFrom: "all" is neither `cluster` nor a list of namespaces'],
  },
  {
    name: "a namespace that is none",
    values: { network: { otlpFrom: ["Team A"] } },
    problems: [
      'lookout:network.otlpFrom[0]: "Team A" is not a name: lower case letters, digits and dashes, at most 63',
    ],
  },
  {
    name: "no namespace at all",
    values: { network: { otlpFrom: [] } },
    problems: ["lookout:network.otlpFrom: [] needs at least one namespace"],
  },
  {
    name: "a missing bucket",
    values: { loki: { storage: { kind: "s3" } } },
    problems: ["lookout:loki.storage.bucket: is missing: write a text"],
  },
  {
    name: "missing nodes of OpenSearch",
    values: { jaeger: { storage: { kind: "opensearch" } } },
    problems: ["lookout:jaeger.storage.urls: is missing: write a list"],
  },
  {
    name: "no nodes of OpenSearch",
    values: { jaeger: { storage: { kind: "opensearch", urls: [] } } },
    problems: ["lookout:jaeger.storage.urls: [] needs at least one URL"],
  },
  {
    name: "a missing host of PostgreSQL",
    values: { grafana: { database: { kind: "postgres" } } },
    problems: ["lookout:grafana.database.host: is missing: write a text"],
  },
  {
    name: "a missing certificate",
    values: { grafana: { ingress: {} } },
    problems: ["lookout:grafana.ingress.tls: is missing: write kind: secret or kind: cert-manager"],
  },
  {
    name: "a missing name and URL",
    values: { prometheus: { remoteWrite: [{}] } },
    problems: [
      "lookout:prometheus.remoteWrite[0].name: is missing: write a text",
      "lookout:prometheus.remoteWrite[0].url: is missing: write https://host/path",
    ],
  },
  {
    name: "a missing job name",
    values: { prometheus: { scrapeConfigs: [{}] } },
    problems: ["lookout:prometheus.scrapeConfigs[0].job_name: is missing: write a text"],
  },
  {
    name: "a missing user",
    values: {
      prometheus: {
        remoteWrite: [{ name: "mimir", url: "https://mimir.corp.io/push", auth: { kind: "basic" } }],
      },
    },
    problems: ["lookout:prometheus.remoteWrite[0].auth.user: is missing: write a text"],
  },
  {
    name: "no range of addresses, no port, no bucket",
    values: {
      network: { nodeCidrs: [], apiServer: { cidrs: [], ports: [] } },
      metrics: { latencyBuckets: [] },
    },
    problems: [
      "lookout:network.apiServer.cidrs: [] needs at least one range",
      "lookout:network.apiServer.ports: [] needs at least one port",
      "lookout:network.nodeCidrs: [] needs at least one range",
      "lookout:metrics.latencyBuckets: [] needs at least one bucket",
    ],
  },
  {
    name: "a toleration that compares in another way",
    values: { target: { kind: "kubernetes", tolerations: [{ operator: "In" }] } },
    problems: ['lookout:target.tolerations[0].operator: "In" is not allowed: write Exists or Equal'],
  },
  {
    name: "a text that YAML reads as a number",
    values: { grafana: { adminPasswordRotation: 3 } },
    problems: ["lookout:grafana.adminPasswordRotation: 3 is not allowed: write a text, in quotes"],
  },
];
