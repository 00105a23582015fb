import { readFileSync } from "node:fs";
import { ToolError } from "../call/tool-error.ts";
import type { Environment } from "../grafana/access.ts";
import { gitHub } from "./github.ts";
import { cut, LONGEST_BODY } from "./markdown.ts";
import { findMarked, isSame, markOf } from "./marked.ts";
import { required, runLink } from "./variables.ts";

/**
 * Keeps one comment on the pull request that the workflow runs for.
 *
 * @param name of the comment, a pull request has one of each.
 * @param file its text, as Markdown.
 * @returns what was done.
 * @throws ToolError when it cannot be done.
 */
export async function comment(name: string, file: string, environment: Environment): Promise<string> {
  const number = pullRequest(required(environment, "GITHUB_EVENT_PATH"));
  const text = readText(file).replace(markOf(name), "").trim();
  const note = `_Cut short: the rest is in the summary of [the run](${runLink(environment)})._`;
  const body = `${markOf(name)}\n${cut(text, LONGEST_BODY - markOf(name).length - 1, note)}`;
  const { all, ask } = gitHub(environment);
  const there = findMarked(await all(`/issues/${number}/comments`), name);
  if (there === undefined) {
    await ask("POST", `/issues/${number}/comments`, { body });
    return `commented on #${number}`;
  }
  if (isSame(there.body, body)) return `the comment on #${number} says so already`;
  await ask("PATCH", `/issues/comments/${there.id}`, { body });
  return `renewed the comment on #${number}`;
}

/** @throws ToolError when there is none. */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new ToolError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function pullRequest(event: string): number {
  const { pull_request: request } = JSON.parse(readText(event)) as { pull_request?: { number: number } };
  if (request === undefined)
    throw new ToolError("this event is of no pull request: there is nothing to comment on");
  return request.number;
}
