import type { BadInput } from "./bad-input.ts";

/** Settings of another shape than the schema's, and unknown keys. */
export const shape: readonly BadInput[] = [
  {
    name: "a heading with nothing below",
    values: { loki: null },
    problems: ["lookout:loki: is empty: write settings by name"],
  },
  {
    name: "an alert that the catalogue has not: there are too many to list",
    values: { alerts: { EverythingIsFine: {} } },
    problems: ["lookout:alerts.EverythingIsFine: is no setting; check its spelling in docs/alerts.md"],
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
    name: "a path that was set without --path",
    values: { "prometheus.retention": "15d" },
    problems: [
      "lookout:prometheus.retention: is a path without --path: `pulumi config rm lookout:prometheus.retention`, then `pulumi config set --path 'lookout:prometheus.retention' …`",
    ],
  },
];
