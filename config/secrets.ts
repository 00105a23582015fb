import { NAMED_SECRETS, type NamedSecret, namedSecrets, SECRETS } from "../model/secrets.ts";
import { type Need, overlaps, type Problem } from "./problem.ts";
import type { ContactPoint } from "./schema/alerting.ts";
import type { StackConfig } from "./schema/index.ts";
import { suggest } from "./suggest.ts";

/** A secret that the config's features read. */
export interface SecretUse {
  readonly key: string;
  /** The feature, as a person would call it. */
  readonly reason: string;
  /** What the secret is, where the key does not say it. */
  readonly what?: string;
}

/** Every secret that a config makes necessary. */
export function secretUses(config: StackConfig): readonly SecretUse[] {
  const { alerting, prometheus, loki, jaeger, grafana } = config;
  const uses: SecretUse[] = [];
  for (const { name, auth } of prometheus.remoteWrite) {
    const reason = `remote write "${name}"`;
    if (auth.kind === "basic") uses.push({ key: namedSecrets.remoteWritePassword(name), reason });
    if (auth.kind === "bearer") uses.push({ key: namedSecrets.remoteWriteToken(name), reason });
  }
  for (const name of prometheus.scrapeSecrets) {
    uses.push({ key: namedSecrets.scrape(name), reason: "prometheus.scrapeSecrets" });
  }
  if (loki.storage.kind === "s3" && loki.storage.credentials === "secret") {
    const reason = `Loki's bucket "${loki.storage.bucket}"`;
    uses.push({ key: SECRETS.lokiS3AccessKeyId, reason }, { key: SECRETS.lokiS3SecretAccessKey, reason });
  }
  if (jaeger.storage.kind === "opensearch") {
    uses.push({ key: SECRETS.jaegerOpensearchPassword, reason: `OpenSearch user "${jaeger.storage.user}"` });
  }
  if (grafana.database.kind === "postgres") {
    uses.push({ key: SECRETS.grafanaDatabasePassword, reason: `PostgreSQL user "${grafana.database.user}"` });
  }
  if (grafana.smtp?.user !== undefined) {
    uses.push({ key: SECRETS.smtpPassword, reason: `mail user "${grafana.smtp.user}"` });
  }
  if (grafana.github !== undefined) uses.push({ key: SECRETS.githubClientSecret, reason: "login by GitHub" });
  for (const { uid, secrets } of grafana.datasources) {
    for (const field of secrets) {
      uses.push({ key: namedSecrets.datasource(uid, field), reason: `datasource "${uid}"` });
    }
  }
  for (const point of alerting.contactPoints) {
    const use = contactPointSecret(point);
    if (use !== undefined) uses.push(use);
  }
  return uses;
}

/** The secret by which a contact point is reached; undefined for those that have none of their own. */
export function contactPointSecret(point: ContactPoint): SecretUse | undefined {
  const { name } = point;
  const use = { key: namedSecrets.contactPoint(name), reason: `contact point "${name}"` };
  switch (point.kind) {
    case "pagerduty":
      return { ...use, what: "PagerDuty's integration key" };
    case "slack":
      return { ...use, what: "the URL of Slack's incoming webhook" };
    case "teams":
      return { ...use, what: "the URL of Teams' webhook" };
    case "heartbeat":
      return { ...use, what: "the URL that the heartbeat's service gave" };
    case "webhook":
      return point.url === undefined ? { ...use, what: "the URL that alerts are posted to" } : undefined;
    case "email":
      return undefined;
  }
}

/** Secrets that the config needs and the stack lacks. An empty one counts as missing. */
export function missingSecrets(
  stack: string,
  config: StackConfig,
  present: ReadonlySet<string>,
): readonly Need[] {
  return secretUses(config)
    .filter(({ key }) => !present.has(key))
    .map(({ key, reason, what = "a secret" }) => ({
      kind: "secret",
      path: key,
      reason: `${what} that ${reason} needs`,
      command: setSecret(stack, key),
    }));
}

/** The lists whose entries ask for secrets of their own. */
const READERS: Readonly<Record<NamedSecret, string>> = {
  remoteWritePassword: "prometheus.remoteWrite",
  remoteWriteToken: "prometheus.remoteWrite",
  scrapeSecret: "prometheus.scrapeSecrets",
  datasource: "grafana.datasources",
  contactPoint: "alerting.contactPoints",
};

/** The setting that would have to name a secret, or undefined for a key that is none. */
export function readerOf(key: string): string | undefined {
  const kind = NAMED_SECRETS.find((each) => key.startsWith(`${each}-`));
  return kind === undefined ? undefined : READERS[kind];
}

/**
 * Secrets that stand in the stack file in plain text, and keys that are neither setting nor secret.
 *
 * @param unread paths that could not be read: what would be said there is not known.
 */
export function checkKeys(
  stack: string,
  keys: readonly string[],
  encrypted: ReadonlySet<string>,
  config: StackConfig,
  settings: readonly string[],
  unread: readonly string[],
): readonly Problem[] {
  const known = new Set<string>([...Object.values(SECRETS), ...secretUses(config).map(({ key }) => key)]);
  return keys.flatMap((key): readonly Problem[] => {
    if (settings.includes(key)) {
      if (!encrypted.has(key)) return [];
      const message =
        "is encrypted, or holds something that is: settings are plain text, secrets have keys of their own";
      return [{ path: key, message }];
    }
    const reader = readerOf(key);
    const isOpen = reader !== undefined && unread.some((path) => overlaps(path, reader));
    if (!known.has(key) && !isOpen) return [{ path: key, message: unknownKey(key, [...settings, ...known]) }];
    if (encrypted.has(key)) return [];
    return [{ path: key, message: `is a secret in plain text: change it, then ${setSecret(stack, key)}` }];
  });
}

export function setSecret(stack: string, key: string): string {
  return `pulumi config set --secret lookout:${key} --stack ${stack}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const section = known.find((each) => key.startsWith(`${each}.`) || key.startsWith(`${each}[`));
  if (section !== undefined) {
    return `is a path without --path: \`pulumi config rm lookout:${key}\`, then \`pulumi config set --path 'lookout:${key}' …\``;
  }
  const reader = readerOf(key);
  if (reader !== undefined) {
    return `is a secret that nothing in this config reads: check the name after the dash, and ${reader}`;
  }
  return `is no setting; ${suggest(key, known)}`;
}
