import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../config/config.ts";
import { listProjectFiles, readProjectFile } from "../../config/files.ts";
import type { Need } from "../../config/problem.ts";
import { type ReadConfig, readConfig } from "../../config/read.ts";
import { type StackTexts, toInput } from "../../config/texts.ts";
import { type Recording, record } from "../recording/record.ts";
import { readStackFile } from "../recording/stack-file.ts";

/** Name of the Pulumi project, and so the namespace of its settings. */
const PROJECT = "lookout";

/** A stack as it would be deployed. */
export interface PreviewedStack {
  readonly stack: string;
  readonly config: Config;
  /** What it still lacks for a deployment. */
  readonly needs: readonly Need[];
  readonly recording: Recording;
}

/**
 * Every checked-in stack file, then the examples: path by name.
 *
 * @param project folder of the project, which the paths are relative to.
 */
export function stackFiles(project = "."): ReadonlyMap<string, string> {
  const inProject = list(project, "", /^Pulumi\.(.+)\.yaml$/);
  const order = ["dev", "staging", "prod"];
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  inProject.sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
  return new Map([...inProject, ...list(project, "examples", /^(.+)\.yaml$/)]);
}

function list(project: string, directory: string, pattern: RegExp): [name: string, path: string][] {
  const folder = join(project, directory);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const name = pattern.exec(file)?.[1];
      return name === undefined ? [] : [[name, join(directory, file)] as [string, string]];
    });
}

/**
 * Runs the program for a stack file. A secret that the stack lacks stands as a placeholder and is listed.
 *
 * @throws ConfigError with all that is wrong in the file.
 */
export async function previewStack(path: string): Promise<PreviewedStack> {
  const { config, file, needs } = readStack(path);
  return { stack: file.stack, config, needs, recording: await record(file) };
}

/**
 * Reads a stack file as the program would.
 *
 * @throws StackFileError or ConfigError with all that is wrong in the file.
 */
export function readStack(path: string): ReadConfig & { readonly file: StackTexts } {
  const file = readStackFile(path, PROJECT);
  const input = { ...toInput(file), readFile: readProjectFile, listFiles: listProjectFiles };
  return { file, ...readConfig(input) };
}
