import type { BadInput } from "./bad-input.ts";

/** Several mistakes in one file: all are told, and none that only follows from another. */
export const several: readonly BadInput[] = [
  {
    name: "mistakes in five sections",
    values: {
      size: "tiny",
      prometheus: { retention: "x", retentionSize: "y" },
      loki: { replicas: 0 },
      jaeger: { retention: "1m" },
      grafana: { replicas: 2 },
      lokki: {},
    },
    problems: [
      'lookout:size: "tiny" is not allowed: write small or medium or large',
      'lookout:prometheus.retention: "x" is not a duration: write 15d, 12h, 30s or 1h30m',
      'lookout:prometheus.retentionSize: "y" is not an amount of bytes: write a number and a suffix, as 512Mi or 50Gi',
      "lookout:loki.replicas: 0 is not a number of replicas: write a whole number from 1 to 32",
      'lookout:lokki: is no setting; did you mean "loki"?',
      "lookout:grafana.replicas: 2 needs a shared database: set grafana.database.kind to postgres, or keep 1 replica with sqlite",
      'lookout:jaeger.retention: "1m" is below 1h',
    ],
  },
  {
    name: "two wrong entries of a list and a rule beside them",
    values: { prometheus: { retention: "1h", ruleFiles: ["../a", "../b"] } },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "../a" is not a path inside the project: write it relative to Pulumi.yaml, without ..',
      'lookout:prometheus.ruleFiles[1]: "../b" is not a path inside the project: write it relative to Pulumi.yaml, without ..',
      'lookout:prometheus.retention: "1h" is below 2h, the length of Prometheus\' smallest block',
    ],
  },
  {
    name: "two missing keys and a rule beside them",
    values: { grafana: { smtp: {}, replicas: 2 } },
    problems: [
      "lookout:grafana.smtp.host: is missing: write a text",
      "lookout:grafana.smtp.from: is missing: write a text",
      "lookout:grafana.replicas: 2 needs a shared database: set grafana.database.kind to postgres, or keep 1 replica with sqlite",
    ],
  },
  {
    name: "a wrong queue does not disown its secret",
    values: {
      prometheus: { remoteWrite: [{ name: "mimir", url: "x", auth: { kind: "bearer" } }] },
      "remoteWriteToken-mimir": "hunter2",
    },
    encrypted: ["remoteWriteToken-mimir"],
    problems: [
      'lookout:prometheus.remoteWrite[0].url: "x" is not a URL of http or https without user and password: write https://host/path',
    ],
  },
  {
    name: "a wrong queue and its token in plain text",
    values: {
      prometheus: { remoteWrite: [{ name: "mimir", url: "x", auth: { kind: "bearer" } }] },
      "remoteWriteToken-mimir": "hunter2",
    },
    problems: [
      'lookout:prometheus.remoteWrite[0].url: "x" is not a URL of http or https without user and password: write https://host/path',
      "lookout:remoteWriteToken-mimir: is a secret in plain text: change it, then pulumi config set --secret lookout:remoteWriteToken-mimir --stack test",
    ],
  },
  {
    name: "a misspelt URL is not missed elsewhere",
    values: { grafana: { urll: "https://grafana.corp.io", reach: "url" } },
    problems: ['lookout:grafana.urll: is no setting; did you mean "url"?'],
  },
  {
    name: "a misspelt section is not missed elsewhere",
    values: {
      netwrok: { ingressNamespace: "nginx" },
      grafana: { url: "https://grafana.corp.io", ingress: { tls: { kind: "secret", name: "wildcard" } } },
    },
    problems: ['lookout:netwrok: is no setting; did you mean "network"?'],
  },
  {
    name: "an unknown size does not judge by another",
    values: { size: "huge", prometheus: { retentionSize: "500Gi", resources: { memoryLimit: "1Mi" } } },
    problems: ['lookout:size: "huge" is not allowed: write small or medium or large'],
  },
  {
    name: "a wrong volume does not judge by the preset's",
    values: { prometheus: { volume: "1TB", retentionSize: "500Gi" } },
    problems: [
      'lookout:prometheus.volume: "1TB" is not an amount of bytes: write a number and a suffix, as 512Mi or 50Gi',
    ],
  },
  {
    name: "a wrong kind of database does not refuse replicas",
    values: { grafana: { database: { kind: "mysql" }, replicas: 3 } },
    problems: ['lookout:grafana.database.kind: "mysql" is not allowed: write kind: sqlite or kind: postgres'],
  },
  {
    name: "a wrong ingress does not want a controller",
    values: { grafana: { ingress: { tls: { kind: "secret" } } } },
    problems: ["lookout:grafana.ingress.tls.name: is missing: write a text"],
  },
  {
    name: "a misspelt list of organisations does not let all in",
    values: { grafana: { github: { clientId: "Iv1", organisations: ["corp"] } } },
    problems: ['lookout:grafana.github.organisations: is no setting; did you mean "organizations"?'],
  },
  {
    name: "a namespace that is refused does not refuse the one derived",
    values: { target: { kind: "kubernetes", namespace: "kube-lookout" } },
    problems: [
      'lookout:target.namespace: "kube-lookout" is not ours to label and to close: choose a namespace that only Lookout uses',
    ],
  },
  {
    name: "passwords in URLs and headers of a scrape config, and a workload's name for its job",
    values: {
      prometheus: {
        scrapeConfigs: [
          { job_name: "loki" },
          {
            job_name: "a",
            proxy_url: "http://user:hunter2@proxy",
            http_headers: { "X-Key": { values: ["hunter2"] } },
          },
        ],
      },
    },
    problems: [
      'lookout:prometheus.scrapeConfigs[0].job_name: "loki" is a job of Lookout\'s own: choose another name',
      "lookout:prometheus.scrapeConfigs[1].proxy_url: holds a password in plain text: a URL is no place for one",
      "lookout:prometheus.scrapeConfigs[1].http_headers.X-Key: is a secret in plain text: let a file of prometheus.scrapeSecrets or the pod's identity prove who scrapes",
    ],
  },
];
