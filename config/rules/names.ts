import { DATASOURCES } from "../../model/datasources.ts";
import { JOBS } from "../../model/jobs.ts";
import { WORKLOADS } from "../../model/names.ts";
import type { Config } from "../config.ts";
import type { Problem } from "../problem.ts";
import { externalLabelRule } from "./external-labels.ts";
import { duplicates, problemIf, type Rule } from "./rule.ts";

/** The stack's own targets carry their workload's name as `job`. */
const OWN_JOBS: readonly string[] = [...Object.values(JOBS), ...WORKLOADS];
/** Without the demo its name is anybody's. */
const isOwnJob = (name: string, { demo }: Config) =>
  OWN_JOBS.includes(name) && (name !== "demo" || demo.enabled);
const OWN_DATASOURCES: readonly string[] = Object.values(DATASOURCES).map(({ uid }) => uid);
/** Fields that would put a secret into the state and a ConfigMap in plain text, by the end of their names. */
const SECRET_FIELD =
  /(?:httpHeaderValue\d+|password|passwd|token|credentials|secret|secret[_-]?key|api[_-]?key|authorization)$/i;
const URL_CREDENTIALS = /^[a-z]+:\/\/[^/\s@]*:[^/\s@]*@/i;
/** Those of which Prometheus also knows a `_file`. */
const HAS_FILE = ["password", "bearer_token", "credentials", "client_secret"];

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
    reads: ["prometheus.scrapeConfigs", "demo.enabled"],
    check: (config) => {
      const names = config.prometheus.scrapeConfigs.map(({ job_name }) => job_name);
      return [
        ...duplicates("prometheus.scrapeConfigs", ".job_name", names),
        ...names.flatMap((name, index) =>
          problemIf(
            isOwnJob(name, config),
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
        plainSecrets(each, `prometheus.scrapeConfigs[${index}]`, inScrapeSecrets),
      ),
  },
  {
    reads: ["prometheus.remoteWrite"],
    check: ({ prometheus }) =>
      prometheus.remoteWrite.flatMap(({ headers }, index) =>
        secretNames(`prometheus.remoteWrite[${index}].headers`, Object.keys(headers), "use auth"),
      ),
  },
  {
    reads: ["grafana.datasources"],
    check: ({ grafana }) =>
      grafana.datasources.flatMap(({ jsonData }, index) => {
        const path = `grafana.datasources[${index}].jsonData`;
        const others = Object.entries(jsonData).filter(([key]) => !SECRET_FIELD.test(key));
        return [
          ...secretNames(path, Object.keys(jsonData), IN_SECRETS),
          ...others.flatMap(([key, value]) => plainSecrets(value, `${path}.${key}`, () => IN_SECRETS)),
        ];
      }),
  },
  {
    reads: ["prometheus.scrapeSecrets"],
    check: ({ prometheus }) => duplicates("prometheus.scrapeSecrets", "", prometheus.scrapeSecrets),
  },
  externalLabelRule,
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
      ...datasources.flatMap(({ name }, index) =>
        problemIf(
          OWN_DATASOURCES.includes(name.toLowerCase()),
          `grafana.datasources[${index}].name`,
          name,
          "is the name of one of Lookout's own: choose another",
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

const IN_SECRETS = "name the field in secrets";

function inScrapeSecrets(key: string): string {
  return HAS_FILE.includes(key)
    ? `use ${key}_file with the file of a secret named in prometheus.scrapeSecrets`
    : "let a file of prometheus.scrapeSecrets or the pod's identity prove who scrapes";
}

/**
 * Secrets at any depth: under a telling name, with a text or a list of texts.
 *
 * @param instead what to do for a field of that name.
 */
function plainSecrets(value: unknown, path: string, instead: (key: string) => string): readonly Problem[] {
  if (typeof value === "string" && URL_CREDENTIALS.test(value)) {
    return [{ path, message: "holds a password in plain text: a URL is no place for one" }];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    const isHeader = path.endsWith(".http_headers") && !Array.isArray(value);
    if (!(isHeader || SECRET_FIELD.test(key)) || !holdsText(inner)) return plainSecrets(inner, at, instead);
    return [{ path: at, message: `is a secret in plain text: ${instead(key)}` }];
  });
}

/** A text, or what a header or parameter holds: `[text]`, `{values: [text]}`. */
function holdsText(value: unknown): boolean {
  if (typeof value === "string") return true;
  if (Array.isArray(value)) return value.some(holdsText);
  return typeof value === "object" && value !== null && "values" in value && holdsText(value.values);
}

/** Names under which a secret would stand in plain text. */
function secretNames(path: string, names: readonly string[], instead: string): readonly Problem[] {
  return names.flatMap((name) =>
    SECRET_FIELD.test(name)
      ? [{ path: `${path}["${name}"]`, message: `is a secret in plain text: ${instead}` }]
      : [],
  );
}
