import type { BadInput } from "./bad-input.ts";

/** URLs, hosts, names of labels and metrics, ranges, ports and paths that are none. */
export const addresses: readonly BadInput[] = [
  {
    name: "a URL with credentials",
    values: {
      prometheus: { remoteWrite: [{ name: "mimir", url: "https://user:hunter2@mimir.corp.io/push" }] },
    },
    problems: [
      'lookout:prometheus.remoteWrite[0].url: "https://***@mimir.corp.io/push" is not a URL of http or https without user and password: write https://host/path',
    ],
  },
  {
    name: "a URL with a user alone",
    values: { grafana: { url: "https://user@grafana.corp.io" } },
    problems: [
      'lookout:grafana.url: "https://***@grafana.corp.io" is not a URL of http or https without user and password: write https://host/path',
    ],
  },
  {
    name: "a URL whose password has an @ and a slash",
    values: { grafana: { url: "https://user:hunter2/@x@grafana.corp.io" } },
    problems: [
      'lookout:grafana.url: "https://***@grafana.corp.io" is not a URL of http or https without user and password: write https://host/path',
    ],
  },
  {
    name: "a URL without a scheme",
    values: { grafana: { url: "grafana.corp.io" } },
    problems: [
      'lookout:grafana.url: "grafana.corp.io" is not a URL of http or https without user and password: write https://host/path',
    ],
  },
  {
    name: "a URL of another scheme",
    values: { jaeger: { storage: { kind: "opensearch", urls: ["ftp://search.corp.io"] } } },
    problems: [
      'lookout:jaeger.storage.urls[0]: "ftp://search.corp.io" is not a URL of http or https without user and password: write https://host/path',
    ],
  },
  {
    name: "a URL with a port out of range",
    values: { grafana: { url: "https://grafana.corp.io:99999" } },
    problems: [
      'lookout:grafana.url: "https://grafana.corp.io:99999" is not a URL of http or https without user and password: write https://host/path',
    ],
  },
  {
    name: "a host name in capitals",
    values: { grafana: { smtp: { host: "Mail.corp.io", from: "a@corp.io" } } },
    problems: [
      'lookout:grafana.smtp.host: "Mail.corp.io" is not a host name: write it in lower case, as metrics.example.com',
    ],
  },
  {
    name: "a host name with a port",
    values: { grafana: { database: { kind: "postgres", host: "db.corp.io:5432" } } },
    problems: [
      'lookout:grafana.database.host: "db.corp.io:5432" is not a host name: write it in lower case, as metrics.example.com',
    ],
  },
  {
    name: "a mail address without a host",
    values: { grafana: { smtp: { host: "mail.corp.io", from: "lookout" } } },
    problems: ['lookout:grafana.smtp.from: "lookout" is not a mail address'],
  },
  {
    name: "a label name with a dash",
    values: { metrics: { labels: { service: "service-name" } } },
    problems: [
      'lookout:metrics.labels.service: "service-name" is not a label name: letters, digits and underscores, no leading digit or double underscore',
    ],
  },
  {
    name: "a label name of Prometheus' own",
    values: { prometheus: { externalLabels: { __name: "a" } } },
    problems: [
      "lookout:prometheus.externalLabels.__name: is not a label name: letters, digits and underscores, no leading digit or double underscore",
    ],
  },
  {
    name: "a metric name with a dash",
    values: { metrics: { requestDuration: "request-duration" } },
    problems: [
      'lookout:metrics.requestDuration: "request-duration" is not a metric name: letters, digits, underscores and colons, no leading digit',
    ],
  },
  {
    name: "a range of addresses without its length",
    values: { network: { nodeCidrs: ["10.0.0.1"] } },
    problems: [
      'lookout:network.nodeCidrs[0]: "10.0.0.1" is not a range of addresses: write 10.0.0.0/8 or fd00::/8',
    ],
  },
  {
    name: "a range of IPv4 addresses with too long a prefix",
    values: { network: { nodeCidrs: ["10.0.0.0/33"] } },
    problems: [
      'lookout:network.nodeCidrs[0]: "10.0.0.0/33" is not a range of addresses: write 10.0.0.0/8 or fd00::/8',
    ],
  },
  {
    name: "a range of IPv4 addresses with an octet too large",
    values: { network: { apiServer: { cidrs: ["10.0.256.0/24"] } } },
    problems: [
      'lookout:network.apiServer.cidrs[0]: "10.0.256.0/24" is not a range of addresses: write 10.0.0.0/8 or fd00::/8',
    ],
  },
  {
    name: "a range of colons",
    values: { network: { nodeCidrs: ["::::/8"] } },
    problems: [
      'lookout:network.nodeCidrs[0]: "::::/8" is not a range of addresses: write 10.0.0.0/8 or fd00::/8',
    ],
  },
  {
    name: "a range of IPv6 addresses with a group too long",
    values: { network: { nodeCidrs: ["12345::/16"] } },
    problems: [
      'lookout:network.nodeCidrs[0]: "12345::/16" is not a range of addresses: write 10.0.0.0/8 or fd00::/8',
    ],
  },
  {
    name: "ports out of range, in quotes, in parts",
    values: { network: { scrapePorts: [0, 65536, "80", 1.5] } },
    problems: [
      "lookout:network.scrapePorts[0]: 0 is not a port: write a whole number from 1 to 65535",
      "lookout:network.scrapePorts[1]: 65536 is not a port: write a whole number from 1 to 65535",
      'lookout:network.scrapePorts[2]: "80" is not a port: write a whole number from 1 to 65535, without quotes',
      "lookout:network.scrapePorts[3]: 1.5 is not a port: write a whole number from 1 to 65535",
    ],
  },
  {
    name: "a path with ..",
    values: { prometheus: { ruleFiles: ["rules/../../secret.yml"] } },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "rules/../../secret.yml" is not a path inside the project: write it relative to Pulumi.yaml, without ..',
    ],
  },
  {
    name: "an absolute path",
    values: { prometheus: { ruleFiles: ["/etc/rules.yml"] } },
    problems: [
      'lookout:prometheus.ruleFiles[0]: "/etc/rules.yml" is not a path inside the project: write it relative to Pulumi.yaml, without ..',
    ],
  },
  {
    name: "an image mirror with a scheme",
    values: { target: { kind: "kubernetes", imageMirror: "https://mirror.corp.io" } },
    problems: [
      'lookout:target.imageMirror: "https://mirror.corp.io" is not a registry: write host[:port][/path], without https:// and without a closing slash',
    ],
  },
  {
    name: "an image mirror with a closing slash",
    values: { target: { kind: "kubernetes", imageMirror: "mirror.corp.io/hub/" } },
    problems: [
      'lookout:target.imageMirror: "mirror.corp.io/hub/" is not a registry: write host[:port][/path], without https:// and without a closing slash',
    ],
  },
  {
    name: "a namespace in capitals",
    values: { target: { kind: "kubernetes", namespace: "Lookout" } },
    problems: [
      'lookout:target.namespace: "Lookout" is not a name: lower case letters, digits and dashes, at most 63',
    ],
  },
  {
    name: "a namespace as a number",
    values: { target: { kind: "kubernetes", namespace: 7 } },
    problems: [
      "lookout:target.namespace: 7 is not allowed: write a text, in quotes (by the CLI: --type string)",
    ],
  },
  {
    name: "a storage class with an underscore",
    values: { target: { kind: "kubernetes", storageClass: "fast_ssd" } },
    problems: [
      'lookout:target.storageClass: "fast_ssd" is not the name of a Kubernetes object: lower case letters, digits, dashes and dots',
    ],
  },
];
