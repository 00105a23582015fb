import type { BadInput } from "./bad-input.ts";

/** Numbers, choices and names out of their bounds. */
export const values: readonly BadInput[] = [
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
    problems: [
      "lookout:target.nodeSelector.spot: true is not allowed: write a text, in quotes (by the CLI: --type string)",
    ],
  },
  {
    name: "a label's value as a number",
    values: { prometheus: { externalLabels: { shard: 1 } } },
    problems: [
      "lookout:prometheus.externalLabels.shard: 1 is not allowed: write a text, in quotes (by the CLI: --type string)",
    ],
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
    name: "a bucket of .nan or 1e400, of which the stack file's reader makes null",
    values: { metrics: { latencyBuckets: [0.1, null] } },
    problems: ["lookout:metrics.latencyBuckets[1]: is empty or not finite: write a number"],
  },
  {
    name: "a bucket below zero",
    values: { metrics: { latencyBuckets: [-1] } },
    problems: ["lookout:metrics.latencyBuckets[0]: -1 must be at least 0.000001 seconds"],
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
