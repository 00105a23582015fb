import { readFileSync } from "node:fs";
import { ToolError } from "../call/tool-error.ts";
import type { Render } from "../render/render.ts";
import type { Rendered } from "../render/stacks.ts";
import type { Children } from "./children.ts";

/** A thousand SLOs take seconds; a program that waits for something offline waits for ever. */
const LONGEST_MINUTES = 5;

/** The program that renders, in either tree. */
const PROGRAM = "tools/render/main.ts";

/**
 * Renders stack files of a project by a process of its own.
 *
 * @param side how errors call it.
 * @param out a file that the process writes.
 * @returns the renders, in the order of the files.
 * @throws ToolError when one cannot be rendered: a line for another revision, all that is wrong for the working tree.
 */
export async function renderTree(
  project: string,
  paths: readonly string[],
  side: { readonly name: string; readonly isOther: boolean },
  out: string,
  children: Children,
): Promise<readonly Render[]> {
  if (paths.length === 0) return [];
  const { status, stderr } = await children.run(process.execPath, [PROGRAM, out, ...paths], {
    cwd: project,
    stdio: ["ignore", "ignore", "pipe"],
    timeout: LONGEST_MINUTES * 60_000,
  });
  if (status !== 0) throw new ToolError(`${side.name} cannot be rendered: ${reasonIn(stderr)}`);
  const rendered = JSON.parse(readFileSync(out, "utf8")) as readonly Rendered[];
  return rendered.map((each) => {
    if ("render" in each) return each.render;
    const { failure, path } = each;
    const isSaid = failure.startsWith(path);
    const text = side.isOther ? oneLine(failure) : failure;
    throw new ToolError(
      `${side.name} cannot be rendered: ${isSaid && !side.isOther ? text : `${path}: ${text}`}`,
    );
  });
}

/** The line by which Node names an error, before its stack trace. */
function reasonIn(stderr: string): string {
  const lines = stderr.split("\n").map((each) => each.trim());
  const named = lines.find((each) => /^(?:\w+ )?\w*Error\b.*: /.test(each));
  return (
    named ??
    lines.findLast((each) => each !== "") ??
    `it ended without a word, or did not end in ${LONGEST_MINUTES} minutes`
  );
}

/** The first of several problems, and how many more. */
function oneLine(message: string): string {
  const [first = "", ...more] = message.split("\n").map((each) => each.trim());
  const [problem, ...others] = more.filter((each) => each !== "");
  if (problem === undefined) return first;
  return `${problem}${others.length > 0 ? ` (and ${others.length} more)` : ""}`;
}
