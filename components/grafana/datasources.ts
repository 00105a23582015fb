import * as pulumi from "@pulumi/pulumi";
import * as grafana from "@pulumiverse/grafana";
import { type Datasource, datasources } from "../../provisioning/datasources/index.ts";
import type { Credentials } from "../credentials.ts";
import { after, type ContentContext, withSecrets } from "./context.ts";

/**
 * Datasources by UID. In Grafana only administrators may change them, which nobody's login is mapped to; what one does
 * change, `pulumi up --refresh --run-program` sees and puts back, but for secrets, which Grafana tells nobody.
 */
export function makeDatasources({
  config,
  credentials,
  name,
  options,
}: ContentContext): ReadonlyMap<string, grafana.oss.DataSource> {
  const make = (datasource: Datasource, before: readonly pulumi.Resource[]) => {
    const resource = `${name}-datasource-${datasource.uid}`;
    const args = argsOf(datasource, credentials);
    return [datasource.uid, new grafana.oss.DataSource(resource, args, after(options, before))] as const;
  };
  const all = datasources(config);
  // Grafana makes the first one its default, whatever it is told: among those made at the same time, another may win.
  // Source: https://github.com/grafana/grafana/blob/v12.4.0/pkg/services/datasources/service/datasource.go (AddDataSource)
  const first = all.filter(({ isDefault }) => isDefault).map((datasource) => make(datasource, []));
  const before = first.map(([, resource]) => resource);
  const others = all.filter(({ isDefault }) => !isDefault).map((datasource) => make(datasource, before));
  return new Map([...first, ...others]);
}

function argsOf(
  { headers, isDefault, jsonData, name, secrets, type, uid, url, user }: Datasource,
  credentials: Credentials,
): grafana.oss.DataSourceArgs {
  return {
    uid,
    name,
    type,
    ...(url !== undefined && { url }),
    ...(user !== undefined && userArgs(user, secrets)),
    // Grafana's server asks, so that browsers need no way to the stack.
    accessMode: "proxy",
    isDefault,
    jsonDataEncoded: JSON.stringify(jsonData),
    ...(headers !== undefined && { httpHeaders: headerArgs(headers, credentials) }),
    ...(Object.keys(secrets).length === 0
      ? {}
      : { secureJsonDataEncoded: pulumi.secret(pulumi.jsonStringify(withSecrets(secrets, credentials))) }),
  };
}

/** Plugins with a login of their own have a field for its user; where HTTP does it, that is another one. */
function userArgs(user: string, secrets: Datasource["secrets"]) {
  return "basicAuthPassword" in secrets
    ? { basicAuthEnabled: true, basicAuthUsername: user }
    : { username: user };
}

function headerArgs(headers: NonNullable<Datasource["headers"]>, credentials: Credentials) {
  const values = Object.entries(headers).map(([header, { secret }]) => [header, credentials.secret(secret)]);
  return Object.fromEntries(values) as Record<string, pulumi.Output<string>>;
}
