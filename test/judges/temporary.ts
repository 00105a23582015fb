import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** Calls `use` with the path of a new folder, which is removed when what it returned has settled. */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "judges-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** File name → content, such as rule files. No folders in names, nor what Prometheus reads as a pattern. */
export type Files = Readonly<Record<string, string>>;

/** Writes the files into a folder, made if need be. Throws when a name is no plain file name. */
export function writeFiles(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    if (basename(name) !== name || !/^[\w.-]*\w$/.test(name)) {
      throw new Error(`"${name}" is no name for a file: use A-Z a-z 0-9 . _ -`);
    }
    writeFileSync(join(folder, name), content);
  }
}
