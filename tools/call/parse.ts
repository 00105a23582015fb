import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { ToolError } from "./tool-error.ts";

/**
 * Reads a call's options and what stands beside them.
 *
 * @param usage is told with what is wrong.
 * @throws ToolError when the call has others, or lacks a value.
 */
export function parsed<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new ToolError(`${(error as Error).message}\n\n${usage}`);
  }
}
