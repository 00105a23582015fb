import { EVERY_VARIABLE } from "./links.ts";
import type { DatasourceType } from "./queries/query.ts";
import { variableName } from "./variables.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * A dashboard whose links keep the datasources chosen in it, those too that set variables and so name each one that they
 * keep. Only this dashboard's own: a name that Grafana does not know, it leaves in the address as it is.
 */
export function withDatasources(dashboard: Json, types: readonly DatasourceType[]): Json {
  const chosen = types.map((type) => `\${${variableName(type)}:queryparam}`);
  return kept(dashboard, chosen) as Json;
}

function kept(value: unknown, chosen: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => kept(each, chosen));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === "url" && isShort(inner) ? [inner, ...chosen].join("&") : kept(inner, chosen),
    ]),
  );
}

/** To a dashboard, with some variables. The dashboard's own links have no query: Grafana adds it. */
const isShort = (url: unknown): url is string =>
  typeof url === "string" && /^\/d\/[\w-]+\?/.test(url) && !url.includes(EVERY_VARIABLE);
