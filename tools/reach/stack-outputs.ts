import type { Config } from "../../config/config.ts";
import { isObject, type Json } from "../../config/dashboards/json.ts";
import { ToolError } from "../call/tool-error.ts";
import { pulumiCli } from "../local/cli.ts";
import { localState, STACK } from "../local/state.ts";
import type { Environment } from "../pulumi/find.ts";
import { runCli } from "../pulumi/run.ts";

/**
 * A stack's outputs as Pulumi keeps them, secrets readable: for whoever may deploy it.
 *
 * @throws ToolError when Pulumi does not tell.
 */
export async function stackOutputs({ stack, target }: Config, environment: Environment): Promise<Json> {
  const call = ["stack", "output", "--json", "--show-secrets", "--stack"];
  const local = localState(".");
  const { output, status } =
    target.kind === "docker" && stack === STACK && local.exists
      ? await pulumiCli([...call, STACK], local, environment, false)
      : await runCli([...call, fullName(stack, environment), "--non-interactive"], environment, "caller");
  if (status !== 0) throw new ToolError(`\`pulumi stack output\` ended with status ${status}`);
  const outputs: unknown = JSON.parse(output);
  return isObject(outputs) ? outputs : {};
}

/** `organisation/project/staging`, where the environment says so for this stack. */
function fullName(stack: string, { PULUMI_STACK }: Environment): string {
  return PULUMI_STACK?.split("/").at(-1) === stack ? PULUMI_STACK : stack;
}
