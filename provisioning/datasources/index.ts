import type { Config } from "../../config/config.ts";
import { valueOfHeader } from "../../model/http-headers.ts";
import { namedSecrets, secretRef } from "../../model/secrets.ts";
import { alertmanager } from "./alertmanager.ts";
import type { Datasource } from "./datasource.ts";
import { jaeger } from "./jaeger.ts";
import { loki } from "./loki.ts";
import { prometheus } from "./prometheus.ts";

export type { Datasource } from "./datasource.ts";

/** Every datasource of a stack: its own systems, and those that its config names. */
export function datasources(config: Config): readonly Datasource[] {
  return [
    prometheus(config),
    loki(),
    jaeger(),
    ...(config.alerting.engine === "prometheus" ? [alertmanager()] : []),
    ...config.grafana.datasources.map(named),
  ];
}

/** Headers are a thing of their own: Grafana's provider takes them neither as settings nor as secrets. */
function named({ jsonData, name, secrets, type, uid, url, user }: NamedDatasource): Datasource {
  const secret = (field: string) => secretRef(namedSecrets.datasource(uid, field));
  const settings = Object.entries(jsonData);
  const headers = settings.flatMap(([setting, header]) => {
    const field = valueOfHeader(setting);
    return field === undefined ? [] : [{ setting, header: String(header), field }];
  });
  const isOfHeader = (key: string) => headers.some(({ field, setting }) => key === field || key === setting);
  return {
    uid,
    name,
    type,
    ...(url !== undefined && { url: url.text }),
    ...(user !== undefined && { user }),
    isDefault: false,
    jsonData: Object.fromEntries(settings.filter(([key]) => !isOfHeader(key))),
    secrets: Object.fromEntries(
      secrets.filter((field) => !isOfHeader(field)).map((field) => [field, secret(field)]),
    ),
    ...(headers.length > 0 && {
      headers: Object.fromEntries(headers.map(({ field, header }) => [header, secret(field)])),
    }),
  };
}

type NamedDatasource = Config["grafana"]["datasources"][number];
