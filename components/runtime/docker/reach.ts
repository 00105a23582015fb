import * as pulumi from "@pulumi/pulumi";
import type { Config } from "../../../config/config.ts";
import { whatIsWrong } from "./check.ts";
import { daemonAddress } from "./daemon.ts";

/**
 * Makes sure, before anything is touched, that Docker answers and that the stack's ports are its own or free. Without an
 * engine (mocks, the offline preview), and for stacks elsewhere, it does nothing.
 *
 * @throws RunError that says what to do.
 */
export async function reachDocker(config: Config): Promise<void> {
  if (config.target.kind !== "docker" || pulumi.runtime.getEngine() === undefined) return;
  const problem = await whatIsWrong(config, config.target, daemonAddress(process.env));
  if (problem !== undefined) throw new pulumi.RunError(problem);
}
