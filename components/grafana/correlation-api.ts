/**
 * Grafana's HTTP API for correlations. All of it runs inside Pulumi's dynamic provider, which gets the text of these
 * functions and nothing else: they import nothing, and are short, since each correlation's state holds them twice.
 *
 * Source: https://grafana.com/docs/grafana/latest/developers/http_api/correlations/
 */

/** Where Grafana is, and who asks. */
export interface Server {
  /** Address without `/api`; may have a path. */
  readonly url: string;
  /** `user:password`, or a service account's token. */
  readonly auth: string;
}

/** Makes a variable of a field's value. */
export interface Transformation {
  readonly type: "regex" | "logfmt";
  /** Field that is read; by default the one that carries the link. */
  readonly field?: string;
  /** Regular expression with a group; `regex` must have it. */
  readonly expression?: string;
  /** Name of the variable. */
  readonly mapValue?: string;
}

/** A link from a field of one datasource's results to a query of another datasource. */
export interface Link {
  readonly sourceUid: string;
  readonly targetUid: string;
  readonly label: string;
  readonly description?: string;
  /** Field of the source's results that carries the link. */
  readonly field: string;
  /** Query of the target datasource; `${field}` stands for the field's value. */
  readonly target: Readonly<Record<string, unknown>>;
  readonly transformations?: readonly Transformation[];
}

/** What Grafana answers. */
export interface Found {
  readonly uid: string;
  readonly sourceUID: string;
  readonly targetUID: string;
  readonly label: string;
  readonly description: string;
  readonly config: Pick<Link, "field" | "target" | "transformations">;
  /** Made by a file of Grafana's: the API may not change it. */
  readonly provisioned?: boolean;
}

/** How long to wait for a Grafana that may just have started. */
export interface Patience {
  /** Including the first one. */
  readonly tries: number;
  /** Before the second try; doubles with each. */
  readonly pauseMs: number;
  /** Of one request. */
  readonly timeoutMs: number;
}

/** Path of the correlations of a source, or of one of them. */
export function pathOf(sourceUid: string, uid?: string): string {
  const all = `/api/datasources/uid/${encodeURIComponent(sourceUid)}/correlations`;
  return uid === undefined ? all : `${all}/${encodeURIComponent(uid)}`;
}

/** The type stands twice: at the root for today's Grafana, in the config for older ones. */
export function bodyOf({ description, field, label, target, transformations }: Link): object {
  const config = { type: "query", field, target, transformations: transformations ?? [] };
  return { type: "query", label, description: description ?? "", config };
}

/** Without what is empty, as a program would say it. */
export function linkOf({ config, description, label, sourceUID, targetUID }: Found): Link {
  const { field, target, transformations = [] } = config;
  return {
    sourceUid: sourceUID,
    targetUid: targetUID,
    label,
    ...(description === "" ? {} : { description }),
    field,
    target,
    ...(transformations.length === 0 ? {} : { transformations }),
  };
}

/** Whether two mean the same. The order of keys says nothing, and Grafana leaves out what is empty. */
export function same(one: Link, other: Link): boolean {
  const [left, right] = [one, other].map(
    ({ description, field, label, sourceUid, target, targetUid, transformations }) =>
      canonical([sourceUid, targetUid, label, description, field, target, transformations]),
  );
  return left === right;
}

function canonical(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : `[${value.map((each) => canonical(each) ?? "null").join()}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => [JSON.stringify(key), canonical(inner)]);
    const given = entries.filter(([, inner]) => inner !== undefined).map((entry) => entry.join(":"));
    return given.length === 0 ? undefined : `{${given.sort().join()}}`;
  }
  return value === "" || value === null ? undefined : JSON.stringify(value);
}

/**
 * Does a piece of work until it succeeds, a bounded number of times: only what may be done twice.
 *
 * @throws what time does not cure at once, anything else after the last try
 */
export async function patiently<T>({ pauseMs, tries }: Patience, work: () => Promise<T>): Promise<T> {
  for (let done = 1, pause = pauseMs; ; done += 1, pause *= 2) {
    try {
      return await work();
    } catch (error) {
      const { again, message } = error as Problem;
      if (again !== true) throw error;
      if (done >= tries) throw problem(`${message} (tried ${done} times)`);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/**
 * One request. Answers with an object or a list, and to GET and DELETE with nothing for what does not exist.
 *
 * @throws Problem with method, address, status and Grafana's words; never with the credentials
 */
export async function request(
  { auth, url }: Server,
  { timeoutMs }: Patience,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  body?: object,
): Promise<unknown> {
  const base = url.replace(/\/+$/, "");
  const isToken = !auth.includes(":");
  const credentials = isToken ? auth : Buffer.from(auth).toString("base64");
  const what = `Grafana at ${base}: ${method} ${path}:`;
  let status: number;
  let text: string;
  try {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `${isToken ? "Bearer" : "Basic"} ${credentials}`,
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A POST that is sent elsewhere becomes a GET.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = answer.status;
    text = await answer.text();
  } catch (error) {
    // Only the cause's words: those of the error itself may repeat a header.
    const { cause, name } = error as Error & { cause?: Error & { errors?: readonly Error[] } };
    const late = `no answer within ${timeoutMs / 1000} s`;
    const reason = cause?.errors?.[0]?.message ?? cause?.message ?? name;
    throw problem(`${what} ${name === "TimeoutError" ? late : reason}`, true);
  }
  const content = parsed(text);
  if (status >= 200 && status < 300 && content !== undefined) return content;
  // An ingress without a backend answers 404 as well, but without a message of Grafana's.
  const gone = status === 404 && typeof content?.message === "string";
  if (gone && (method === "GET" || method === "DELETE")) return undefined;
  const words = String(content?.message ?? text.replace(/\s+/g, " ").slice(0, 200));
  // Some proxies repeat what they were sent.
  const clean = words.replaceAll(auth, "[secret]").replaceAll(credentials, "[secret]");
  const kind = content === undefined ? " without JSON, so is this Grafana?" : "";
  const hint = status === 401 ? " (Pulumi reads and deletes with the credentials of the last up)" : "";
  throw problem(
    `${what} answered ${status}${kind}: ${clean}${hint}`,
    status === 429 || status >= 500,
    status,
  );
}

function parsed(text: string): { readonly message?: unknown } | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

export interface Problem extends Error {
  /** Whether the same may succeed a little later. */
  readonly again: boolean;
  readonly status: number | undefined;
}

/** Without a stack: Pulumi prints it after the message. */
export function problem(message: string, again = false, status?: number): Problem {
  return Object.assign(new Error(message), { again, status, stack: "" });
}
