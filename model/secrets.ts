/**
 * Keys of the secrets, as the stack's config holds them (`lookout:<key>`) and as workloads ask for them.
 * They are keys of their own, never inside structured settings, so that Pulumi encrypts each by itself.
 */
export const SECRETS = {
  /** Generated unless set. */
  grafanaAdminPassword: "grafanaAdminPassword",
  /** Encrypts secrets in Grafana's database. Generated unless set; losing it loses those secrets. */
  grafanaSecretKey: "grafanaSecretKey",
  grafanaDatabasePassword: "grafanaDatabasePassword",
  githubClientSecret: "githubClientSecret",
  smtpPassword: "smtpPassword",
  lokiS3AccessKeyId: "lokiS3AccessKeyId",
  lokiS3SecretAccessKey: "lokiS3SecretAccessKey",
  jaegerOpensearchPassword: "jaegerOpensearchPassword",
} as const;

/** Kinds of secrets of which a stack may have several. A key is the kind, a dash and a name. */
export const NAMED_SECRETS = [
  "remoteWritePassword",
  "remoteWriteToken",
  "scrapeSecret",
  "datasource",
  "contactPoint",
] as const;

export type NamedSecret = (typeof NAMED_SECRETS)[number];

const named = (kind: NamedSecret, name: string) => `${kind}-${name}`;

/** Keys of secrets of which a stack may have several. */
export const namedSecrets = {
  remoteWritePassword: (queue: string) => named("remoteWritePassword", queue),
  remoteWriteToken: (queue: string) => named("remoteWriteToken", queue),
  scrape: (name: string) => named("scrapeSecret", name),
  datasource: (uid: string, field: string) => named("datasource", `${uid}-${field}`),
  contactPoint: (name: string) => named("contactPoint", name),
} as const;

/** Stands in plain data where a secret's value belongs: whoever makes the resource puts it in. */
export interface SecretRef {
  readonly secret: string;
}

/** @param key as in `SECRETS` and `namedSecrets`. */
export const secretRef = (key: string): SecretRef => ({ secret: key });

export function isSecretRef(value: unknown): value is SecretRef {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).length === 1 &&
    typeof (value as Partial<SecretRef>).secret === "string"
  );
}
