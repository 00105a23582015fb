import { spawn } from "node:child_process";
import { LocalError } from "./local-error.ts";
import type { LocalState } from "./state.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Pulumi's environment for the local stack: its own backend and passphrase, whatever else is set on the machine. */
export function localEnvironment(
  { backend, passphraseFile }: LocalState,
  environment: Environment,
): Environment {
  return {
    ...environment,
    PULUMI_BACKEND_URL: backend,
    PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile,
    // It would come first.
    PULUMI_CONFIG_PASSPHRASE: undefined,
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

interface Ended {
  readonly status: number;
  /** What it printed, when that was asked for. */
  readonly output: string;
}

/**
 * Runs the Pulumi CLI, which `npm run` puts on the path; the package fetches it on first use.
 *
 * @param show whether people see what it prints; otherwise it is returned.
 * @throws LocalError when there is none.
 */
export function pulumiCli(
  args: readonly string[],
  state: LocalState,
  environment: Environment,
  show: boolean,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", [...args, "--non-interactive"], {
      env: localEnvironment(state, environment),
      stdio: ["ignore", show ? "inherit" : "pipe", "inherit"],
      shell: process.platform === "win32",
    });
    const parts: Buffer[] = [];
    child.stdout?.on("data", (part: Buffer) => parts.push(part));
    child.once("error", ({ code, message }: NodeJS.ErrnoException) =>
      reject(
        new LocalError(
          code === "ENOENT"
            ? "the Pulumi CLI is not there: run `npm ci`, then this by `npm run`"
            : `cannot run pulumi: ${message}`,
        ),
      ),
    );
    child.once("close", (status) =>
      resolve({ status: status ?? 1, output: Buffer.concat(parts).toString() }),
    );
  });
}
