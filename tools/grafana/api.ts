import { isObject } from "../../config/dashboards/json.ts";
import { ToolError } from "../call/tool-error.ts";
import { type Access, HOW_TO_GET_A_TOKEN } from "./access.ts";

/** What Grafana answered: JSON, whatever the status; undefined where a server on the way there failed. */
export interface Answer {
  readonly status: number;
  readonly content: unknown;
}

const PATIENCE_MS = 15_000;

/**
 * Asks Grafana's API for a path.
 *
 * @param path with its query, from the slash on.
 * @throws ToolError when nobody answers in time, or somebody who is not Grafana.
 */
export async function get(
  path: string,
  { authorization, url }: Access,
  patienceMs = PATIENCE_MS,
): Promise<Answer> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${url}${path}`, {
      headers: {
        accept: "application/json",
        ...(authorization !== undefined && { authorization }),
      },
      // A redirect is another address, or a login: the token is for neither.
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    });
    body = await response.text();
  } catch (error) {
    throw new ToolError(
      `Grafana does not answer at ${url} (${causeOf(error, patienceMs)}): is that its address, and is its port forwarded? \`npm run forward -- grafana\` does that`,
    );
  }
  try {
    return { status: response.status, content: JSON.parse(body) };
  } catch {
    // A proxy says so, Grafana's own among them, in plain text.
    if (response.status >= 500) return { status: response.status, content: undefined };
    throw new ToolError(noGrafana({ url }, response.status));
  }
}

/** What is said of an answer that no Grafana gives. */
export function noGrafana({ url }: { readonly url: string }, status = 200): string {
  return `what answers at ${url} is not Grafana's API (status ${status}): write Grafana's address into GRAFANA_URL, with its path if it has one`;
}

/**
 * What is said of a status that is no success, and what to do.
 *
 * @param what that was asked for: `the dashboard x`.
 * @param need what the token's service account lacks when Grafana forbids it.
 */
export function refusal({ content, status }: Answer, what: string, { url }: Access, need: string): string {
  const said = saidIn(content);
  switch (status) {
    case 401:
      return `Grafana does not accept the token in GRAFANA_TOKEN${said}; ${HOW_TO_GET_A_TOKEN}`;
    case 403:
      return `the token in GRAFANA_TOKEN may not view ${what}${said}; its service account needs ${need}`;
    default:
      return `Grafana at ${url} answers with status ${status}${said}`;
  }
}

/** Grafana's own words, with a colon before them. */
function saidIn(content: unknown): string {
  return isObject(content) && typeof content["message"] === "string" ? `: ${content["message"]}` : "";
}

/** `ECONNREFUSED`, `ENOTFOUND`: what fetch hides one level down. */
function causeOf(error: unknown, patienceMs: number): string {
  const { cause, message, name } = error as Error;
  if (name === "TimeoutError") return `no answer within ${patienceMs / 1000} s`;
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : ((cause as Error | undefined)?.message ?? message);
}
