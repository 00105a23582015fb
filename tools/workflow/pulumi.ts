import { spawn } from "node:child_process";
import { ToolError } from "../call/tool-error.ts";
import { type Environment, variables } from "../grafana/access.ts";
import { findCli } from "../pulumi/find.ts";

/** How a preview ended. */
export interface Ended {
  readonly status: number;
  /** The plan, as Pulumi writes it with `--json`. */
  readonly output: string;
  /** What it said beside it. */
  readonly errors: string;
}

/**
 * Previews a stack.
 *
 * @param stack unless PULUMI_STACK names it in full, with its organisation.
 *
 * @throws ToolError when there is no CLI.
 */
export async function pulumiPreview(
  stack: string,
  options: readonly string[],
  environment: Environment,
): Promise<Ended> {
  const named = variables(environment, undefined)("PULUMI_STACK") ?? stack;
  const args = ["preview", "--stack", named, "--json", "--non-interactive", "--color", "never", ...options];
  const { file, path } = await findCli(environment);
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env: { ...environment, PATH: path },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => output.push(part));
    child.stderr.on("data", (part: Buffer) => errors.push(part));
    child.once("error", ({ message }) => reject(new ToolError(`cannot run ${file}: ${message}`)));
    child.once("close", (status) =>
      resolve({
        status: status ?? 1,
        output: Buffer.concat(output).toString(),
        errors: Buffer.concat(errors).toString(),
      }),
    );
  });
}
