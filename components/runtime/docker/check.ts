import { createServer } from "node:net";
import type { Config, DockerTarget } from "../../../config/config.ts";
import { LOCAL_PORT_NAMES, LOCAL_PORTS, type LocalPortName } from "../../../model/local-ports.ts";
import type { WorkloadName } from "../../../model/names.ts";
import { askDaemon, type DaemonAddress, describeAddress, isAddress, isOnThisMachine } from "./daemon.ts";
import { objectName } from "./names.ts";

/** Address that all ports are bound to. */
export const LOOPBACK = "127.0.0.1";

/** What keeps a stack from being brought up, for a person; undefined when nothing does. */
export async function whatIsWrong(
  config: Pick<Config, "stack" | "alerting" | "demo">,
  target: DockerTarget,
  address: DaemonAddress,
): Promise<string | undefined> {
  const containers = await runningContainers(address);
  if (typeof containers === "string") return containers;
  const used = LOCAL_PORT_NAMES.filter((name) => isUsed(LOCAL_PORTS[name].workload, config));
  const taken = await Promise.all(used.map((name) => whoHas(name, config, target, containers)));
  const lines = taken.filter((line) => line !== undefined);
  return lines.length === 0 ? undefined : lines.join("\n");
}

/** Not every stack has all that could be bound. */
function isUsed(workload: WorkloadName, { alerting, demo }: Pick<Config, "alerting" | "demo">): boolean {
  if (workload === "alertmanager") return alerting.engine === "prometheus";
  return workload !== "demo" || demo.enabled;
}

/** What keeps one from Docker, for a person; undefined when it answers. */
export async function whyNoDocker(address: DaemonAddress): Promise<string | undefined> {
  const containers = await runningContainers(address);
  return typeof containers === "string" ? containers : undefined;
}

/** @returns the reason where they cannot be known. */
async function runningContainers(address: DaemonAddress): Promise<readonly Container[] | string> {
  const where = describeAddress(address);
  if (!isAddress(address)) {
    return `DOCKER_HOST is ${where}, which is no address: write unix:///… or tcp://127.0.0.1:…, or unset it`;
  }
  if (!isOnThisMachine(address)) {
    return `DOCKER_HOST is ${where}, another machine: the stack is open to that machine alone. Run this there, or unset DOCKER_HOST`;
  }
  try {
    return (await askDaemon(address, "GET", "/containers/json")) as readonly Container[];
  } catch (error) {
    return noDaemon(where, error as NodeJS.ErrnoException);
  }
}

interface Container {
  readonly Names: readonly string[];
  readonly Ports: readonly { readonly IP?: string; readonly PublicPort?: number }[];
}

function noDaemon(where: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === "EACCES" || code === "EPERM") {
    return `Docker at ${where} lets you not in: add your user to the group "docker" and log in again, or use rootless Docker`;
  }
  const missing = code === "ENOENT" || code === "ECONNREFUSED";
  return `Docker does not answer at ${where}${missing ? "" : ` (${message})`}: start it, or set DOCKER_HOST (docker context inspect shows where yours listens)`;
}

/** One line for a port that another has. */
async function whoHas(
  name: LocalPortName,
  config: Pick<Config, "stack">,
  { ports }: DockerTarget,
  containers: readonly Container[],
): Promise<string | undefined> {
  const port = ports[name];
  const holder = containers.find(({ Ports }) => Ports.some(({ PublicPort }) => PublicPort === port));
  const holderName = holder?.Names[0]?.replace(/^\//, "");
  if (holderName === objectName(config, LOCAL_PORTS[name].workload)) return undefined;
  const free = holderName === undefined && (await isFree(port));
  if (free) return undefined;
  const who = holderName === undefined ? "another program" : `the container ${holderName}`;
  return `lookout:target.ports.${name}: port ${port} of ${LOOPBACK} is taken by ${who}. End it, or set lookout:target.ports.${name} in Pulumi.${config.stack}.yaml to another port`;
}

/** Whether a program could listen there now. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code !== "EADDRINUSE"));
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
