import { listProjectFiles, readProjectFile } from "../../config/files.ts";
import { readConfig } from "../../config/read.ts";
import { toInput } from "../../config/texts.ts";
import { record } from "../recording/record.ts";
import { encryptedValues, readStackFile } from "../recording/stack-file.ts";
import { type Render, toRender } from "./render.ts";

/** A stack, or why it could not be rendered. */
export type Rendered = { readonly render: Render } | { readonly path: string; readonly failure: string };

/** Name of the Pulumi project, and so the namespace of its settings. */
const PROJECT = "lookout";

/** Runs the program of the project around this file for each stack file, one after the other. */
export async function renderStacks(paths: readonly string[]): Promise<readonly Rendered[]> {
  const rendered: Rendered[] = [];
  for (const path of paths) {
    try {
      rendered.push({ render: await renderStack(path) });
    } catch (error) {
      rendered.push({ path, failure: error instanceof Error ? error.message : String(error) });
    }
  }
  return rendered;
}

async function renderStack(path: string): Promise<Render> {
  const file = readStackFile(path, PROJECT);
  const { config } = readConfig({
    ...toInput(file),
    readFile: readProjectFile,
    listFiles: listProjectFiles,
  });
  const { registrations } = await record(file);
  return toRender(file, config, registrations, encryptedValues(path, PROJECT));
}
