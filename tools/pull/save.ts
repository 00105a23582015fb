import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { listProjectFiles, readProjectFile } from "../../config/files.ts";
import { ToolError } from "../call/tool-error.ts";
import type { PulledFile } from "./to-file.ts";

/** What became of a file. */
export interface Saved {
  readonly path: string;
  readonly change: "written" | "changed" | "unchanged";
  /** Other files with the same UID, which are in the way. */
  readonly others: readonly string[];
}

/**
 * Writes a dashboard to the file in its folder that has its UID already or, where there is none, to one of its name.
 *
 * @throws ToolError when it cannot be written.
 */
export function save({ dashboard, directory, folder, uid }: PulledFile): Saved {
  const present = (listProjectFiles(directory) ?? []).filter(
    (each) => each.endsWith(".json") && uidIn(each) === uid,
  );
  const place = `${directory}/${folder.uid}/`;
  const path = present.find((each) => each.startsWith(place)) ?? `${place}${uid}.json`;
  const others = present.filter((each) => each !== path);
  const text = `${JSON.stringify(dashboard, undefined, 2)}\n`;
  const before = readProjectFile(path);
  if (before === text) return { path, change: "unchanged", others };
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new ToolError(`cannot write ${path}: ${(error as Error).message}`);
  }
  return { path, change: before === undefined ? "written" : "changed", others };
}

function uidIn(path: string): unknown {
  try {
    return (JSON.parse(readProjectFile(path) ?? "") as { readonly uid?: unknown } | null)?.uid;
  } catch {
    return undefined; // the config's reader says what is wrong with it
  }
}
