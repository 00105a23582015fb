import type { Environment } from "../pulumi/find.ts";
import { runCli } from "../pulumi/run.ts";
import type { LocalState } from "./state.ts";

/** Pulumi's environment for the local stack: its own backend and passphrase, whatever else is set on the machine. */
function localEnvironment({ backend, passphraseFile }: LocalState, environment: Environment): Environment {
  return {
    ...environment,
    PULUMI_BACKEND_URL: backend,
    PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile,
    // It would come first.
    PULUMI_CONFIG_PASSPHRASE: undefined,
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

/**
 * Runs the Pulumi CLI on the local stack.
 *
 * @param show whether people see what it prints; otherwise it is returned.
 * @throws ToolError when there is none.
 */
export function pulumiCli(
  args: readonly string[],
  state: LocalState,
  environment: Environment,
  show: boolean,
): ReturnType<typeof runCli> {
  const local = localEnvironment(state, environment);
  return runCli([...args, "--non-interactive"], local, show ? "readers" : "caller");
}
