import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** Lists what was written, so that the next run takes away that and nothing else. */
const LIST = ".written-by-lookout.json";

/** Path relative to the directory → content. */
export type OutFiles = ReadonlyMap<string, string>;

/** Replaces what the last run wrote. Files that somebody else put there stay. */
export function replaceOutput(directory: string, files: OutFiles): void {
  removeWritten(directory);
  for (const [path, content] of files) {
    const at = inside(directory, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, content);
  }
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, LIST), `${JSON.stringify([...files.keys()], undefined, 1)}\n`);
}

function removeWritten(directory: string): void {
  const list = join(directory, LIST);
  if (!existsSync(list)) return;
  const written = JSON.parse(readFileSync(list, "utf8")) as readonly string[];
  for (const path of written) {
    const at = inside(directory, path);
    rmSync(at, { force: true });
    removeEmpty(dirname(at), directory);
  }
}

function removeEmpty(folder: string, root: string): void {
  const within = relative(resolve(root), folder);
  if (within === "" || within.startsWith("..") || !existsSync(folder) || readdirSync(folder).length > 0)
    return;
  rmdirSync(folder);
  removeEmpty(dirname(folder), root);
}

/** @throws for a path that leads out of the directory: the list is a file that anybody could have edited. */
function inside(directory: string, path: string): string {
  const root = resolve(directory);
  const at = resolve(root, path);
  if (!at.startsWith(root + sep)) throw new Error(`${path} is not inside ${directory}`);
  return at;
}
