import { appendFileSync } from "node:fs";
import type { Environment } from "../grafana/access.ts";
import { readText } from "./comment.ts";
import { cut } from "./markdown.ts";
import { required } from "./variables.ts";

/** GitHub takes a mebibyte a step; a character takes at most four bytes. */
const LONGEST = 250_000;

/**
 * Adds a file of Markdown to what the page of the run shows.
 *
 * @returns what was done.
 * @throws ToolError when it cannot be done.
 */
export function summary(file: string, environment: Environment): string {
  const text = cut(readText(file), LONGEST, "_Cut short: the rest is in the log._");
  appendFileSync(required(environment, "GITHUB_STEP_SUMMARY"), `${text}\n`);
  return `${file} is in the summary`;
}
