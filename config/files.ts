import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";

/** Text of a file, by its path relative to the project, which is where Pulumi runs the program. */
export function readProjectFile(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  // A mark of the byte order is no part of the text.
  return found?.isFile() === true ? readFileSync(path, "utf8").replace(/^\uFEFF/, "") : undefined;
}

/** Paths of all files in a folder of the project and below it, in order. Links are followed, also those that lead nowhere. */
export function listProjectFiles(directory: string): readonly string[] | undefined {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  return [...filesBelow(directory.replace(/\/$/, ""), [])].sort();
}

/** @param around real paths of the folders that this one lies in: a link to one of them has no end. */
function filesBelow(directory: string, around: readonly string[]): readonly string[] {
  const real = realpathSync(directory);
  if (around.includes(real)) return [];
  return readdirSync(directory).flatMap((name): readonly string[] => {
    const path = `${directory}/${name}`;
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    return isFolder ? filesBelow(path, [...around, real]) : [path];
  });
}
