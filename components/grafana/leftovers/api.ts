import { setTimeout as sleep } from "node:timers/promises";

/** Grafana's HTTP API, as far as hooks need it. Paths begin after `/api`. */
export interface Api {
  /** Who we are there, when that is a user. */
  readonly login: string | undefined;
  /** @returns undefined for what is not there (404). */
  readonly get: <T>(path: string) => Promise<T | undefined>;
  /** What is gone already counts as removed. */
  readonly remove: (path: string) => Promise<void>;
  /** Only what may be sent twice. */
  readonly post: (path: string, body: object) => Promise<void>;
}

const REQUEST_MILLISECONDS = 20_000;
const PAUSE_MILLISECONDS = 1_000;
/** How long a Grafana that does not answer is waited for: it may be restarting. */
export const WAIT_MILLISECONDS = 60_000;

/**
 * @param auth `user:password`, a token, or `anonymous`, as the provider takes it.
 * @throws Error from each function, with method, path, status and Grafana's message; never with `auth`.
 */
export function grafanaApi(url: string, auth: string, waitMilliseconds = WAIT_MILLISECONDS): Api {
  const base = `${url.replace(/\/+$/, "")}/api`;
  const headers = { Accept: "application/json", "Content-Type": "application/json", ...authorization(auth) };
  const deadline = () => Date.now() + waitMilliseconds;
  const ask = async (method: string, path: string, content?: object): Promise<Response | undefined> => {
    const until = deadline();
    const body = content === undefined ? {} : { body: JSON.stringify(content) };
    for (;;) {
      const signal = AbortSignal.timeout(REQUEST_MILLISECONDS);
      const answer = await fetch(`${base}${path}`, {
        method,
        headers,
        ...body,
        redirect: "manual",
        signal,
      }).catch((error: unknown) => new Error(reasonOf(error)));
      if (answer instanceof Response && answer.ok) return answer;
      if (answer instanceof Response && answer.status === 404) return undefined;
      // Asking for something, and removing it, may be done twice.
      const mayPass = answer instanceof Error || answer.status >= 500 || answer.status === 429;
      const failure = `Grafana: ${method} /api${path} ${await said(answer)}`;
      if (!mayPass || Date.now() >= until) throw new Error(failure);
      await sleep(PAUSE_MILLISECONDS);
    }
  };
  return {
    login: auth.includes(":") ? auth.slice(0, auth.indexOf(":")) : undefined,
    get: async <T>(path: string) => (await ask("GET", path))?.json() as Promise<T | undefined>,
    remove: async (path) => {
      await (await ask("DELETE", path))?.arrayBuffer();
    },
    post: async (path, body) => {
      const answer = await ask("POST", path, body);
      if (answer === undefined) throw new Error(`Grafana: POST /api${path} answers 404`);
      await answer.arrayBuffer();
    },
  };
}

function authorization(auth: string): Readonly<Record<string, string>> {
  if (auth === "anonymous") return {};
  return { Authorization: auth.includes(":") ? `Basic ${base64(auth)}` : `Bearer ${auth}` };
}

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

async function said(answer: Response | Error): Promise<string> {
  if (answer instanceof Error) return `failed: ${answer.message}`;
  const text = await answer.text().catch(() => "");
  return `answers ${answer.status}: ${messageOf(text)}`;
}

function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown };
    return typeof message === "string" ? message : text;
  } catch {
    return text.slice(0, 200);
  }
}

/** `fetch failed` alone says nothing: its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
