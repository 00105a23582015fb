import type { Config, DockerTarget } from "../../config/config.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Call } from "./call.ts";
import { addressOf, systemOf } from "./systems.ts";

/**
 * Where a system is on Docker: its ports are those of this machine already.
 *
 * @throws ToolError when another port is asked for.
 */
export function onDocker({ port, system }: Call, config: Config, target: DockerTarget): string {
  const { title } = systemOf(system);
  const own = target.ports[system];
  if (port !== undefined && port !== own)
    throw new ToolError(
      `the stack ${config.stack} runs on Docker, where ${title} is at port ${own} already: leave the port out`,
    );
  return `${title} of ${config.stack} on Docker: ${addressOf(system, own, config)}`;
}
