import { spawn } from "node:child_process";
import { ToolError } from "../call/tool-error.ts";
import { type Environment, findCli } from "./find.ts";

interface Ended {
  readonly status: number;
  /** What it printed, when that was asked for. */
  readonly output: string;
}

/** Who sees what the CLI prints: `people`, who may also answer it; `readers`, who may not; or the caller, as output. */
export type Audience = "people" | "readers" | "caller";

/**
 * Puts the Pulumi CLI in this process' place, so that its signals, its input and its status are the CLI's; where the
 * system has no such thing (Windows), it runs beside.
 *
 * @returns the status, if it ran beside.
 * @throws ToolError when there is none.
 */
export async function becomeCli(args: readonly string[], environment: Environment): Promise<number> {
  if (process.platform === "win32") return (await runCli(args, environment, "people")).status;
  const { file, path } = await findCli(environment);
  return process.execve!(file, [file, ...args], { ...environment, PATH: path } as NodeJS.ProcessEnv);
}

/**
 * Runs the Pulumi CLI to its end.
 *
 * @throws ToolError when there is none.
 */
export async function runCli(
  args: readonly string[],
  environment: Environment,
  audience: Audience,
): Promise<Ended> {
  const { file, path } = await findCli(environment);
  // Ctrl+C reaches the CLI too, which ends in order; who started it waits for that.
  const wait = () => undefined;
  process.on("SIGINT", wait);
  try {
    return await ended(file, args, { ...environment, PATH: path }, audience);
  } finally {
    process.off("SIGINT", wait);
  }
}

function ended(file: string, args: readonly string[], env: Environment, audience: Audience): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env,
      stdio: [
        audience === "people" ? "inherit" : "ignore",
        audience === "caller" ? "pipe" : "inherit",
        "inherit",
      ],
    });
    const parts: Buffer[] = [];
    child.stdout?.on("data", (part: Buffer) => parts.push(part));
    child.once("error", ({ message }) => reject(new ToolError(`cannot run ${file}: ${message}`)));
    child.once("close", (status) =>
      resolve({ status: status ?? 1, output: Buffer.concat(parts).toString() }),
    );
  });
}
