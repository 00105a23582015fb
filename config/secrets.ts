import { namedSecrets, SECRETS } from "../model/secrets.ts";
import type { Need, Problem } from "./problem.ts";
import type { StackConfig } from "./schema/index.ts";
import { suggest } from "./suggest.ts";

/** A secret that the config's features read. */
export interface SecretUse {
  readonly key: string;
  /** The feature, as a person would call it. */
  readonly reason: string;
}

/** Every secret that a config makes necessary. */
export function secretUses(config: StackConfig): readonly SecretUse[] {
  const { prometheus, loki, jaeger, grafana } = config;
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
  return uses;
}

/** Secrets that the config needs and the stack lacks. An empty one counts as missing. */
export function missingSecrets(
  stack: string,
  config: StackConfig,
  present: ReadonlySet<string>,
): readonly Need[] {
  return secretUses(config)
    .filter(({ key }) => !present.has(key))
    .map(({ key, reason }) => ({
      kind: "secret",
      path: key,
      reason: `a secret that ${reason} needs`,
      command: setSecret(stack, key),
    }));
}

/** Secrets that stand in the stack file in plain text, and keys that are neither setting nor secret. */
export function checkKeys(
  stack: string,
  keys: readonly string[],
  encrypted: ReadonlySet<string>,
  config: StackConfig,
  settings: readonly string[],
): readonly Problem[] {
  const known = new Set<string>([...Object.values(SECRETS), ...secretUses(config).map(({ key }) => key)]);
  return keys.flatMap((key): readonly Problem[] => {
    if (settings.includes(key)) {
      if (!encrypted.has(key)) return [];
      const message = "is encrypted as a whole: secrets have keys of their own, settings are plain text";
      return [{ path: key, message }];
    }
    if (!known.has(key)) return [{ path: key, message: unknownKey(key, [...settings, ...known]) }];
    if (encrypted.has(key)) return [];
    return [{ path: key, message: `is a secret in plain text: change it, then ${setSecret(stack, key)}` }];
  });
}

export function setSecret(stack: string, key: string): string {
  return `pulumi config set --secret lookout:${key} --stack ${stack}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  if (/^(remoteWrite(Password|Token)|scrapeSecret|datasource)-/.test(key)) {
    return "is a secret that nothing in this config reads: check the name after the dash";
  }
  return `is no setting; ${suggest(key, known)}`;
}
