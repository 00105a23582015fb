import { isObject } from "../../config/dashboards/json.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Access } from "../grafana/access.ts";
import { get, noGrafana, refusal } from "../grafana/api.ts";

/** One of Grafana's datasources. */
export interface Datasource {
  readonly uid: string;
  readonly name: string;
}

/** Grafana's own, and those of clouds that speak as it does. */
const PROMETHEUS = /^(?:prometheus|grafana-(?:amazon|azure)prometheus-datasource)$/;

/**
 * The Prometheus that is meant: the one that is named, or Grafana's default datasource, or the only one.
 * Source: https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#get-all-data-sources
 *
 * @param chosen name or UID.
 * @throws ToolError when there is none, or when there are several and none is the default.
 */
export async function findPrometheus(chosen: string | undefined, access: Access): Promise<Datasource> {
  const answer = await get("/api/datasources", access);
  if (answer.status !== 200)
    throw new ToolError(refusal(answer, "the datasources", access, "the role Viewer, or datasources:read"));
  if (!Array.isArray(answer.content)) throw new ToolError(noGrafana(access));
  const found = answer.content
    .filter(isObject)
    .filter(({ type }) => PROMETHEUS.test(String(type)))
    .map(({ isDefault, name, uid }) => ({ uid: String(uid), name: String(name), isDefault }));
  if (found.length === 0)
    throw new ToolError(
      `Grafana at ${access.url} has no datasource of type Prometheus that this token may see: users are counted there`,
    );
  const names = found.map(({ name }) => name).join(", ");
  if (chosen !== undefined) {
    const named = found.find(({ name, uid }) => uid === chosen || name === chosen);
    if (named === undefined)
      throw new ToolError(`Grafana has no Prometheus "${chosen}": --datasource takes one of: ${names}`);
    return named;
  }
  const meant =
    found.find(({ isDefault }) => isDefault === true) ?? (found.length === 1 ? found[0] : undefined);
  if (meant === undefined)
    throw new ToolError(
      `Grafana has several Prometheus and none is the default: choose one by --datasource: ${names}`,
    );
  return meant;
}
