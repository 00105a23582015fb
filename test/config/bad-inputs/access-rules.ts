import type { BadInput } from "./bad-input.ts";
import { externalLabels } from "./external-labels.ts";

/** Who gets in by which way, and names that are taken. */
export const accessRules: readonly BadInput[] = [
  {
    name: "a public URL without TLS",
    values: { grafana: { url: "http://grafana.corp.io" } },
    problems: ['lookout:grafana.url: "http://grafana.corp.io/" is public and without TLS: use https://'],
  },
  {
    name: "a host that only looks local",
    values: { grafana: { url: "http://127.corp.io" } },
    problems: ['lookout:grafana.url: "http://127.corp.io/" is public and without TLS: use https://'],
  },
  {
    name: "reaching Grafana by a local URL",
    values: { grafana: { reach: "url" } },
    problems: [
      'lookout:grafana.reach: "url" cannot work with grafana.url http://localhost:3000/: name the public URL, or use forward',
    ],
  },
  {
    name: "strangers who edit",
    values: { grafana: { anonymous: { role: "Editor" } } },
    problems: [
      'lookout:grafana.anonymous.role: "Editor" is too much for somebody who has not logged in: only Viewer is allowed',
    ],
  },
  {
    name: "a team of administrators",
    values: {
      grafana: {
        github: { clientId: "Iv1", organizations: ["corp"], roles: [{ team: "@corp/a", role: "Admin" }] },
      },
    },
    problems: [
      'lookout:grafana.github.roles[0].role: "Admin" cannot be mapped: content is code and no person needs it; allowed: Viewer, Editor',
    ],
  },
  {
    name: "login for all of GitHub",
    values: { grafana: { github: { clientId: "Iv1" } } },
    problems: [
      'lookout:grafana.github: "Iv1" would let everybody with a GitHub account in: name organizations or teamIds',
    ],
  },
  {
    name: "an ingress without host and controller",
    values: { grafana: { ingress: { tls: { kind: "secret", name: "wildcard" } } } },
    problems: [
      'lookout:grafana.ingress: "http://localhost:3000/" has no public host: set grafana.url to https://<host>',
      "lookout:network.ingressNamespace: is missing: with grafana.ingress, name the ingress controller's namespace, as ingress-nginx",
    ],
  },
  {
    name: "an ingress without controller",
    values: {
      grafana: { url: "https://grafana.corp.io", ingress: { tls: { kind: "secret", name: "wildcard" } } },
    },
    problems: [
      "lookout:network.ingressNamespace: is missing: with grafana.ingress, name the ingress controller's namespace, as ingress-nginx",
    ],
  },
  {
    name: "two queues of one name",
    values: {
      prometheus: {
        remoteWrite: [
          { name: "a", url: "https://a.io" },
          { name: "a", url: "https://b.io" },
        ],
      },
    },
    problems: ['lookout:prometheus.remoteWrite[1].name: "a" is a duplicate: names are unique'],
  },
  {
    name: "jobs whose names are taken",
    values: { prometheus: { scrapeConfigs: [{ job_name: "a" }, { job_name: "a" }, { job_name: "pods" }] } },
    problems: [
      'lookout:prometheus.scrapeConfigs[1].job_name: "a" is a duplicate: names are unique',
      'lookout:prometheus.scrapeConfigs[2].job_name: "pods" is a job of Lookout\'s own: choose another name',
    ],
  },
  {
    name: "passwords in scrape configs",
    values: {
      prometheus: {
        scrapeConfigs: [
          {
            job_name: "a",
            basic_auth: { username: "u", password: "hunter2" },
            authorization: { credentials: "hunter2" },
            ec2_sd_configs: [{ secret_key: "hunter2" }],
          },
        ],
      },
    },
    problems: [
      "lookout:prometheus.scrapeConfigs[0].basic_auth.password: is a secret in plain text: use password_file with the file of a secret named in prometheus.scrapeSecrets",
      "lookout:prometheus.scrapeConfigs[0].authorization.credentials: is a secret in plain text: use credentials_file with the file of a secret named in prometheus.scrapeSecrets",
      "lookout:prometheus.scrapeConfigs[0].ec2_sd_configs[0].secret_key: is a secret in plain text: let a file of prometheus.scrapeSecrets or the pod's identity prove who scrapes",
    ],
  },
  {
    name: "a scrape secret named twice",
    values: { prometheus: { scrapeSecrets: ["a", "a"] } },
    problems: ['lookout:prometheus.scrapeSecrets[1]: "a" is a duplicate: names are unique'],
  },
  ...externalLabels,
  {
    name: "datasources whose UID or name is taken",
    values: {
      grafana: {
        datasources: [
          { uid: "loki", name: "PG", type: "postgres" },
          { uid: "pg", name: "PG2", type: "postgres" },
          { uid: "pg", name: "PG2", type: "postgres" },
        ],
      },
    },
    problems: [
      'lookout:grafana.datasources[2].uid: "pg" is a duplicate: names are unique',
      'lookout:grafana.datasources[2].name: "PG2" is a duplicate: names are unique',
      'lookout:grafana.datasources[0].uid: "loki" is the UID of one of Lookout\'s own: choose another',
    ],
  },
  {
    name: "a plugin named twice",
    values: {
      grafana: {
        plugins: [
          { id: "a", version: "1.0.0" },
          { id: "a", version: "1.0.1" },
        ],
      },
    },
    problems: ['lookout:grafana.plugins[1].id: "a" is a duplicate: names are unique'],
  },
  {
    name: "a team named twice",
    values: {
      grafana: {
        github: {
          clientId: "Iv1",
          organizations: ["corp"],
          roles: [
            { team: "@corp/a", role: "Viewer" },
            { team: "@corp/a", role: "Editor" },
          ],
        },
      },
    },
    problems: ['lookout:grafana.github.roles[1].team: "@corp/a" is a duplicate: names are unique'],
  },
  {
    name: "buckets that do not ascend",
    values: { metrics: { latencyBuckets: [0.1, 0.5, 0.5] } },
    problems: [
      "lookout:metrics.latencyBuckets[2]: 0.5 is not above the bucket before it: write them in ascending order",
    ],
  },
  {
    name: "secrets in headers, parameters and plugins' settings",
    values: {
      prometheus: {
        scrapeConfigs: [
          {
            job_name: "a",
            params: { token: ["t"] },
            http_headers: { Authorization: { values: ["Bearer t"] } },
          },
        ],
        remoteWrite: [{ name: "a", url: "https://a.corp.io", headers: { "X-Api-Key": "k" } }],
      },
      grafana: {
        datasources: [{ uid: "pg", name: "pg", type: "postgres", jsonData: { password: "p" } }],
      },
    },
    problems: [
      "lookout:prometheus.scrapeConfigs[0].params.token: is a secret in plain text: let a file of prometheus.scrapeSecrets or the pod's identity prove who scrapes",
      "lookout:prometheus.scrapeConfigs[0].http_headers.Authorization: is a secret in plain text: let a file of prometheus.scrapeSecrets or the pod's identity prove who scrapes",
      'lookout:prometheus.remoteWrite[0].headers["X-Api-Key"]: is a secret in plain text: use auth',
      'lookout:grafana.datasources[0].jsonData["password"]: is a secret in plain text: name the field in secrets',
    ],
  },
  {
    name: "tolerations that the API server would refuse",
    values: {
      target: {
        kind: "kubernetes",
        tolerations: [
          { key: "a", operator: "Exists", value: "b" },
          { operator: "Equal", value: "b" },
        ],
      },
    },
    problems: [
      'lookout:target.tolerations[0].operator: "Exists" compares no value: leave the value out, or use Equal',
      'lookout:target.tolerations[1].value: "b" needs a key beside it: only Exists goes for all keys',
    ],
  },
  {
    name: "labels of nodes that are none",
    values: { target: { kind: "kubernetes", nodeSelector: { pool: "c d" } } },
    problems: [
      'lookout:target.nodeSelector.pool: "c d" is not the value of a label: letters, digits, dashes, dots and underscores, at most 63',
    ],
  },
  {
    name: "a name that would break Grafana's configuration",
    values: { grafana: { smtp: { host: "smtp.corp.io", from: "a@corp.io", fromName: "${PASSWORD}" } } },
    problems: [
      'lookout:grafana.smtp.fromName: "${PASSWORD}" is not a plain text: no line breaks, dollar signs or threefold quotes',
    ],
  },
];
