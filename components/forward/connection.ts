import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "./cluster.ts";
import { answerOf, Fault } from "./fault.ts";
import type { Patience } from "./patience.ts";
import type { Tunnel } from "./tunnel.ts";

export interface Way {
  /** What it leads to, as people call it. */
  readonly system: string;
  /** @throws Fault */
  readonly cluster: () => Promise<Cluster>;
  readonly patience: Patience;
}

/** What a request may hold, in bytes, to be sent again when no pod took it. */
const KEPT = 8 * 1024 * 1024;
/** How long a client that has finished sending waits for what it asked for: the protocol cannot pass its end on. */
const LINGER_MILLISECONDS = 30_000;
const GOODBYE_MILLISECONDS = 5_000;
/**
 * How container runtimes say that nothing listens in the pod, or that there is none: no byte was delivered then.
 * Source: containerd's sandbox_portforward_linux.go
 */
const REFUSED = /refused|failed to (?:connect|dial|find)|dial tcp|namespace .* is closed/i;

/**
 * Carries one accepted connection to a pod and back; without a way there, answers as a failing server would.
 * Nothing here keeps the program alive, and nothing that fails ends it.
 */
export function carry(client: Socket, way: Way): void {
  client.unref();
  client.setNoDelay(true);
  client.on("error", () => client.destroy());
  // A client that says nothing needs no cluster; and an answer before its request would confuse it.
  client.once("data", (first: Buffer) => {
    client.pause();
    reach(client, [first], way).catch((error: unknown) => refuse(client, error, way.system));
  });
}

/** @throws Fault when waiting does not help, or has not. */
async function reach(client: Socket, request: Buffer[], way: Way): Promise<void> {
  while (!client.destroyed) {
    try {
      await attempt(client, request, way);
      return;
    } catch (error) {
      const pause = way.patience.failed(error);
      const hopeless = error instanceof Fault && !error.passing;
      if (pause === undefined || hopeless || sizeOf(request) > KEPT) throw error;
      await sleep(pause, undefined, { ref: false });
    }
  }
}

/**
 * One try. It settles when the connection is over.
 *
 * @param request what the client has sent so far: grows until the first byte of an answer, then is emptied.
 * @throws Fault when the client has got nothing and the pod neither.
 */
async function attempt(client: Socket, request: Buffer[], { cluster, patience }: Way): Promise<void> {
  const { dial } = await cluster();
  const { promise: over, reject, resolve } = Promise.withResolvers<void>();
  let answered = false;
  const tunnel = await dial({
    onBytes: (bytes) => {
      if (!answered) patience.worked();
      answered = true;
      request.length = 0;
      return client.write(bytes);
    },
    onEnd: (error) => {
      if (error !== undefined && !answered && REFUSED.test(error)) {
        reject(new Fault(`the pod does not answer: ${error}`, { passing: true }));
        return;
      }
      // A broken answer must not look like a finished one.
      if (error === undefined) client.end();
      else client.resetAndDestroy();
      resolve();
    },
  });
  const detach = attach(client, tunnel, (chunk) => {
    if (!answered && sizeOf(request) <= KEPT) request.push(chunk);
  });
  for (const chunk of request) tunnel.send(chunk, () => {});
  client.resume();
  try {
    await over;
  } finally {
    client.pause();
    detach();
  }
}

/** From the client to the pod, no faster than the pod takes it; and the client's pace for what comes back. */
function attach(client: Socket, tunnel: Tunnel, keep: (chunk: Buffer) => void): () => void {
  const onData = (chunk: Buffer) => {
    keep(chunk);
    if (!tunnel.send(chunk, () => client.resume())) client.pause();
  };
  const onEnd = () => {
    setTimeout(tunnel.close, LINGER_MILLISECONDS).unref();
  };
  client.on("data", onData).on("end", onEnd).on("close", tunnel.close).on("drain", tunnel.resume);
  return () => {
    client.off("data", onData).off("end", onEnd).off("close", tunnel.close).off("drain", tunnel.resume);
  };
}

function refuse(client: Socket, error: unknown, system: string): void {
  // What is left unread would reach the client as a reset, in place of the answer.
  client.resume();
  client.end(answerOf(error, system));
  setTimeout(() => client.destroy(), GOODBYE_MILLISECONDS).unref();
}

const sizeOf = (chunks: readonly Buffer[]) => chunks.reduce((sum, { length }) => sum + length, 0);
