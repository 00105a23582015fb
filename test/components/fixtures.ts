import { WORKLOADS } from "../../model/names.ts";
import { namedSecrets, SECRETS } from "../../model/secrets.ts";

const NETWORK = { ingressNamespace: "ingress-nginx" };

/** A public Grafana. */
export const WITH_INGRESS = {
  grafana: {
    url: "https://grafana.corp.io",
    ingress: { className: "nginx", tls: { kind: "cert-manager", clusterIssuer: "letsencrypt" } },
  },
  network: NETWORK,
};

/** Every feature that is compatible with the others, each as large as it gets. */
export const EVERYTHING = {
  size: "large",
  alerting: {
    engine: "prometheus",
    contactPoints: [
      { kind: "pagerduty", name: "oncall" },
      { kind: "slack", name: "platform", channel: "alerts" },
      { kind: "teams", name: "office" },
      { kind: "email", name: "desk", addresses: ["desk@corp.io"] },
      { kind: "webhook", name: "bot", url: "http://bot.tools.svc:8080/alerts" },
    ],
    routes: { page: "oncall", ticket: "platform" },
  },
  alertmanager: { replicas: 3 },
  prometheus: {
    replicas: 2,
    remoteWrite: [
      { name: "vendor", url: "https://vendor.io/write", auth: { kind: "basic", user: "us" } },
      { name: "mimir", url: "https://mimir.corp.io/push", auth: { kind: "bearer" } },
    ],
    scrapeSecrets: ["router"],
  },
  loki: { replicas: 3, storage: { kind: "s3", bucket: "corp-logs" } },
  jaeger: { replicas: 2, storage: { kind: "opensearch", urls: ["https://search.corp.io:9200"] } },
  collector: { replicas: 2, sampling: {} },
  grafana: {
    ...WITH_INGRESS.grafana,
    replicas: 2,
    database: { kind: "postgres", host: "db.corp.io" },
    smtp: { host: "smtp.corp.io", user: "lookout", from: "lookout@corp.io" },
    github: { clientId: "Iv1.abc", organizations: ["corp"] },
    datasources: [{ uid: "books", name: "Books", type: "postgres", secrets: ["password"] }],
  },
  network: NETWORK,
};

/** Every secret that those settings may have, each with a value found nowhere else. */
export const CANARIES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...Object.values(SECRETS),
    namedSecrets.remoteWritePassword("vendor"),
    namedSecrets.remoteWriteToken("mimir"),
    namedSecrets.scrape("router"),
    namedSecrets.datasource("books", "password"),
    ...["oncall", "platform", "office"].map(namedSecrets.contactPoint),
  ].map((key) => [key, `canary-of-${key}`]),
);

/** Workloads of a stack on Kubernetes that has everything: the demo is for Docker. */
export const ON_KUBERNETES = WORKLOADS.filter((name) => name !== "demo");
