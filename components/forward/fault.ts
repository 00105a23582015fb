/** Why a connection cannot be carried to a pod. */
export class Fault extends Error {
  /** Waiting may help: a pod is restarting, a network is flaky. */
  readonly passing: boolean;

  constructor(message: string, { passing }: { readonly passing: boolean }) {
    super(message);
    this.passing = passing;
  }
}

/** What an error says, without its stack, its causes' stacks and anything that could hold a credential. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  // Several addresses were tried: https://nodejs.org/api/net.html#netgetdefaultautoselectfamily
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return cause instanceof Error ? `${message}: ${reasonOf(cause)}` : message;
}

/**
 * An answer in HTTP, since that is what clients of every system here speak, as Grafana's own failures look: its provider
 * shows the message of those. (seen) It asks again after a 500, but not after a 403, which suits what waiting cannot
 * help. Never a 404, which would mean "gone" and drop things from Pulumi's state.
 */
export function answerOf(error: unknown, system: string): string {
  const lasting = error instanceof Fault && !error.passing;
  const said = `lookout: no way to ${system}: ${reasonOf(error)}`.replaceAll(/\s+/g, " ");
  const body = `${JSON.stringify({ message: said })}\n`;
  return [
    `HTTP/1.1 ${lasting ? "403 Forbidden" : "500 Internal Server Error"}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}
