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

/** Secrets of which a stack may have several. */
export const namedSecrets = {
  remoteWritePassword: (queue: string) => `remoteWritePassword-${queue}`,
  remoteWriteToken: (queue: string) => `remoteWriteToken-${queue}`,
  scrape: (name: string) => `scrapeSecret-${name}`,
  datasource: (uid: string, field: string) => `datasource-${uid}-${field}`,
} as const;

/** Those that the program makes when the stack has none. */
export const GENERATED: readonly string[] = [SECRETS.grafanaAdminPassword, SECRETS.grafanaSecretKey];
