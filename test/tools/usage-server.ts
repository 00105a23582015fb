import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const DAY = 86_400;
export const TOKEN = "glsa_opensesame";

/** The part of Grafana 12.4 that tells of datasources and passes queries on to a Prometheus, in its shapes and words. */
export interface UsageServer {
  readonly url: string;
  datasources: readonly { uid: string; name: string; type: string; isDefault: boolean }[];
  /** Users by hub on a day: a whole number of days since 1970. */
  users: (day: number) => Readonly<Record<string, number>>;
  /** What queries get in place of Prometheus' answer. */
  failure: { readonly status: number; readonly body: string } | undefined;
  /** What Grafana says to everything in place of its answer. */
  refusal: { readonly status: number; readonly body: string } | undefined;
  /** Parameters of each query. */
  readonly asked: URLSearchParams[];
  /** Two hubs, one Prometheus, nothing wrong. */
  reset(): void;
  close(): Promise<void>;
}

export async function startUsageServer(): Promise<UsageServer> {
  const server = createServer(({ headers, url = "" }, response) => {
    const { pathname, searchParams } = new URL(url, "http://grafana");
    const send = ({ body, status }: { status: number; body: string }) =>
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    const json = (status: number, content: unknown) => send({ status, body: JSON.stringify(content) });
    if (headers.authorization !== `Bearer ${TOKEN}`) json(401, { message: "Invalid API key" });
    else if (self.refusal !== undefined) send(self.refusal);
    else if (pathname === "/grafana/api/datasources") json(200, self.datasources);
    else if (/^\/grafana\/api\/datasources\/proxy\/uid\/[^/]+\/api\/v1\/query_range$/.test(pathname)) {
      self.asked.push(searchParams);
      if (self.failure !== undefined) send(self.failure);
      else json(200, matrix(searchParams, self.users));
    } else json(404, { message: "Not found" });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const self: UsageServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/grafana`,
    datasources: [],
    users: () => ({}),
    failure: undefined,
    refusal: undefined,
    asked: [],
    reset: () => {
      self.datasources = [
        { uid: "loki", name: "Loki", type: "loki", isDefault: false },
        { uid: "prometheus", name: "Prometheus", type: "prometheus", isDefault: true },
      ];
      self.users = () => ({ alpha: 10, beta: 4 });
      self.failure = undefined;
      self.refusal = undefined;
      self.asked.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return self;
}

/** As Prometheus answers: a moment at a midnight tells of the day that it ends. */
function matrix(asked: URLSearchParams, users: UsageServer["users"]) {
  const [start, end] = ["start", "end"].map((name) => Number(asked.get(name))) as [number, number];
  const series = new Map<string, [number, string][]>();
  for (let moment = start; moment <= end; moment += DAY)
    for (const [hub, count] of Object.entries(users(Math.ceil(moment / DAY) - 1)))
      series.set(hub, [...(series.get(hub) ?? []), [moment, String(count)]]);
  const result = [...series].map(([namespace, values]) => ({
    metric: namespace === "" ? {} : { namespace },
    values,
  }));
  return { status: "success", data: { resultType: "matrix", result } };
}
