import { isObject, type Json } from "../../config/dashboards/json.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Access } from "../grafana/access.ts";
import { get, noGrafana, refusal } from "../grafana/api.ts";
import { nearestTo } from "../grafana/nearest.ts";

/** A dashboard as Grafana has it. */
export interface Found {
  readonly dashboard: Json;
  /** UID and title of its folder; undefined where it is in none. */
  readonly folder: { readonly uid: string; readonly title: string } | undefined;
}

const NEED = "the role Viewer, or the permission View in the folder";
/** Grafana's own limit. Source: https://grafana.com/docs/grafana/latest/developers/http_api/folder_dashboard_search/ */
const MOST_FOUND = 5000;

/**
 * Asks Grafana for a dashboard.
 * Source: https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#get-dashboard-by-uid
 *
 * @throws ToolError with what to do when there is none, or when Grafana does not answer or refuses.
 */
export async function findDashboard(uid: string, access: Access): Promise<Found> {
  const answer = await get(`/api/dashboards/uid/${encodeURIComponent(uid)}`, access);
  const { content, status } = answer;
  if (status === 404) throw new ToolError(await notFound(uid, access));
  if (status !== 200) throw new ToolError(refusal(answer, `the dashboard ${uid}`, access, NEED));
  const { dashboard, meta } = isObject(content) ? content : {};
  if (!isObject(dashboard)) throw new ToolError(noGrafana(access));
  const { folderTitle, folderUid } = isObject(meta) ? meta : {};
  const isInFolder = typeof folderUid === "string" && folderUid !== "" && folderUid !== "general";
  return { dashboard, folder: isInFolder ? { uid: folderUid, title: String(folderTitle) } : undefined };
}

async function notFound(uid: string, access: Access): Promise<string> {
  const { content, status } = await get(`/api/search?type=dash-db&limit=${MOST_FOUND}`, access);
  const found = status === 200 && Array.isArray(content) ? content.filter(isObject) : [];
  const known = found.map((each) => ({ uid: String(each["uid"]), title: String(each["title"]) }));
  const near = nearestTo(uid, known).map((each) => `${each.uid} (${each.title})`);
  const hint =
    near.length > 0
      ? `did you mean ${near.join(", ")}?`
      : "its UID is in the address of its page, after /d/; the token must be allowed to view it";
  return `Grafana has no dashboard ${uid}: ${hint}`;
}
