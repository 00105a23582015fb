import { createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster, PodPort } from "./cluster.ts";
import { carry } from "./connection.ts";
import { type Patience, patience } from "./patience.ts";

export const LOOPBACK = "127.0.0.1";

/** How long the program of the preview before may need to let go of the port. */
const RELEASE_MILLISECONDS = 5_000;
const PAUSE_MILLISECONDS = 200;

/**
 * Listens on the port of this machine and carries what connects to a pod. It does not keep the program alive.
 *
 * @param release how long a program that has the port is waited for, in milliseconds.
 * @throws Node's error, of code EADDRINUSE when another program has the port.
 */
export async function listen(
  port: number,
  place: PodPort,
  waiting: Patience = patience(),
  release = RELEASE_MILLISECONDS,
): Promise<Server> {
  const way = { system: place.system, cluster: onDemand(place), patience: waiting };
  const deadline = Date.now() + release;
  for (;;) {
    // Half-open: a client that has finished sending still gets its answer.
    const server = createServer({ allowHalfOpen: true }, (client) => carry(client, way));
    try {
      await listening(server, port);
      return server;
    } catch (error) {
      const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!taken || Date.now() > deadline) throw error;
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}

function listening(server: Server, port: number): Promise<void> {
  const { promise, reject, resolve } = Promise.withResolvers<void>();
  // It stays: a connection that cannot be accepted later on must not end the program either.
  server.on("error", reject);
  server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
    server.unref();
    resolve();
  });
  return promise;
}

/** The Kubernetes client takes most of a second to load: only who connects pays for it. */
function onDemand(place: PodPort): () => Promise<Cluster> {
  let cluster: Promise<Cluster> | undefined;
  return async () => {
    cluster ??= import("./cluster.ts").then(({ clusterOf }) => clusterOf(place));
    try {
      return await cluster;
    } catch (error) {
      cluster = undefined;
      throw error;
    }
  };
}
