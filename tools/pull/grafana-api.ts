import { isObject, type Json } from "../../config/dashboards/json.ts";
import { type Access, HOW_TO_GET_A_TOKEN } from "./access.ts";
import { nearestTo } from "./nearest.ts";
import { PullError } from "./pull-error.ts";

/** A dashboard as Grafana has it. */
export interface Found {
  readonly dashboard: Json;
  /** UID and title of its folder; undefined where it is in none. */
  readonly folder: { readonly uid: string; readonly title: string } | undefined;
}

const PATIENCE_MS = 15_000;
/** Grafana's own limit. Source: https://grafana.com/docs/grafana/latest/developers/http_api/folder_dashboard_search/ */
const MOST_FOUND = 5000;

/**
 * Asks Grafana for a dashboard.
 * Source: https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#get-dashboard-by-uid
 *
 * @throws PullError with what to do when there is none, or when Grafana does not answer or refuses.
 */
export async function findDashboard(uid: string, access: Access): Promise<Found> {
  const { content, status } = await get(`/api/dashboards/uid/${encodeURIComponent(uid)}`, access);
  if (status === 404) throw new PullError(await notFound(uid, access));
  if (status !== 200) throw new PullError(refusal(status, content, `the dashboard ${uid}`, access));
  const { dashboard, meta } = isObject(content) ? content : {};
  if (!isObject(dashboard)) throw new PullError(noGrafana(access));
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

interface Answer {
  readonly status: number;
  readonly content: unknown;
}

async function get(path: string, { token, url }: Access): Promise<Answer> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${token}`, accept: "application/json" },
      // A redirect is another address, or a login: the token is for neither.
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    body = await response.text();
  } catch (error) {
    throw new PullError(
      `Grafana does not answer at ${url} (${causeOf(error)}): is that its address, and is its port forwarded? \`pulumi stack output access\` says how`,
    );
  }
  try {
    return { status: response.status, content: JSON.parse(body) };
  } catch {
    throw new PullError(noGrafana({ token, url }, response.status));
  }
}

function noGrafana({ url }: Access, status = 200): string {
  return `what answers at ${url} is not Grafana's API (status ${status}): write Grafana's address into GRAFANA_URL, with its path if it has one`;
}

function refusal(status: number, content: unknown, what: string, { url }: Access): string {
  const said = isObject(content) && typeof content["message"] === "string" ? `: ${content["message"]}` : "";
  switch (status) {
    case 401:
      return `Grafana does not accept the token in GRAFANA_TOKEN${said}; ${HOW_TO_GET_A_TOKEN}`;
    case 403:
      return `the token in GRAFANA_TOKEN may not view ${what}${said}; its service account needs the role Viewer, or the permission View in the folder`;
    default:
      return `Grafana at ${url} answers with status ${status}${said}`;
  }
}

/** `ECONNREFUSED`, `ENOTFOUND`: what fetch hides one level down. */
function causeOf(error: unknown): string {
  const { cause, message, name } = error as Error;
  if (name === "TimeoutError") return `no answer within ${PATIENCE_MS / 1000} s`;
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : ((cause as Error | undefined)?.message ?? message);
}
