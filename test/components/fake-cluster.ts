import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Pod {
  readonly name: string;
  readonly ready?: boolean;
  readonly terminating?: boolean;
}

/** A Kubernetes API server that knows pods and forwards their ports, as a kubelet with containerd does. */
export interface FakeCluster {
  readonly kubeconfig: string;
  pods: readonly Pod[];
  /** Port of this machine that stands for the pods' port. Where nothing listens, dialling is refused. */
  target: number;
  /** Statuses to answer with, instead of doing what is asked. */
  listStatus: number;
  forwardStatus: number;
  /** Pods dialled, in order. */
  readonly dialled: string[];
  /** What was asked for: path and query. */
  readonly asked: string[];
  /** Takes nothing of what clients send to pods. */
  deaf: boolean;
  /** Bytes from pods that nobody has taken yet. */
  readonly waiting: () => number;
  /** Ends what is under way without a word. */
  readonly cut: () => void;
  /** From now on nobody listens there. */
  readonly stopAnswering: () => void;
  readonly stop: () => Promise<void>;
}

/** The client's own web sockets; it has no types. */
interface ServerSocket {
  readonly bufferedAmount: number;
  pause(): void;
  send(bytes: Buffer): void;
  close(code: number): void;
  terminate(): void;
  on(event: "message", listener: (bytes: Buffer) => void): void;
  on(event: "close" | "error", listener: () => void): void;
}
const { WebSocketServer } = createRequire(import.meta.resolve("@kubernetes/client-node"))("ws") as {
  readonly WebSocketServer: new (options: {
    readonly noServer: true;
    readonly handleProtocols: () => string;
  }) => {
    handleUpgrade(
      request: IncomingMessage,
      socket: unknown,
      head: Buffer,
      done: (socket: ServerSocket) => void,
    ): void;
  };
};

const PORT_HEADER = Buffer.of(0xb8, 0x0b);
const frame = (channel: number, bytes: Uint8Array) => Buffer.concat([Buffer.of(channel), bytes]);

export async function startCluster(target: number): Promise<FakeCluster> {
  const folder = mkdtempSync(join(tmpdir(), "forward-"));
  const kubeconfig = join(folder, "config");
  const open = new Set<ServerSocket>();
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => "v4.channel.k8s.io" });
  const server = createServer((request, response) => {
    cluster.asked.push(request.url ?? "");
    response.writeHead(cluster.listStatus, { "content-type": "application/json" });
    response.end(JSON.stringify({ kind: "PodList", apiVersion: "v1", items: cluster.pods.map(podOf) }));
  });
  server.on("upgrade", (request, socket, head) => {
    cluster.asked.push(request.url ?? "");
    if (cluster.forwardStatus !== 101) {
      socket.end(`HTTP/1.1 ${cluster.forwardStatus} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      open.add(opened);
      if (cluster.deaf) opened.pause();
      cluster.dialled.push(/pods\/([^/]+)\//.exec(request.url ?? "")?.[1] ?? "");
      forwardPort(opened, connect(cluster.target, "127.0.0.1"));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cluster: FakeCluster = {
    kubeconfig,
    pods: [{ name: "grafana-0" }],
    target,
    listStatus: 200,
    forwardStatus: 101,
    dialled: [],
    asked: [],
    deaf: false,
    waiting: () => [...open].reduce((sum, { bufferedAmount }) => sum + bufferedAmount, 0),
    cut: () => {
      for (const each of open) each.terminate();
    },
    stopAnswering: () => {
      cluster.cut();
      server.closeAllConnections();
      server.close();
    },
    stop: async () => {
      if (server.listening) {
        cluster.stopAnswering();
        await once(server, "close");
      }
      rmSync(folder, { recursive: true });
    },
  };
  writeFileSync(kubeconfig, kubeconfigOf((server.address() as AddressInfo).port));
  return cluster;
}

function forwardPort(socket: ServerSocket, pod: Socket): void {
  socket.send(frame(0, PORT_HEADER));
  socket.send(frame(1, PORT_HEADER));
  socket.on("message", (bytes) => pod.write(bytes.subarray(1)));
  socket.on("close", () => pod.destroy());
  socket.on("error", () => pod.destroy());
  pod.on("data", (bytes) => socket.send(frame(0, bytes)));
  pod.on("error", ({ message }) => {
    socket.send(frame(1, Buffer.from(`error forwarding port 3000 to pod: ${message}`)));
  });
  pod.on("close", () => socket.close(1000));
}

function podOf({ name, ready = true, terminating = false }: Pod) {
  return {
    metadata: { name, ...(terminating && { deletionTimestamp: "2026-01-01T00:00:00Z" }) },
    status: { phase: "Running", conditions: [{ type: "Ready", status: ready ? "True" : "False" }] },
  };
}

const kubeconfigOf = (port: number) =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "fake",
    clusters: [
      { name: "fake", cluster: { server: `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true } },
    ],
    users: [{ name: "someone", user: { token: "t0ken" } }],
    contexts: [{ name: "fake", context: { cluster: "fake", user: "someone" } }],
  });
