import { once } from "node:events";
import { Agent, createServer, request, type Server } from "node:http";
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "../../components/forward/listener.ts";
import { patience } from "../../components/forward/patience.ts";
import { type FakeCluster, startCluster } from "./fake-cluster.ts";

export const PLACE = {
  system: "Grafana",
  namespace: "watch",
  labels: { app: "grafana", part: "lookout" },
  podPort: 3000,
};
/** Bytes of what counts as large here. */
export const BIG = 2 * 1024 * 1024;
export const portOf = (server: TcpServer) => (server.address() as AddressInfo).port;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** What each test gets anew: a Grafana in a cluster, named by KUBECONFIG. */
export interface Case {
  readonly cluster: FakeCluster;
  /**
   * Starts a forward. @returns its port.
   *
   * @param wait how long a failure is tried again, in milliseconds.
   */
  readonly start: (wait?: number, place?: Parameters<typeof listen>[1]) => Promise<number>;
}

/** Sets up and clears away around each test of a suite. */
export function forwardCase(): Case {
  let grafana: Server;
  let cluster: FakeCluster | undefined;
  let forward: TcpServer | undefined;
  const before = process.env["KUBECONFIG"];

  beforeEach(async () => {
    grafana = createServer((incoming, response) => {
      let size = 0;
      incoming.on("data", (bytes: Buffer) => {
        size += bytes.length;
      });
      incoming.on("end", () => response.end(incoming.url === "/big" ? "x".repeat(BIG) : `took ${size}`));
    });
    grafana.listen(0, "127.0.0.1");
    await once(grafana, "listening");
    cluster = await startCluster(portOf(grafana));
    process.env["KUBECONFIG"] = cluster.kubeconfig;
  });

  afterEach(async () => {
    forward?.close();
    forward = undefined;
    grafana.closeAllConnections();
    grafana.close();
    await cluster?.stop();
    if (before === undefined) delete process.env["KUBECONFIG"];
    else process.env["KUBECONFIG"] = before;
  });

  return {
    get cluster() {
      return cluster!;
    },
    start: async (wait = 5_000, place = PLACE) => {
      forward = await listen(0, place, patience(wait));
      return portOf(forward);
    },
  };
}

export function ask(port: number, path: string, body?: string, agent: Agent = new Agent()): Promise<Answer> {
  const { promise, reject, resolve } = Promise.withResolvers<Answer>();
  const method = body === undefined ? "GET" : "POST";
  const sent = request({ port, host: "127.0.0.1", path, method, agent }, (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", reject);
    response.on("end", () =>
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
    );
  });
  sent.on("error", reject).end(body);
  return promise;
}

const opened: TcpServer[] = [];
/** A pod of its own making. It reads what it is sent. */
export async function serve(greet: (socket: Socket) => unknown): Promise<TcpServer> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => {});
    socket.resume();
    greet(socket);
  }).listen(0, "127.0.0.1");
  server.unref();
  opened.push(server);
  await once(server, "listening");
  return server;
}
after(() => {
  for (const server of opened) server.close();
});

export async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  server.close();
  await once(server, "close");
  return port;
}

export async function until(met: () => boolean): Promise<void> {
  while (!met()) await sleep(20);
}
