import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Json = Readonly<Record<string, unknown>>;

/** The part of Grafana 12.4 that gives out dashboards, in its shapes, statuses and words. */
export interface DashboardServer {
  readonly url: string;
  readonly token: string;
  /** By UID: the dashboard as it was saved and the folder; a test may change them as somebody in the browser would. */
  readonly dashboards: Map<string, { readonly json: Json; readonly folder?: { uid: string; title: string } }>;
  /** What the next request gets in place of Grafana's answer. */
  canned: { readonly status: number; readonly body: string; readonly location?: string } | undefined;
  close(): Promise<void>;
}

const TOKEN = "glsa_opensesame";

export async function startDashboardServer(): Promise<DashboardServer> {
  const server = createServer(({ headers, url = "" }, response) => {
    const canned = self.canned;
    self.canned = undefined;
    const { body, location, status } = canned ?? answer(url, headers.authorization);
    response.writeHead(status, {
      "content-type": "application/json; charset=UTF-8",
      ...(location === undefined ? {} : { location }),
    });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const dashboards: DashboardServer["dashboards"] = new Map();
  const answer = (path: string, authorization: string | undefined) =>
    answerTo(path, authorization, dashboards);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const self: DashboardServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/grafana`,
    token: TOKEN,
    dashboards,
    canned: undefined,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return self;
}

function answerTo(
  path: string,
  authorization: string | undefined,
  dashboards: DashboardServer["dashboards"],
): { readonly status: number; readonly body: unknown; readonly location?: string } {
  if (authorization !== `Bearer ${TOKEN}`)
    return {
      status: 401,
      body: { message: "Invalid API key", messageId: "api-key.invalid", statusCode: 401 },
    };
  if (path.startsWith("/grafana/api/search?")) {
    const body = [...dashboards].map(([uid, { json }]) => ({ uid, title: json["title"], type: "dash-db" }));
    return { status: 200, body };
  }
  const found = dashboards.get(/^\/grafana\/api\/dashboards\/uid\/([^/?]+)$/.exec(path)?.[1] ?? "");
  if (found === undefined)
    return { status: 404, body: { message: "Dashboard not found", status: "not-found" } };
  const { folder, json } = found;
  const meta = {
    type: "db",
    version: 3,
    folderUid: folder?.uid ?? "",
    folderTitle: folder?.title ?? "General",
    provisioned: false,
  };
  return { status: 200, body: { dashboard: { ...json, id: 17, version: 3 }, meta } };
}
