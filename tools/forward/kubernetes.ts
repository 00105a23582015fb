import type { Server } from "node:net";
import { clusterOf, type PodPort } from "../../components/forward/cluster.ts";
import { Fault, reasonOf } from "../../components/forward/fault.ts";
import { LOOPBACK, listen } from "../../components/forward/listener.ts";
import { type Patience, patience } from "../../components/forward/patience.ts";
import { ToolError } from "../call/tool-error.ts";

/** A pod that restarts may be away so long before those who ask are told. */
const PATIENCE_MILLISECONDS = 30_000;

/**
 * Listens on a port of this machine and carries each connection to a ready pod, dialling anew for each: a pod that is
 * replaced is found again. It keeps the program alive.
 *
 * @param say is told when a connection fails, and when the next one works.
 * @throws ToolError when the port is taken, or when there is no way to a pod at first.
 */
export async function openForward(
  port: number,
  place: PodPort,
  say: (line: string) => void,
): Promise<Server> {
  let server: Server;
  try {
    server = await listen(port, place, telling(patience(PATIENCE_MILLISECONDS), place.system, say), 0);
  } catch (error) {
    throw new ToolError(refusal(port, error));
  }
  try {
    const tunnel = await clusterOf(place).dial({ onBytes: () => true, onEnd: () => {} });
    tunnel.close();
  } catch (error) {
    server.close();
    if (error instanceof Fault) throw new ToolError(error.message);
    throw error;
  }
  return server.ref();
}

/** Says what happens, once each time it changes. */
function telling(inner: Patience, system: string, say: (line: string) => void): Patience {
  let broken = false;
  return {
    worked: () => {
      inner.worked();
      if (broken) say(`${system} answers again`);
      broken = false;
    },
    failed: (reason) => {
      if (!broken) say(`no way to ${system}: ${reasonOf(reason)}; trying again for each connection`);
      broken = true;
      return inner.failed(reason);
    },
  };
}

function refusal(port: number, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `port ${port} of ${LOOPBACK} is taken: name another behind the system, as ${port < 65_535 ? port + 1 : port - 1}`;
  if (code === "EACCES") return `port ${port} is not for everybody's use: name one above 1023`;
  return `cannot listen on port ${port} of ${LOOPBACK}: ${reasonOf(error)}`;
}
