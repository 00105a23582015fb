import type { Need } from "./problem.ts";
import { joinPath } from "./problem.ts";
import type { StackConfig } from "./schema/index.ts";

/** Names that no real stack has: RFC 2606 keeps them for examples. */
const RESERVED_HOST = /(?:^|\.)(?:example\.(?:com|org|net)|example|invalid|test)$/;

/** What only the owner can name begins so. */
const EXAMPLE = /^@?example(?:\b|-)/;

/** Where a fork of this repository has them. */
export const SAMPLE_RUNBOOKS = "https://github.com/<organisation>/<repository>/blob/main/docs/runbooks.md";

/** The account of every example in Amazon's documentation. */
const SAMPLE_ACCOUNT = "123456789012";

/**
 * Values in the checked-in stack files that only the owner knows: a host under a name reserved for examples, or a
 * GitHub organisation, team or client called `example`.
 */
export function placeholders(stack: string, config: StackConfig): readonly Need[] {
  const { alerting, grafana, jaeger, loki, prometheus, target } = config;
  const found: Need[] = [];
  const host = (path: readonly PropertyKey[], name: string | undefined, sample: string) => {
    if (name !== undefined && RESERVED_HOST.test(name)) found.push(need(stack, path, name, sample));
  };
  const word = (path: readonly PropertyKey[], value: string, sample: string) => {
    if (EXAMPLE.test(value)) found.push(need(stack, path, value, sample));
  };
  if (config.cluster !== undefined) word(["cluster"], config.cluster, "<cluster>");
  if (target.kind === "kubernetes" && target.context !== undefined) {
    word(["target", "context"], target.context, "<context>");
  }
  host(["grafana", "url"], grafana.url?.hostname, "https://<host>");
  host(["grafana", "ingress", "host"], grafana.ingress?.host, "<host>");
  if (grafana.database.kind === "postgres")
    host(["grafana", "database", "host"], grafana.database.host, "<host>");
  host(["grafana", "smtp", "host"], grafana.smtp?.host, "<host>");
  host(["grafana", "smtp", "from"], grafana.smtp?.from.split("@")[1], "<address>");
  grafana.datasources.forEach(({ url }, index) => {
    host(["grafana", "datasources", index, "url"], url?.hostname, "<url>");
  });
  prometheus.remoteWrite.forEach(({ url }, index) => {
    host(["prometheus", "remoteWrite", index, "url"], url.hostname, "<url>");
  });
  alerting.contactPoints.forEach((point, index) => {
    const path = ["alerting", "contactPoints", index];
    if (point.kind === "webhook") host([...path, "url"], point.url?.hostname, "<url>");
    if (point.kind !== "email") return;
    point.addresses.forEach((address, each) => {
      host([...path, "addresses", each], address.split("@")[1], "<address>");
    });
  });
  if (alerting.runbookBaseUrl !== undefined) {
    const { hostname, href, pathname } = alerting.runbookBaseUrl;
    const isPlaceholder = RESERVED_HOST.test(hostname) || EXAMPLE.test(pathname.slice(1));
    if (isPlaceholder) found.push(need(stack, ["alerting", "runbookBaseUrl"], href, SAMPLE_RUNBOOKS));
  }
  for (const [key, value] of Object.entries(loki.serviceAccountAnnotations)) {
    if (!value.includes(SAMPLE_ACCOUNT)) continue;
    found.push(need(stack, ["loki", "serviceAccountAnnotations", key], value, "<role>"));
  }
  if (loki.storage.kind === "s3") {
    host(["loki", "storage", "endpoint"], loki.storage.endpoint?.hostname, "<url>");
    word(["loki", "storage", "bucket"], loki.storage.bucket, "<bucket>");
  }
  if (jaeger.storage.kind === "opensearch") {
    jaeger.storage.urls.forEach((url, index) => {
      host(["jaeger", "storage", "urls", index], url.hostname, "<url>");
    });
  }
  if (grafana.github !== undefined) {
    const { clientId, organizations, roles } = grafana.github;
    word(["grafana", "github", "clientId"], clientId, "<client id>");
    organizations.forEach((each, index) => {
      word(["grafana", "github", "organizations", index], each, "<organisation>");
    });
    roles.forEach(({ team }, index) => {
      word(["grafana", "github", "roles", index, "team"], team, "@<organisation>/<team>");
    });
  }
  return found;
}

function need(stack: string, at: readonly PropertyKey[], value: string, sample: string): Need {
  const path = joinPath(at);
  return {
    kind: "setting",
    path,
    reason: `"${value}" is a placeholder`,
    command: `pulumi config set --path 'lookout:${path}' '${sample}' --stack ${stack}`,
  };
}
