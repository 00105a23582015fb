import type { Config } from "../../config/config.ts";
import { ConfigError } from "../../config/problem.ts";
import { ToolError } from "../call/tool-error.ts";
import { readStack, stackFiles } from "../preview/stacks.ts";
import { StackFileError } from "../recording/stack-file.ts";

const LOCAL = "dev";

/**
 * The config of the stack that is meant: the one that is named, else PULUMI_STACK as for Pulumi itself, else `dev`, else the
 * only one.
 * Source: https://www.pulumi.com/docs/iac/cli/environment-variables/
 *
 * @throws ToolError when there is none, when there are several, or when its file is wrong.
 */
export function readStackConfig(named: string | undefined, selected: string | undefined): Config {
  const files = new Map([...stackFiles()].filter(([, path]) => path.startsWith("Pulumi.")));
  const names = [...files.keys()];
  if (names.length === 0)
    throw new ToolError("there is no stack file here: run it in the project, beside Pulumi.yaml");
  // Pulumi takes `organisation/project/stack` too: the file has the last part's name.
  const wanted = [named, selected]
    .find((each) => (each ?? "") !== "")
    ?.split("/")
    .at(-1);
  const only = names.length === 1 ? names[0] : undefined;
  const stack = wanted ?? (files.has(LOCAL) ? LOCAL : only);
  if (stack === undefined) throw new ToolError(`name the stack by --stack: ${names.join(", ")}`);
  const path = files.get(stack);
  if (path === undefined) throw new ToolError(`no stack is called ${stack}; there are: ${names.join(", ")}`);
  try {
    const { config, needs } = readStack(path);
    const context = needs.find((need) => need.path === "target.context");
    if (context !== undefined)
      throw new ToolError(`lookout:target.context: ${context.reason}: ${context.command}`);
    return config;
  } catch (error) {
    if (error instanceof ConfigError || error instanceof StackFileError) throw new ToolError(error.message);
    throw error;
  }
}
