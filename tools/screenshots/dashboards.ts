import { isObject } from "../../config/dashboards/json.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Access } from "../grafana/access.ts";
import { get, noGrafana } from "../grafana/api.ts";
import { nearestTo } from "../grafana/nearest.ts";

/** A dashboard of Grafana's. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
}

/** Grafana's own limit. Source: https://grafana.com/docs/grafana/latest/developers/http_api/folder_dashboard_search/ */
const MOST_FOUND = 5000;

/**
 * The dashboards that are meant, in the order in which they were named; all when none is.
 *
 * @param named UIDs or titles.
 * @throws ToolError for one that is not there, before any is pictured.
 */
export async function findDashboards(
  named: readonly string[],
  access: Access,
): Promise<readonly Dashboard[]> {
  const { content, status } = await get(`/api/search?type=dash-db&limit=${MOST_FOUND}`, access);
  if (status === 401 || status === 403)
    throw new ToolError(
      `Grafana at ${access.url} does not let ${access.authorization === undefined ? "anybody" : "this login"} look (status ${status}): set GRAFANA_TOKEN, or GRAFANA_USER and GRAFANA_PASSWORD`,
    );
  if (status !== 200) throw new ToolError(`Grafana at ${access.url} answers with status ${status}`);
  if (!Array.isArray(content)) throw new ToolError(noGrafana(access));
  const known = content
    .filter(isObject)
    .map(({ title, uid }) => ({ uid: String(uid), title: String(title) }));
  if (known.length === 0)
    throw new ToolError(`Grafana at ${access.url} has no dashboard that this login may see`);
  if (named.length === 0) return known;
  return [...new Set(named.map((each) => one(each, known)))];
}

function one(named: string, known: readonly Dashboard[]): Dashboard {
  const found =
    known.find(({ uid }) => uid === named) ??
    known.find(({ title }) => title.toLowerCase() === named.toLowerCase());
  if (found !== undefined) return found;
  const near = nearestTo(named, known).map(({ title, uid }) => `${uid} (${title})`);
  const hint =
    near.length > 0 ? `did you mean ${near.join(", ")}?` : `there are ${known.length}, by UID or title`;
  throw new ToolError(`Grafana has no dashboard "${named}": ${hint}`);
}
