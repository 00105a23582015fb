import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Config } from "../../config/config.ts";
import { correlations } from "../../provisioning/correlations.ts";
import { datasources } from "../../provisioning/datasources/index.ts";
import { type Answers, answersOf, type Query } from "./grafana-queries.ts";
import type { Stack } from "./stack.ts";

/** In Grafana's place, which no Go module holds: as much of its API as a smoke test asks, in front of a stack's own servers. */
export interface StandIn {
  readonly url: string;
  close(): Promise<void>;
}

export const TOKEN = "glsa_opensesame";

/** UID → what answers when the datasource's server does. */
const HEALTH: Readonly<Record<string, string>> = {
  prometheus: "prometheus:9090/-/ready",
  loki: "loki:3100/ready",
  jaeger: "jaeger:13133/",
  alertmanager: "alertmanager:9093/-/ready",
};

export async function startStandIn(stack: Stack, config: Config): Promise<StandIn> {
  const answers = answersOf(stack);
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { pathname } = new URL(request.url ?? "", "http://grafana");
    const allowed = pathname === "/api/health" || request.headers.authorization === `Bearer ${TOKEN}`;
    const [status, content] = allowed
      ? await answer(pathname, body, stack, config, answers).catch((error: unknown) => [
          400,
          { message: String(error) },
        ])
      : [401, { message: "Invalid API key" }];
    response.writeHead(status as number, { "content-type": "application/json" }).end(JSON.stringify(content));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function answer(
  path: string,
  body: string,
  stack: Stack,
  config: Config,
  answers: Answers,
): Promise<readonly [number, unknown]> {
  if (path === "/api/health" || path === "/api/org") return [200, {}];
  if (path === "/api/datasources") return [200, datasources(config)];
  if (path === "/api/datasources/correlations")
    return [200, { correlations: correlations(config).map(asGrafanaHasIt) }];
  if (path === "/api/ds/query") {
    const [query] = (JSON.parse(body) as { readonly queries: readonly [Query] }).queries;
    const frames = await answers[query.datasource.uid]!(query);
    return [200, { results: { A: { status: 200, frames } } }];
  }
  const [, uid = ""] = /\/uid\/(\w+)\//.exec(path) ?? [];
  await fetch(stack.url(HEALTH[uid]!));
  return [200, { status: "OK", message: "it answers" }];
}

function asGrafanaHasIt(one: ReturnType<typeof correlations>[number]) {
  const { field, label, sourceUid, target, targetUid } = one;
  return { sourceUID: sourceUid, targetUID: targetUid, label, config: { field, target } };
}
