import { isObject } from "../../config/dashboards/json.ts";
import { ToolError } from "../call/tool-error.ts";
import {
  type Access,
  HOW_TO_GET_A_TOKEN,
  HOW_TO_GET_THE_PASSWORD,
  PASSWORD_VARIABLE,
  TOKEN_VARIABLE,
} from "./access.ts";

/** What was answered: JSON, whatever the status; undefined where a server on the way there failed, or nothing was said. */
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
export function get(path: string, access: Access, patienceMs = PATIENCE_MS): Promise<Answer> {
  return ask("GET", path, access, { patienceMs });
}

/** What a request says beside its path. */
interface Request {
  /** Sent as JSON. */
  readonly content?: object;
  readonly patienceMs?: number;
  /** Who is asked, where it is another than Grafana. */
  readonly title?: "Grafana" | "Alertmanager";
}

/**
 * Asks Grafana's API, or one that speaks as it does, to do something.
 *
 * @throws ToolError as `get` does.
 */
export async function ask(
  method: "GET" | "POST" | "DELETE",
  path: string,
  { authorization, url }: Access,
  { content, patienceMs = PATIENCE_MS, title = "Grafana" }: Request = {},
): Promise<Answer> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${url}${path}`, {
      method,
      headers: {
        accept: "application/json",
        ...(authorization !== undefined && { authorization }),
        ...(content !== undefined && { "content-type": "application/json" }),
      },
      ...(content !== undefined && { body: JSON.stringify(content) }),
      // A redirect is another address, or a login: the token is for neither.
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    });
    body = await response.text();
  } catch (error) {
    throw new ToolError(
      `${title} does not answer at ${url} (${causeOf(error, patienceMs)}): is that its address, and is its port forwarded? \`npm run forward -- ${title.toLowerCase()}\` does that`,
    );
  }
  try {
    return { status: response.status, content: JSON.parse(body) };
  } catch {
    // A proxy says so, Grafana's own among them, in plain text.
    if (response.status >= 500) return { status: response.status, content: undefined };
    // What was done without a word.
    if (response.ok && body === "") return { status: response.status, content: undefined };
    if (title === "Grafana") throw new ToolError(noGrafana({ url }, response.status));
    return { status: response.status, content: body };
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
export function refusal(
  { content, status }: Answer,
  what: string,
  { authorization, url }: Access,
  need: string,
): string {
  const said = saidIn(content);
  const isPerson = authorization?.startsWith("Basic ") ?? false;
  switch (status) {
    case 401:
      return isPerson
        ? `Grafana does not accept the password in ${PASSWORD_VARIABLE}${said}; ${HOW_TO_GET_THE_PASSWORD}`
        : `Grafana does not accept the token in ${TOKEN_VARIABLE}${said}; ${HOW_TO_GET_A_TOKEN}`;
    case 403:
      return isPerson
        ? `the user of ${PASSWORD_VARIABLE} may not view ${what}${said}: it needs ${need}`
        : `the token in ${TOKEN_VARIABLE} may not view ${what}${said}; its service account needs ${need}`;
    default:
      return `Grafana at ${url} answers with status ${status}${said}`;
  }
}

/** Grafana's own words, with a colon before them. */
export function saidIn(content: unknown): string {
  return isObject(content) && typeof content["message"] === "string" ? `: ${content["message"]}` : "";
}

/** `ECONNREFUSED`, `ENOTFOUND`: what fetch hides one level down. */
function causeOf(error: unknown, patienceMs: number): string {
  const { cause, message, name } = error as Error;
  if (name === "TimeoutError") return `no answer within ${patienceMs / 1000} s`;
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : ((cause as Error | undefined)?.message ?? message);
}
