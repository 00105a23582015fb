import { existsSync } from "node:fs";
import { request } from "node:http";
import { homedir } from "node:os";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** How to reach Docker's daemon. */
export interface DaemonAddress {
  /** `DOCKER_HOST`, when it is set. */
  readonly host?: string;
  /** A socket that is there, beside the provider's own default. */
  readonly socket?: string;
}

/** Where the daemon listens unless told otherwise. */
const DEFAULT_SOCKET = "/var/run/docker.sock";

/** `DOCKER_HOST` if set; else the usual socket, that of rootless Docker, or that of Docker Desktop. */
export function daemonAddress(environment: Environment, exists = existsSync): DaemonAddress {
  const { DOCKER_HOST: host, XDG_RUNTIME_DIR: runtime } = environment;
  if (host !== undefined && host !== "") return { host };
  if (exists(DEFAULT_SOCKET)) return {};
  const others = [
    ...(runtime === undefined ? [] : [join(runtime, "docker.sock")]),
    join(homedir(), ".docker/run/docker.sock"),
  ];
  const socket = others.find((path) => exists(path));
  return socket === undefined ? {} : { socket };
}

/** The address as an error names it. */
export function describeAddress({ host, socket }: DaemonAddress): string {
  return host ?? `unix://${socket ?? DEFAULT_SOCKET}`;
}

/** Whether it is written as Docker's clients take it: `unix:///…`, `npipe:////…`, `tcp://host:port`, `ssh://host`. */
export function isAddress({ host }: DaemonAddress): boolean {
  if (host === undefined) return true;
  if (/^(?:unix|npipe):\/\/./.test(host)) return true;
  return /^(?:tcp|ssh|https?):\/\/[^/]/.test(host) && URL.canParse(host);
}

/**
 * Whether what the daemon binds to 127.0.0.1 is found at 127.0.0.1 of this machine. A daemon on another one is not
 * served by a stack whose ports are open to nobody else.
 */
export function isOnThisMachine({ host }: DaemonAddress): boolean {
  if (host === undefined || /^(?:unix|npipe):/.test(host)) return true;
  return /^tcp:\/\/(?:127(?:\.\d+){3}|localhost|\[::1\])(?::|$|\/)/.test(host);
}

/**
 * Asks the daemon's API, the oldest version that today's daemons and those of ten years ago share.
 *
 * @throws when nobody answers, or the answer is an error.
 */
export async function askDaemon(
  address: DaemonAddress,
  method: "GET" | "DELETE",
  path: string,
): Promise<unknown> {
  const { body, status } = await send(address, method, path);
  if (status >= 400) throw new Error(messageOf(body) ?? `Docker answers ${status}`);
  return body === "" ? undefined : JSON.parse(body);
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

function send(address: DaemonAddress, method: string, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ ...endpoint(address), method, path, timeout: 10_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
      );
    });
    call.on("timeout", () => call.destroy(new Error("no answer within 10 s")));
    call.on("error", reject);
    call.end();
  });
}

function endpoint({ host, socket }: DaemonAddress) {
  if (host === undefined) return { socketPath: socket ?? DEFAULT_SOCKET };
  if (/^(?:unix|npipe):/.test(host)) return { socketPath: host.replace(/^(?:unix|npipe):(?:\/\/)?/, "") };
  const { hostname, port } = new URL(host.replace(/^tcp:/, "http:"));
  return { host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? 2375 : Number(port) };
}

function messageOf(body: string): string | undefined {
  try {
    const { message } = JSON.parse(body) as { readonly message?: unknown };
    return typeof message === "string" ? message : undefined;
  } catch {
    return undefined;
  }
}
