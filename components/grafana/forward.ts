import * as pulumi from "@pulumi/pulumi";
import type { PodPort } from "../forward/cluster.ts";
import { reasonOf } from "../forward/fault.ts";
import { LOOPBACK, listen } from "../forward/listener.ts";

interface ForwardArgs extends Omit<PodPort, "system"> {
  /** Port of this machine: fixed for the stack, since the provider's address must be known in every preview. */
  readonly localPort: number;
}

/**
 * A way to Grafana for as long as this program runs: listens on a port of this machine and dials a ready pod for each
 * connection. The cluster is asked for nothing until somebody connects. Without an engine (mocks, the
 * offline preview) it only says the address.
 *
 * @returns the address, once it listens: from then on whoever answers there is this program.
 * @throws RunError when the port cannot be had. A stranger who has it would be told the administrator's password.
 */
export async function forwardToGrafana({ localPort, ...place }: ForwardArgs): Promise<string> {
  if (pulumi.runtime.getEngine() !== undefined) {
    try {
      await listen(localPort, { system: "Grafana", ...place });
    } catch (error) {
      throw new pulumi.RunError(refusal(localPort, error));
    }
  }
  return `http://${LOOPBACK}:${localPort}`;
}

function refusal(port: number, error: unknown): string {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  const what = taken
    ? `port ${port} of ${LOOPBACK} is taken: another pulumi of this stack runs on this machine, or another program listens there`
    : `cannot listen on port ${port} of ${LOOPBACK}: ${reasonOf(error)}`;
  return `lookout:grafana.forwardPort: ${what}. Wait for it to end, or choose another: pulumi config set --path lookout:grafana.forwardPort <port>`;
}
