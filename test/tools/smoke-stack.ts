import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { ruleGroups } from "../../provisioning/alerting/rule-groups.ts";
import { correlations } from "../../provisioning/correlations.ts";
import { datasources } from "../../provisioning/datasources/index.ts";
import { testConfig } from "../config-of.ts";
import { exemplar, line, NO_TRACE, NOTHING, numbers, trace, traces } from "./smoke-answers.ts";

export const TOKEN = "glsa_opensesame";

interface Reply {
  readonly status: number;
  readonly content: unknown;
}

type Kind = "traces" | "logs" | "metrics";

/** A stack in which all is well until a test says otherwise: every system behind a path of one server. */
export interface SmokeStack {
  readonly port: number;
  /** The environment that says where each system is. A way that leads to one system alone does without the first part. */
  readonly environment: Readonly<Record<string, string>>;
  /** Systems that do not answer, by the first part of their paths. */
  readonly down: Set<string>;
  /** Signals that are taken and never arrive. */
  readonly lost: Set<Kind>;
  /** What Grafana has: UID, name, type, jsonData. */
  datasources: { uid: string; name: string; type: string; jsonData: Record<string, unknown> }[];
  correlations: { sourceUID: string; targetUID: string; label: string; config: Record<string, unknown> }[];
  /** Path behind the server's address → what it says in place of its answer. */
  readonly says: Map<string, Reply>;
  /** Paths that are taken and never answered. */
  readonly hanging: Set<string>;
  /** Queries that find nothing, by a part of them. */
  readonly empty: Set<string>;
  rules: { uid: string; name: string; health: string; lastError?: string }[];
  /** What was posted to the collector. */
  readonly taken: Partial<Record<Kind, unknown>>;
  readonly asked: string[];
  close(): Promise<void>;
}

/** @param settings of the stack, as its file has them. */
export async function startSmokeStack(settings: object): Promise<SmokeStack> {
  const config = testConfig(settings as Record<string, unknown>);
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const { pathname } = new URL(request.url ?? "", "http://stack");
    const [, system = ""] = pathname.split("/");
    if (self.down.has(system)) {
      request.socket.destroy();
      return;
    }
    self.asked.push(`${request.method} ${pathname}`);
    if (self.hanging.has(pathname)) return;
    const { content, status } = self.says.get(pathname) ?? answer(self, request, pathname, body);
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(typeof content === "string" ? content : JSON.stringify(content));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const self: SmokeStack = {
    port,
    environment: {
      GRAFANA_URL: `${url}/grafana`,
      GRAFANA_TOKEN: TOKEN,
      PROMETHEUS_URL: `${url}/prometheus`,
      ALERTMANAGER_URL: `${url}/alertmanager`,
      LOKI_URL: `${url}/loki`,
      JAEGER_HEALTH_URL: `${url}/jaeger`,
      COLLECTOR_HEALTH_URL: `${url}/collector`,
      OTLP_URL: `${url}/otlp`,
    },
    down: new Set(),
    lost: new Set(),
    datasources: datasources(config).map(({ jsonData, name, type, uid }) => ({
      uid,
      name,
      type,
      jsonData: structuredClone(jsonData) as Record<string, unknown>,
    })),
    correlations: correlations(config).map(({ field, label, sourceUid, target, targetUid }) => ({
      sourceUID: sourceUid,
      targetUID: targetUid,
      label,
      config: { field, target: structuredClone(target) },
    })),
    says: new Map(),
    hanging: new Set(),
    empty: new Set(),
    rules: ruleGroups(config).flatMap(({ rules }) =>
      rules.map(({ name, uid }) => ({ uid, name, health: "ok" })),
    ),
    taken: {},
    asked: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return self;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

const ok = (content: unknown): Reply => ({ status: 200, content });
const groups = (rules: readonly object[]) => ok({ status: "success", data: { groups: [{ rules }] } });

function answer(stack: SmokeStack, request: IncomingMessage, path: string, body: string): Reply {
  const kind = /^(?:\/otlp)?\/v1\/(traces|logs|metrics)$/.exec(path)?.[1] as Kind | undefined;
  if (kind !== undefined) {
    stack.taken[kind] = JSON.parse(body);
    return ok({ partialSuccess: {} });
  }
  if (/^(?:\/prometheus)?\/api\/v1\/rules$/.test(path)) return groups([{ name: "recorded", health: "ok" }]);
  if (path === "/prometheus/api/v1/alertmanagers")
    return ok({ status: "success", data: { activeAlertmanagers: [{ url: "http://alertmanager:9093" }] } });
  if (path === "/grafana/api/health") return ok({ database: "ok", version: "12.4.0" });
  if (!path.startsWith("/grafana/")) return ok("ready");
  if (request.headers.authorization !== `Bearer ${TOKEN}`)
    return { status: 401, content: { message: "Invalid API key", statusCode: 401 } };
  if (path === "/grafana/api/org") return ok({ id: 1, name: "Main Org." });
  if (path === "/grafana/api/datasources") return ok(stack.datasources);
  if (path === "/grafana/api/datasources/correlations") return ok({ correlations: stack.correlations });
  if (path.endsWith("/health")) return ok({ message: "Data source is working", status: "OK" });
  if (path.endsWith("/api/v2/status")) return ok({ cluster: { status: "disabled" } });
  if (path === "/grafana/api/prometheus/grafana/api/v1/rules") return groups(stack.rules);
  if (path === "/grafana/api/ds/query") return queried(stack, body);
  return { status: 404, content: { message: "Not found" } };
}

/** As each datasource answers; what the stack does not know of is not found. */
function queried(stack: SmokeStack, body: string): Reply {
  const { queries } = JSON.parse(body) as {
    queries: [Record<string, unknown> & { datasource: { uid: string } }];
  };
  const [{ datasource, exemplar: withExemplars, expr, query, queryType, service }] = queries;
  const sent = sentIn(stack);
  if (queryType === "search") return service === "lookout-smoke" ? traces(sent) : NOTHING;
  if (datasource.uid === "jaeger")
    return query === sent.traceId && !stack.lost.has("traces") ? trace(sent) : NO_TRACE;
  if ([...stack.empty].some((part) => String(expr).includes(part))) return NOTHING;
  if (datasource.uid === "loki") return stack.lost.has("logs") ? NOTHING : line(sent);
  if (stack.lost.has("metrics")) return NOTHING;
  return withExemplars === true ? exemplar(sent) : numbers();
}

/** Which run and trace were posted last. */
function sentIn({ taken }: SmokeStack) {
  const text = JSON.stringify(taken);
  return {
    traceId: /"traceId":"(\w{32})"/.exec(text)?.[1] ?? "",
    run: /"key":"run","value":\{"stringValue":"(\w+)"/.exec(text)?.[1] ?? "",
  };
}
