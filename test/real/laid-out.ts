import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Rendered } from "./rendered.ts";

/** Writes a system's files and makes its folders. */
export function laidOut(rendered: Rendered): Rendered {
  for (const directory of rendered.directories) mkdirSync(directory, { recursive: true });
  for (const [path, content] of Object.entries(rendered.files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return rendered;
}
