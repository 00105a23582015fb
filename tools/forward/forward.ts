import type { Server } from "node:net";
import type { Config, KubernetesTarget } from "../../config/config.ts";
import { selectorLabels } from "../../model/labels.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Environment } from "../grafana/access.ts";
import { type Call, parseCall, USAGE } from "./call.ts";
import { onDocker } from "./docker.ts";
import { openForward } from "./kubernetes.ts";
import { readStackConfig } from "./stack.ts";
import { addressOf, systemOf } from "./systems.ts";

/** What came of a call. */
export interface Forwarded {
  /** 0, or 2 for what the caller has to mend. */
  readonly status: 0 | 2;
  readonly text: string;
  /** What listens, and keeps the program alive; absent where nothing had to. */
  readonly server?: Server;
}

/**
 * Makes a system reachable from this machine, by the stack files of the project that this process works in.
 *
 * @param say is told when the way there breaks, and when it is back.
 */
export async function forward(
  args: readonly string[],
  environment: Environment,
  say: (line: string) => void,
): Promise<Forwarded> {
  try {
    const call = parseCall(args);
    if (call === undefined) return { status: 0, text: USAGE };
    const config = readStackConfig(call.stack, environment["PULUMI_STACK"]);
    const reason = systemOf(call.system).absent?.(config);
    if (reason !== undefined)
      throw new ToolError(`the stack ${config.stack} has no ${systemOf(call.system).title}: ${reason}`);
    const { target } = config;
    return target.kind === "docker"
      ? { status: 0, text: onDocker(call, config, target) }
      : await onKubernetes(call, config, target, say);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { status: 2, text: error.message };
  }
}

async function onKubernetes(
  { port, system }: Call,
  config: Config,
  { context, namespace }: KubernetesTarget,
  say: (line: string) => void,
): Promise<Forwarded> {
  const { port: podPort, title } = systemOf(system);
  const place = { system: title, context, namespace, labels: selectorLabels(system), podPort };
  const local = port ?? podPort;
  const server = await openForward(local, place, say);
  const where = `namespace ${namespace}${context === undefined ? "" : `, context ${context}`}`;
  const address = addressOf(system, local, config);
  return { status: 0, text: `${title} of ${config.stack} (${where}): ${address} until Ctrl+C`, server };
}
