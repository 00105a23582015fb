import type { BadInput } from "./bad-input.ts";

/** Secrets in the wrong place, and what must not be shown. */
export const secrets: readonly BadInput[] = [
  {
    name: "a secret in plain text",
    values: { smtpPassword: "hunter2" },
    problems: [
      "lookout:smtpPassword: is a secret in plain text: change it, then pulumi config set --secret lookout:smtpPassword --stack test",
    ],
  },
  {
    name: "a named secret in plain text",
    values: {
      prometheus: {
        remoteWrite: [{ name: "mimir", url: "https://mimir.corp.io/push", auth: { kind: "bearer" } }],
      },
      "remoteWriteToken-mimir": "hunter2",
    },
    problems: [
      "lookout:remoteWriteToken-mimir: is a secret in plain text: change it, then pulumi config set --secret lookout:remoteWriteToken-mimir --stack test",
    ],
  },
  {
    name: "a misspelt secret",
    values: { smtpPasword: "hunter2" },
    encrypted: ["smtpPasword"],
    problems: ['lookout:smtpPasword: is no setting; did you mean "smtpPassword"?'],
  },
  {
    name: "a secret of no queue",
    values: {
      prometheus: {
        remoteWrite: [{ name: "mimir", url: "https://mimir.corp.io/push", auth: { kind: "bearer" } }],
      },
      "remoteWriteToken-mimri": "hunter2",
    },
    encrypted: ["remoteWriteToken-mimri"],
    problems: [
      "lookout:remoteWriteToken-mimri: is a secret that nothing in this config reads: check the name after the dash, and prometheus.remoteWrite",
    ],
  },
  {
    name: "a password for a queue with a token",
    values: {
      prometheus: {
        remoteWrite: [{ name: "mimir", url: "https://mimir.corp.io/push", auth: { kind: "bearer" } }],
      },
      "remoteWritePassword-mimir": "hunter2",
    },
    encrypted: ["remoteWritePassword-mimir"],
    problems: [
      "lookout:remoteWritePassword-mimir: is a secret that nothing in this config reads: check the name after the dash, and prometheus.remoteWrite",
    ],
  },
  {
    name: "a scrape secret that nothing names",
    values: { "scrapeSecret-a": "hunter2" },
    encrypted: ["scrapeSecret-a"],
    problems: [
      "lookout:scrapeSecret-a: is a secret that nothing in this config reads: check the name after the dash, and prometheus.scrapeSecrets",
    ],
  },
  {
    name: "a field of no datasource",
    values: { "datasource-pg-password": "hunter2" },
    encrypted: ["datasource-pg-password"],
    problems: [
      "lookout:datasource-pg-password: is a secret that nothing in this config reads: check the name after the dash, and grafana.datasources",
    ],
  },
  {
    name: "an encrypted choice",
    values: { size: "small" },
    encrypted: ["size"],
    problems: [
      "lookout:size: is encrypted, or holds something that is: settings are plain text, secrets have keys of their own",
    ],
  },
  {
    name: "encrypted settings",
    values: { loki: { replicas: 1 } },
    encrypted: ["loki"],
    problems: [
      "lookout:loki: is encrypted, or holds something that is: settings are plain text, secrets have keys of their own",
    ],
  },
  {
    name: "a password among the settings",
    values: { grafana: { smtp: { host: "mail.corp.io", from: "a@corp.io", password: "hunter2" } } },
    encrypted: ["grafana"],
    problems: [
      "lookout:grafana.smtp.password: is no setting; allowed: host, port, user, from, fromName",
      "lookout:grafana: is encrypted, or holds something that is: settings are plain text, secrets have keys of their own",
    ],
  },
  {
    name: "encrypted settings of wrong types",
    values: { grafana: { replicas: "hunter2", smtp: { host: "HUNTER2" } } },
    encrypted: ["grafana"],
    problems: [
      "lookout:grafana.replicas: is not a number of replicas: write a whole number from 1 to 32",
      "lookout:grafana.smtp.host: is not a host name: write it in lower case, as metrics.example.com",
      "lookout:grafana.smtp.from: is missing: write a text",
      "lookout:grafana: is encrypted, or holds something that is: settings are plain text, secrets have keys of their own",
    ],
  },
  {
    name: "encrypted settings that rules would refuse",
    values: {
      grafana: { url: "http://hunter2.corp.io", replicas: 2 },
      prometheus: { ruleFiles: ["hunter2.yml"] },
    },
    encrypted: ["grafana", "prometheus"],
    problems: [
      "lookout:grafana: is encrypted, or holds something that is: settings are plain text, secrets have keys of their own",
      "lookout:prometheus: is encrypted, or holds something that is: settings are plain text, secrets have keys of their own",
    ],
  },
  {
    name: "an encrypted text for settings",
    values: { loki: "hunter2" },
    encrypted: ["loki"],
    problems: [
      "lookout:loki: is not allowed: write settings by name",
      "lookout:loki: is encrypted, or holds something that is: settings are plain text, secrets have keys of their own",
    ],
  },
  {
    name: "a prototype among the keys",
    values: { ["__proto__"]: { replicas: 3 } },
    problems: [
      "lookout:__proto__: is no setting; allowed: environment, cluster, size, target, prometheus, slos, sloFiles, alerting, alerts, alertmanager, loki, jaeger, collector, agent, grafana, dashboards, exporters, kubeStateMetrics, nodeExporter, network, metrics, demo, grafanaAdminPassword, grafanaSecretKey, grafanaDatabasePassword, githubClientSecret, smtpPassword, lokiS3AccessKeyId, lokiS3SecretAccessKey, jaegerOpensearchPassword",
    ],
  },
];
