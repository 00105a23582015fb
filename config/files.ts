import { readFileSync, statSync } from "node:fs";

/** Text of a file, by its path relative to the project, which is where Pulumi runs the program. */
export function readProjectFile(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  // A mark of the byte order is no part of the text.
  return found?.isFile() === true ? readFileSync(path, "utf8").replace(/^\uFEFF/, "") : undefined;
}
