import { readFileSync, writeFileSync } from "node:fs";
import { whatIsWrong } from "../../components/runtime/docker/check.ts";
import { daemonAddress } from "../../components/runtime/docker/daemon.ts";
import { listProjectFiles, readProjectFile } from "../../config/files.ts";
import { ConfigError } from "../../config/problem.ts";
import { readConfig } from "../../config/read.ts";
import { toInput } from "../../config/texts.ts";
import { told } from "../call/told.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Environment } from "../pulumi/find.ts";
import { readStackFile, StackFileError } from "../recording/stack-file.ts";
import { pulumiCli } from "./cli.ts";
import { type LocalState, localState, prepareState, STACK, STACK_FILE, writeConfigFile } from "./state.ts";

const USAGE = `Brings the stack of ${STACK_FILE} up on this machine's Docker, and says where everything is.

  npm run up                   what follows -- goes to \`pulumi up\`: npm run up -- --refresh`;

/** @returns the status: 0 when all is ready. */
export async function up(args: readonly string[], environment: Environment): Promise<number> {
  // Pulumi's own help would end well, and look as if the stack were up.
  if (args.includes("--help") || args.includes("-h")) {
    console.log(USAGE);
    return 0;
  }
  try {
    await refuse(environment);
    const state = localState(".");
    prepareState(state);
    if (state.exists) writeConfigFile(state, readFileSync(STACK_FILE, "utf8"));
    else await makeStack(state, environment);
    const call = ["up", "--yes", "--stack", STACK, "--config-file", state.configFile, ...args];
    const { status } = await pulumiCli(call, state, environment, true);
    if (status === 0) console.log(await whereItIs(state, environment));
    return status;
  } catch (error) {
    return told(error);
  }
}

/** What can be known before anything is touched. */
async function refuse(environment: Environment): Promise<void> {
  try {
    const file = readStackFile(STACK_FILE, "lookout");
    const { config } = readConfig({
      ...toInput(file),
      readFile: readProjectFile,
      listFiles: listProjectFiles,
    });
    const { target } = config;
    if (target.kind !== "docker") throw new ToolError(`${STACK_FILE}: lookout:target.kind is not docker`);
    const problem = await whatIsWrong(config, target, daemonAddress(environment));
    if (problem !== undefined) throw new ToolError(problem);
  } catch (error) {
    const isTold = error instanceof ConfigError || error instanceof StackFileError;
    throw isTold ? new ToolError(error.message) : error;
  }
}

/** Pulumi writes its salt into the stack file, which is checked in: it is moved to where the passphrase is. */
async function makeStack(state: LocalState, environment: Environment): Promise<void> {
  const before = readFileSync(STACK_FILE, "utf8");
  try {
    const { output, status } = await pulumiCli(["stack", "init", STACK], state, environment, false);
    if (status !== 0) throw new ToolError(`pulumi could not make the stack: ${output.trim()}`);
    writeConfigFile(state, before, readFileSync(STACK_FILE, "utf8"));
  } finally {
    writeFileSync(STACK_FILE, before);
  }
}

interface Outputs {
  readonly access?: {
    readonly pages?: Readonly<Record<string, string>>;
    readonly otlp?: { readonly grpc: string; readonly http: string };
  };
}

async function whereItIs(state: LocalState, environment: Environment): Promise<string> {
  const { output, status } = await pulumiCli(
    ["stack", "output", "--json", "--stack", STACK],
    state,
    environment,
    false,
  );
  if (status !== 0)
    throw new ToolError(
      "the stack is up, but pulumi does not tell where it is: npm run local -- stack output says why",
    );
  const { access = {} } = JSON.parse(output) as Outputs;
  const rows = [
    ...Object.entries(access.pages ?? {}),
    ["OTLP over gRPC", access.otlp?.grpc ?? ""],
    ["OTLP over HTTP", access.otlp?.http ?? ""],
  ] as const;
  const lines = rows.map(([name, url]) => `  ${name.padEnd(16)}${url}`);
  return [
    "",
    "Ready:",
    ...lines,
    "",
    "Log in as admin; the password: npm run local -- stack output adminPassword --show-secrets",
  ].join("\n");
}
