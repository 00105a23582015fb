import type { BadInput } from "./bad-input.ts";

/** Unknown kinds, and what a kind needs and lacks. */
export const kinds: readonly BadInput[] = [
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
    problems: [
      "lookout:grafana.adminPasswordRotation: 3 is not allowed: write a text, in quotes (by the CLI: --type string)",
    ],
  },
];
