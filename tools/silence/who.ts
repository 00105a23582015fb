import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ToolError } from "../call/tool-error.ts";

/**
 * Whose name a silence bears: the one that is given, else git's user.
 *
 * @throws ToolError when there is neither.
 */
export async function whoSilences(given: string | undefined): Promise<string> {
  const name = (given ?? (await gitUser())).trim();
  if (name === "") throw new ToolError("say who silences: --by <name>, since git has no user.name here");
  return name;
}

function gitUser(): Promise<string> {
  return promisify(execFile)("git", ["config", "user.name"]).then(
    ({ stdout }) => stdout,
    () => "",
  );
}
