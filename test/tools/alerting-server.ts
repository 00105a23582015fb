import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const TOKEN = "glsa_opensesame";

interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly receivers?: readonly { readonly name: string }[];
  readonly status?: object;
}

interface Reply {
  readonly status: number;
  readonly content: unknown;
}

/** The parts of Grafana 12.4 and Alertmanager 0.34 that silence and test, in their shapes and words. */
export interface AlertingServer {
  readonly url: string;
  /** What fires, whatever is asked for. */
  alerts: Alert[];
  /** Those that were asked for: matchers. */
  readonly filters: string[];
  silences: Record<string, unknown>[];
  /** Path behind the server's address → what it says in place of its answer. */
  readonly says: Map<string, Reply>;
  /** Bodies that were posted, by path. */
  readonly posted: [path: string, content: unknown][];
  /** Grafana's contact points. */
  receivers: object[];
  /** Version of Grafana's API of contact points. */
  version: string;
  /** Alertmanager's own metrics; each time they are asked for. */
  metrics: () => string;
  close(): Promise<void>;
}

/** A contact point of Grafana's, with one integration. */
export const receiver = (title: string) => ({
  metadata: { name: Buffer.from(title).toString("base64url") },
  spec: {
    title,
    integrations: [
      {
        uid: `uid-${title}`,
        type: "webhook",
        version: "v1",
        disableResolveMessage: false,
        settings: { httpMethod: "POST" },
        secureFields: { url: true },
      },
    ],
  },
});

const GROUP = "/apis/notifications.alerting.grafana.app";

export async function startAlertingServer(): Promise<AlertingServer> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { pathname, searchParams } = new URL(request.url ?? "", "http://server");
    const content: unknown = body === "" ? undefined : JSON.parse(body);
    if (request.method === "POST") self.posted.push([pathname, content]);
    self.filters.push(...searchParams.getAll("filter"));
    const isOfGrafana = !/^\/(?:api\/v2|metrics)/.test(pathname);
    const reply =
      isOfGrafana && request.headers.authorization !== `Bearer ${TOKEN}`
        ? { status: 401, content: { message: "Invalid API key" } }
        : (self.says.get(pathname) ?? answer(self, request.method ?? "", pathname, content));
    response
      .writeHead(reply.status, { "content-type": "application/json" })
      .end(typeof reply.content === "string" ? reply.content : JSON.stringify(reply.content));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const self: AlertingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    alerts: [],
    filters: [],
    silences: [],
    says: new Map(),
    posted: [],
    receivers: [receiver("empty"), receiver("pager"), receiver("chat")],
    version: "v1beta1",
    metrics: () => "",
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return self;
}

function answer(server: AlertingServer, method: string, path: string, content: unknown): Reply {
  const ok = (what: unknown, status = 200): Reply => ({ status, content: what });
  if (path === "/metrics") return ok(server.metrics());
  if (path === GROUP) return ok({ kind: "APIGroup", preferredVersion: { version: server.version } });
  if (path === "/api/frontend/settings") return ok({ namespace: "default" });
  const receivers = `${GROUP}/${server.version}/namespaces/default/receivers`;
  if (path === receivers) return ok({ kind: "ReceiverList", items: server.receivers });
  if (path.startsWith(receivers) && path.endsWith("/test")) return ok({ status: "success", duration: "3ms" });
  const [, version2] = /\/api\/v2(\/.*)$/.exec(path) ?? [];
  if (version2 === "/alerts") {
    if (method === "POST")
      server.alerts = (content as Alert[]).map((alert) => ({ ...alert, receivers: [{ name: "pager" }] }));
    return ok(method === "POST" ? "" : server.alerts);
  }
  if (version2 === "/silences" && method === "GET") return ok(server.silences);
  if (version2 === "/silences") {
    const id = `0000000${server.silences.length}-aaaa`;
    server.silences.push({ id, status: { state: "active" }, ...(content as object) });
    return ok({ silenceID: id }, path.startsWith("/api/v2") ? 200 : 202);
  }
  const [, id] = /^\/silence\/(.+)$/.exec(version2 ?? "") ?? [];
  const found = server.silences.find((silence) => silence["id"] === id);
  if (method !== "DELETE" || found === undefined) return { status: 404, content: "" };
  found["status"] = { state: "expired" };
  return ok(path.startsWith("/api/v2") ? "" : { message: "silence deleted" });
}
