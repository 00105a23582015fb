import { readFileSync, statSync } from "node:fs";

/** Text of a file, by its path relative to the project, which is where Pulumi runs the program. */
export function readProjectFile(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? readFileSync(path, "utf8") : undefined;
}
