import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Found } from "../../components/grafana/correlation-api.ts";

/** What a request gets in place of Grafana's answer. */
export type Canned =
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  /** No answer; one that begins and never ends; a closed connection, with the request carried out. */
  | "silence"
  | "stall"
  | "cut";

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** The part of Grafana 12.4 that knows correlations: its shapes, statuses and words, as a real one gave them. */
export interface GrafanaServer {
  readonly url: string;
  /** As Pulumi would sign in. */
  readonly auth: string;
  readonly token: string;
  /** Uids; a test may take one away. */
  readonly datasources: Set<string>;
  /** By uid; a test may change them as somebody in the browser would. */
  readonly correlations: Map<string, Found>;
  readonly requests: readonly Request[];
  /** Gives canned answers to the next requests, in turn. */
  can(...answers: readonly Canned[]): void;
  close(): Promise<void>;
}

type Tree = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly content: unknown;
}

export async function startGrafana(...datasources: readonly string[]): Promise<GrafanaServer> {
  const requests: Request[] = [];
  const canned: Canned[] = [];
  const state = { datasources: new Set(datasources), correlations: new Map<string, Found>() };
  const credentials = { auth: "admin:opensesame", token: "glsa_opensesame" };
  const basic = Buffer.from(credentials.auth).toString("base64");
  const server = createServer(async (incoming, outgoing) => {
    const { method = "", url: path = "" } = incoming;
    const raw = await text(incoming);
    const body: unknown = raw === "" ? undefined : JSON.parse(raw);
    requests.push({ method, path, body });
    const signedIn = [`Basic ${basic}`, `Bearer ${credentials.token}`].includes(
      incoming.headers.authorization ?? "",
    );
    const answer = () =>
      signedIn ? answerTo(method, path, body, state) : failure(401, "Invalid username or password");
    send(incoming, outgoing, canned.shift(), answer);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ...credentials,
    ...state,
    requests,
    can: (...answers) => void canned.push(...answers),
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}

function send(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  canned: Canned | undefined,
  answer: () => Answer,
): void {
  if (canned === "silence") return;
  if (canned === "stall") return void outgoing.writeHead(200).write("{");
  if (canned === "cut") {
    answer();
    return void incoming.socket.destroy();
  }
  if (canned !== undefined) return void outgoing.writeHead(canned.status, canned.headers).end(canned.body);
  const { content, status } = answer();
  outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
}

const failure = (status: number, message: string): Answer => ({
  status,
  content: { message, messageId: "", statusCode: status, traceID: "" },
});

function answerTo(
  method: string,
  path: string,
  body: unknown,
  { correlations, datasources }: Pick<GrafanaServer, "correlations" | "datasources">,
): Answer {
  const [, source = "", uid] =
    /^\/api\/datasources\/uid\/([^/]+)\/correlations(?:\/([^/]+))?$/.exec(path) ?? [];
  if (source === "") return failure(404, "Not found");
  if (!datasources.has(source)) {
    return failure(404, method === "GET" ? "Source data source not found" : "Data source not found");
  }
  // Those whose target is gone are hidden.
  const visible = [...correlations.values()].filter(
    ({ sourceUID, targetUID }) => sourceUID === source && datasources.has(targetUID),
  );
  if (uid === undefined) {
    return method === "POST"
      ? create(source, body as Tree, { correlations, datasources })
      : { status: 200, content: visible };
  }
  const found = visible.find((each) => each.uid === uid);
  if (found === undefined) return failure(404, "Correlation not found");
  if (method === "GET") return { status: 200, content: found };
  if (found.provisioned === true) return failure(403, "Correlation can only be edited via provisioning");
  if (method === "PATCH") return update(found, body as Tree, correlations);
  correlations.delete(uid);
  return { status: 200, content: { message: "Correlation deleted" } };
}

function create(
  source: string,
  body: Tree,
  { correlations, datasources }: Pick<GrafanaServer, "correlations" | "datasources">,
): Answer {
  const { config, description = "", label = "", targetUID, type } = body as Tree & { config: Tree };
  if (type !== "query" || targetUID === undefined) return failure(400, "bad request data");
  if (!["query", undefined].includes(config["type"] as string)) {
    return failure(500, "Failed to add correlation");
  }
  if (!datasources.has(String(targetUID))) return failure(404, "Data source not found");
  // Whatever the body calls it, and however many there are.
  const uid = `made${correlations.size}-${Math.random().toString(36).slice(2, 10)}`;
  const result = { uid, sourceUID: source, targetUID, label, description, config: stored(config), type };
  correlations.set(uid, { ...result, provisioned: false } as unknown as Found);
  return { status: 200, content: { result: correlations.get(uid), message: "Correlation created" } };
}

function update(found: Found, body: Tree, correlations: Map<string, Found>): Answer {
  const { config, description, label } = body as Partial<Found>;
  if ([config, description, label].every((each) => each === undefined)) {
    return failure(400, "At least one of label, description or config is required");
  }
  const result: Found = {
    ...found,
    ...(label === undefined ? {} : { label }),
    ...(description === undefined ? {} : { description }),
    config: stored({ ...found.config, ...config }) as Found["config"],
  };
  correlations.set(found.uid, result);
  return { status: 200, content: { result, message: "Correlation updated" } };
}

/** Grafana drops the type, and transformations if there are none; it gives keys back in another order. */
function stored({ field, target, transformations }: Tree): Tree {
  const list = (transformations ?? []) as readonly object[];
  const some = list.length === 0 ? {} : { transformations: list.map(turned) };
  return { ...some, target: turned(target as object), field };
}

const turned = (object: object) => Object.fromEntries(Object.entries(object).reverse());
