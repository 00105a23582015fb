import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { whyNoDocker } from "../../components/runtime/docker/check.ts";
import { askDaemon, daemonAddress, describeAddress } from "../../components/runtime/docker/daemon.ts";
import { STACK as LABEL } from "../../components/runtime/docker/names.ts";
import { told } from "../call/told.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Environment } from "../pulumi/find.ts";
import { pulumiCli } from "./cli.ts";
import { localState, STACK, STACK_FILE, writeConfigFile } from "./state.ts";

const USAGE = `Removes the stack of ${STACK_FILE} from this machine's Docker.

  npm run down                 all but the data of Prometheus, Loki and Jaeger, which the next \`npm run up\` takes up again
  npm run down -- --volumes    that too`;

/** @returns the status: 0 when all is gone that was to go. */
export async function down(args: readonly string[], environment: Environment): Promise<number> {
  try {
    const { help, volumes } = parseCall(args);
    if (help) {
      console.log(USAGE);
      return 0;
    }
    const status = await destroy(environment);
    if (status !== 0 || !volumes) return status;
    await removeVolumes(environment);
    return 0;
  } catch (error) {
    return told(error);
  }
}

function parseCall(args: readonly string[]): { readonly help: boolean; readonly volumes: boolean } {
  try {
    const options = {
      volumes: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new ToolError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function destroy(environment: Environment): Promise<number> {
  const state = localState(".");
  if (!state.exists) {
    console.log("The stack was never brought up on this machine.");
    return 0;
  }
  // Found out in the midst of it, half of the stack would be forgotten.
  const problem = await whyNoDocker(daemonAddress(environment));
  if (problem !== undefined) throw new ToolError(problem);
  writeConfigFile(state, readFileSync(STACK_FILE, "utf8"));
  const call = ["destroy", "--yes", "--stack", STACK, "--config-file", state.configFile];
  const { status } = await pulumiCli(call, state, environment, true);
  return status;
}

interface Volumes {
  readonly Volumes: readonly { readonly Name: string }[] | null;
}

/** Those that carry the stack's label: Pulumi forgets a volume that it keeps. */
async function removeVolumes(environment: Environment): Promise<void> {
  const address = daemonAddress(environment);
  const filters = encodeURIComponent(JSON.stringify({ label: [`${LABEL}=${STACK}`] }));
  try {
    const { Volumes } = (await askDaemon(address, "GET", `/volumes?filters=${filters}`)) as Volumes;
    for (const { Name } of Volumes ?? []) {
      await askDaemon(address, "DELETE", `/volumes/${encodeURIComponent(Name)}`);
      console.log(`removed ${Name}`);
    }
  } catch (error) {
    throw new ToolError(`Docker at ${describeAddress(address)}: ${(error as Error).message}`);
  }
}
