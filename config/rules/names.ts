import type { Problem } from "../problem.ts";
import { duplicates, problemIf, type Rule } from "./rule.ts";

/** Job names that Lookout's own scrape configs take. */
export const OWN_JOBS = [
  "stack",
  "spans",
  "services",
  "kubelet",
  "cadvisor",
  "kube-state-metrics",
  "node-exporter",
  "pods",
];
const OWN_DATASOURCES = ["prometheus", "loki", "jaeger", "alertmanager"];
/** Each with what to do instead. */
const OWN_LABELS: ReadonlyMap<string, string> = new Map([
  ["cluster", "is set by Lookout: set lookout:cluster instead"],
  ["environment", "is set by Lookout: set lookout:environment instead"],
  ["replica", "is set by Lookout, to each replica's own name: choose another label"],
]);
/** Fields of a scrape config that would put a secret into the state and a ConfigMap in plain text. */
const PLAIN_SECRETS = ["password", "bearer_token", "credentials", "client_secret", "secret_key"];

/** Names that must be unique or are taken, and secrets where names should be. */
export const nameRules: readonly Rule[] = [
  {
    reads: ["prometheus.remoteWrite"],
    check: ({ prometheus }) =>
      duplicates(
        "prometheus.remoteWrite",
        ".name",
        prometheus.remoteWrite.map(({ name }) => name),
      ),
  },
  {
    reads: ["prometheus.scrapeConfigs"],
    check: ({ prometheus }) => {
      const names = prometheus.scrapeConfigs.map(({ job_name }) => job_name);
      return [
        ...duplicates("prometheus.scrapeConfigs", ".job_name", names),
        ...names.flatMap((name, index) =>
          problemIf(
            OWN_JOBS.includes(name),
            `prometheus.scrapeConfigs[${index}].job_name`,
            name,
            "is a job of Lookout's own: choose another name",
          ),
        ),
      ];
    },
  },
  {
    reads: ["prometheus.scrapeConfigs"],
    check: ({ prometheus }) =>
      prometheus.scrapeConfigs.flatMap((each, index) =>
        plainSecrets(each, `prometheus.scrapeConfigs[${index}]`),
      ),
  },
  {
    reads: ["prometheus.scrapeSecrets"],
    check: ({ prometheus }) => duplicates("prometheus.scrapeSecrets", "", prometheus.scrapeSecrets),
  },
  {
    reads: ["prometheus.externalLabels"],
    check: ({ prometheus }) =>
      Object.keys(prometheus.externalLabels).flatMap((label) =>
        problemIf(
          OWN_LABELS.has(label),
          `prometheus.externalLabels.${label}`,
          prometheus.externalLabels[label],
          OWN_LABELS.get(label) ?? "",
        ),
      ),
  },
  {
    reads: ["grafana.datasources"],
    check: ({ grafana: { datasources } }) => [
      ...duplicates(
        "grafana.datasources",
        ".uid",
        datasources.map(({ uid }) => uid),
      ),
      ...duplicates(
        "grafana.datasources",
        ".name",
        datasources.map(({ name }) => name),
      ),
      ...datasources.flatMap(({ uid }, index) =>
        problemIf(
          OWN_DATASOURCES.includes(uid),
          `grafana.datasources[${index}].uid`,
          uid,
          "is the UID of one of Lookout's own: choose another",
        ),
      ),
    ],
  },
  {
    reads: ["grafana.plugins"],
    check: ({ grafana }) =>
      duplicates(
        "grafana.plugins",
        ".id",
        grafana.plugins.map(({ id }) => id),
      ),
  },
  {
    reads: ["grafana.github.roles"],
    check: ({ grafana }) =>
      duplicates(
        "grafana.github.roles",
        ".team",
        (grafana.github?.roles ?? []).map(({ team }) => team),
      ),
  },
  {
    reads: ["metrics.latencyBuckets"],
    check: ({ metrics: { latencyBuckets } }) =>
      latencyBuckets.flatMap((bucket, index) =>
        problemIf(
          index > 0 && bucket <= latencyBuckets[index - 1]!,
          `metrics.latencyBuckets[${index}]`,
          bucket,
          "is not above the bucket before it: write them in ascending order",
        ),
      ),
  },
];

function plainSecrets(value: unknown, path: string): readonly Problem[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    if (!PLAIN_SECRETS.includes(key) || typeof inner !== "string") return plainSecrets(inner, at);
    const file = "the file of a secret named in prometheus.scrapeSecrets";
    // Of the keys of a cloud's account Prometheus knows no `_file`.
    const instead =
      key === "secret_key" ? "let the pod's identity prove itself" : `use ${key}_file with ${file}`;
    return [{ path: at, message: `is a secret in plain text: ${instead}` }];
  });
}
