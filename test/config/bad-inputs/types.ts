import type { BadInput } from "./bad-input.ts";

/** Values that are not of their setting's type. */
export const types: readonly BadInput[] = [
  {
    name: "a duration with a space",
    values: { prometheus: { retention: "15 days" } },
    problems: ['lookout:prometheus.retention: "15 days" is not a duration: write 15d, 12h, 30s or 1h30m'],
  },
  {
    name: "a duration as a number",
    values: { prometheus: { retention: 15 } },
    problems: ["lookout:prometheus.retention: 15 is not a duration: write 15d, 12h, 30s or 1h30m"],
  },
  {
    name: "an empty duration",
    values: { prometheus: { retention: "" } },
    problems: ['lookout:prometheus.retention: "" is not a duration: write 15d, 12h, 30s or 1h30m'],
  },
  {
    name: "a duration of zero",
    values: { prometheus: { retention: "0s" } },
    problems: ['lookout:prometheus.retention: "0s" is out of range: above 0 and at most 292y'],
  },
  {
    name: "a duration beyond what Prometheus counts",
    values: { prometheus: { retention: "293y" } },
    problems: ['lookout:prometheus.retention: "293y" is out of range: above 0 and at most 292y'],
  },
  {
    name: "a duration of units in the wrong order",
    values: { prometheus: { retention: "30m1h" } },
    problems: ['lookout:prometheus.retention: "30m1h" is not a duration: write 15d, 12h, 30s or 1h30m'],
  },
  {
    name: "a duration of null",
    values: { prometheus: { retention: null } },
    problems: ["lookout:prometheus.retention: null is not a duration: write 15d, 12h, 30s or 1h30m"],
  },
  {
    name: "bytes without a suffix",
    values: { prometheus: { volume: "50" } },
    problems: [
      'lookout:prometheus.volume: "50" is not an amount of bytes: write a number and a suffix, as 512Mi or 50Gi',
    ],
  },
  {
    name: "bytes as a number, as pulumi config set --path writes it",
    values: { prometheus: { volume: 50 } },
    problems: [
      "lookout:prometheus.volume: 50 is not an amount of bytes: write a number and a suffix, as 512Mi or 50Gi",
    ],
  },
  {
    name: "bytes with a space",
    values: { prometheus: { volume: "50 Gi" } },
    problems: [
      'lookout:prometheus.volume: "50 Gi" is not an amount of bytes: write a number and a suffix, as 512Mi or 50Gi',
    ],
  },
  {
    name: "bytes with a B",
    values: { prometheus: { volume: "50GB" } },
    problems: [
      'lookout:prometheus.volume: "50GB" is not an amount of bytes: write a number and a suffix, as 512Mi or 50Gi',
    ],
  },
  {
    name: "zero bytes",
    values: { prometheus: { volume: "0Gi" } },
    problems: ['lookout:prometheus.volume: "0Gi" is out of range: above 0 and below 8192Ti'],
  },
  {
    name: "bytes beyond counting",
    values: { prometheus: { volume: "9000Ti" } },
    problems: ['lookout:prometheus.volume: "9000Ti" is out of range: above 0 and below 8192Ti'],
  },
  {
    name: "bytes of four hundred digits",
    values: { prometheus: { volume: `${"9".repeat(400)}Ti` } },
    problems: [
      'lookout:prometheus.volume: "99999999999999999999999999999999999999999999999999999999... is out of range: above 0 and below 8192Ti',
    ],
  },
  {
    name: "processor time in words",
    values: { prometheus: { resources: { cpu: "two" } } },
    problems: [
      'lookout:prometheus.resources.cpu: "two" is not an amount of processor time: write 250m, 1.5 or 2',
    ],
  },
  {
    name: "no processor time",
    values: { prometheus: { resources: { cpu: "0" } } },
    problems: ['lookout:prometheus.resources.cpu: "0" is out of range: above 0, in steps of 1m'],
  },
  {
    name: "negative processor time",
    values: { prometheus: { resources: { cpu: -1 } } },
    problems: ["lookout:prometheus.resources.cpu: -1 is not allowed: above 0"],
  },
  {
    name: "processor time below a thousandth",
    values: { prometheus: { resources: { cpu: 0.0001 } } },
    problems: ["lookout:prometheus.resources.cpu: 0.0001 is out of range: above 0, in steps of 1m"],
  },
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
    name: "no replicas",
    values: { loki: { replicas: 0 } },
    problems: ["lookout:loki.replicas: 0 is not a number of replicas: write a whole number from 1 to 32"],
  },
  {
    name: "replicas in quotes",
    values: { loki: { replicas: "3" } },
    problems: [
      'lookout:loki.replicas: "3" is not a number of replicas: write a whole number from 1 to 32, without quotes',
    ],
  },
  {
    name: "too many replicas",
    values: { collector: { replicas: 33 } },
    problems: [
      "lookout:collector.replicas: 33 is not a number of replicas: write a whole number from 1 to 32",
    ],
  },
  {
    name: "replicas of null",
    values: { loki: { replicas: null } },
    problems: ["lookout:loki.replicas: null is not a number of replicas: write a whole number from 1 to 32"],
  },
  {
    name: "part of a replica",
    values: { loki: { replicas: 1.5 } },
    problems: ["lookout:loki.replicas: 1.5 is not a number of replicas: write a whole number from 1 to 32"],
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
    problems: ["lookout:target.namespace: 7 is not allowed: write a text, in quotes"],
  },
  {
    name: "a storage class with an underscore",
    values: { target: { kind: "kubernetes", storageClass: "fast_ssd" } },
    problems: [
      'lookout:target.storageClass: "fast_ssd" is not the name of a Kubernetes object: lower case letters, digits, dashes and dots',
    ],
  },
  {
    name: "a boolean in quotes",
    values: { exporters: { cadvisor: "true" } },
    problems: ['lookout:exporters.cadvisor: "true" is not allowed: write true or false, without quotes'],
  },
  {
    name: "a boolean as a word",
    values: { exporters: { cadvisor: "yes" } },
    problems: ['lookout:exporters.cadvisor: "yes" is not allowed: write true or false'],
  },
  {
    name: "a text as a boolean",
    values: { target: { kind: "kubernetes", nodeSelector: { spot: true } } },
    problems: ["lookout:target.nodeSelector.spot: true is not allowed: write a text, in quotes"],
  },
  {
    name: "a label's value as a number",
    values: { prometheus: { externalLabels: { shard: 1 } } },
    problems: ["lookout:prometheus.externalLabels.shard: 1 is not allowed: write a text, in quotes"],
  },
  {
    name: "a number in quotes",
    values: { collector: { sampling: { share: "10" } } },
    problems: ['lookout:collector.sampling.share: "10" is not allowed: write a number, without quotes'],
  },
  {
    name: "a share above a hundred",
    values: { collector: { sampling: { share: 101 } } },
    problems: [
      "lookout:collector.sampling.share: 101 is not a share: write a number of percent from 0 to 100",
    ],
  },
  {
    name: "a negative share",
    values: { collector: { sampling: { share: -1 } } },
    problems: [
      "lookout:collector.sampling.share: -1 is not a share: write a number of percent from 0 to 100",
    ],
  },
  {
    name: "limits of Loki out of range",
    values: { loki: { limits: { ingestionRateMb: 0, streamRateMb: 1000000, maxStreams: 0 } } },
    problems: [
      "lookout:loki.limits.ingestionRateMb: 0 must be above 0 MB/s",
      "lookout:loki.limits.streamRateMb: 1000000 must be at most 100000 MB/s",
      "lookout:loki.limits.maxStreams: 0 must be at least 1",
    ],
  },
  {
    name: "a huge number",
    values: { loki: { limits: { maxStreams: 1e21 } } },
    problems: ["lookout:loki.limits.maxStreams: 1e+21 is not allowed: at most 9007199254740991"],
  },
  {
    name: "a choice in capitals",
    values: { alerting: { engine: "Prometheus" } },
    problems: ['lookout:alerting.engine: "Prometheus" is not allowed: write grafana or prometheus'],
  },
  {
    name: "an empty choice",
    values: { size: "" },
    problems: ['lookout:size: "" is not allowed: write small or medium or large'],
  },
  {
    name: "a name with a space",
    values: { environment: "my prod" },
    problems: ['lookout:environment: "my prod" is not a name: letters, digits, dots, dashes and underscores'],
  },
  {
    name: "an empty name",
    values: { cluster: "" },
    problems: ['lookout:cluster: "" is not a name: letters, digits, dots, dashes and underscores'],
  },
  {
    name: "an empty user",
    values: {
      prometheus: {
        remoteWrite: [
          { name: "mimir", url: "https://mimir.corp.io/push", auth: { kind: "basic", user: "" } },
        ],
      },
    },
    problems: [
      'lookout:prometheus.remoteWrite[0].auth.user: "" is not allowed: write a text that is not empty',
    ],
  },
  {
    name: "buckets of a histogram in words",
    values: { metrics: { latencyBuckets: [0.1, "fast"] } },
    problems: ['lookout:metrics.latencyBuckets[1]: "fast" is not allowed: write a number'],
  },
  {
    name: "a bucket below zero",
    values: { metrics: { latencyBuckets: [-1] } },
    problems: ["lookout:metrics.latencyBuckets[0]: -1 must be above 0 seconds"],
  },
  {
    name: "a version that moves",
    values: { grafana: { plugins: [{ id: "clock", version: "latest" }] } },
    problems: ['lookout:grafana.plugins[0].version: "latest" is not a version: write 1.2.3'],
  },
  {
    name: "a plugin's id in capitals",
    values: { grafana: { plugins: [{ id: "Clock", version: "1.0.0" }] } },
    problems: ['lookout:grafana.plugins[0].id: "Clock" is not the id of a plugin'],
  },
  {
    name: "a bucket's name too short",
    values: { loki: { storage: { kind: "s3", bucket: "ab" } } },
    problems: [
      'lookout:loki.storage.bucket: "ab" is not a bucket\'s name: 3 to 63 lower case letters, digits, dots and dashes',
    ],
  },
  {
    name: "an index prefix in capitals",
    values: {
      jaeger: { storage: { kind: "opensearch", urls: ["https://search.corp.io"], indexPrefix: "Spans" } },
    },
    problems: [
      'lookout:jaeger.storage.indexPrefix: "Spans" is not a prefix: lower case letters, digits, dashes, underscores',
    ],
  },
  {
    name: "teams of GitHub that are none",
    values: {
      grafana: {
        github: {
          clientId: "Iv1",
          organizations: ["corp"],
          teamIds: [0, "7"],
          roles: [{ team: "platform", role: "Editor" }],
        },
      },
    },
    problems: [
      "lookout:grafana.github.teamIds[0]: 0 is not allowed: above 0",
      'lookout:grafana.github.teamIds[1]: "7" is not allowed: write a number, without quotes',
      'lookout:grafana.github.roles[0].team: "platform" is not a team of GitHub: write @organisation/team',
    ],
  },
  {
    name: "an organisation of GitHub with a space",
    values: { grafana: { github: { clientId: "Iv1", organizations: ["my corp"] } } },
    problems: ['lookout:grafana.github.organizations[0]: "my corp" is not an organisation of GitHub'],
  },
  {
    name: "a client id with a space",
    values: { grafana: { github: { clientId: "a b", organizations: ["corp"] } } },
    problems: ['lookout:grafana.github.clientId: "a b" is not a client id of GitHub'],
  },
  {
    name: "fields of a datasource that are none",
    values: { grafana: { datasources: [{ uid: "a/b", name: "", type: "x", secrets: ["a-b"] }] } },
    problems: [
      'lookout:grafana.datasources[0].uid: "a/b" is not a UID: at most 40 letters, digits, dashes, underscores',
      'lookout:grafana.datasources[0].name: "" is not allowed: write a text that is not empty',
      'lookout:grafana.datasources[0].secrets[0]: "a-b" is not the name of a field',
    ],
  },
  {
    name: "a header's name with a space",
    values: {
      prometheus: {
        remoteWrite: [{ name: "mimir", url: "https://mimir.corp.io/push", headers: { "X Org": "a" } }],
      },
    },
    problems: [
      'lookout:prometheus.remoteWrite[0].headers["X Org"]: is not a header\'s name: letters, digits and dashes',
    ],
  },
  {
    name: "headers that Prometheus refuses",
    values: {
      prometheus: {
        remoteWrite: [
          {
            name: "mimir",
            url: "https://mimir.corp.io/push",
            headers: { Authorization: "Bearer hunter2", "content-type": "a" },
          },
        ],
      },
    },
    problems: [
      "lookout:prometheus.remoteWrite[0].headers.Authorization: is a header that Prometheus sets itself: what proves who we are goes into auth",
      'lookout:prometheus.remoteWrite[0].headers["content-type"]: is a header that Prometheus sets itself: what proves who we are goes into auth',
    ],
  },
];
