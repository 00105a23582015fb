import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ToolError } from "../call/tool-error.ts";

/** A revision to compare with. */
export interface Revision {
  readonly commit: string;
  /** Its beginning, as git shortens it. */
  readonly short: string;
  /** How it was found: what was asked for, or `merge base with main`. */
  readonly as: string;
}

/** What is checked out. */
export interface WorkingTree {
  /** Folder of the project within the repository, with a slash at its end; empty at the top. */
  readonly prefix: string;
  readonly short: string;
  /** Whether there is anything that is not committed. */
  readonly isDirty: boolean;
}

/** Branches that the default starts from: the first that there is. */
const BASES = ["main", "origin/main"];

/** @throws ToolError where there is no repository, or nothing is committed yet. */
export async function workingTreeOf(project: string): Promise<WorkingTree> {
  const prefix = await git(["rev-parse", "--show-prefix"], project);
  if (prefix === undefined)
    throw new ToolError(`${project} is in no git repository: there is nothing to compare with`);
  const short = await git(["rev-parse", "--short", "--verify", "--quiet", "HEAD"], project);
  if (short === undefined) throw new ToolError("nothing is committed yet: there is nothing to compare with");
  const status = await git(["status", "--porcelain", "--", "."], project);
  return { prefix, short, isDirty: status !== "" };
}

/**
 * @param asked what git calls a revision; the commit where the branch left `main`, when left out.
 * @throws ToolError when git knows none.
 */
export async function revisionOf(asked: string | undefined, project: string): Promise<Revision> {
  if (asked !== undefined) {
    const found = await commitOf(asked, project);
    if (found === undefined)
      throw new ToolError(`git knows no revision "${asked}" here: fetch it first, as \`git fetch origin\``);
    return { ...(await named(found, project)), as: asked };
  }
  for (const base of BASES) {
    if ((await commitOf(base, project)) === undefined) continue;
    const found = await git(["merge-base", "HEAD", base], project);
    if (found === undefined)
      throw new ToolError(
        `HEAD and ${base} have no commit in common here: name a revision, or fetch more, as \`git fetch --unshallow\``,
      );
    return { ...(await named(found, project)), as: `merge base with ${base}` };
  }
  throw new ToolError(`there is neither ${BASES.join(" nor ")} here: name a revision, as HEAD~1`);
}

async function commitOf(revision: string, project: string): Promise<string | undefined> {
  return git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`], project);
}

async function named(commit: string, project: string) {
  return { commit, short: (await git(["rev-parse", "--short", commit], project)) ?? commit };
}

/**
 * @returns what git prints, or undefined when it fails.
 * @throws ToolError when there is no git.
 */
export async function git(args: readonly string[], cwd: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)("git", [...args], { cwd });
    return stdout.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new ToolError("git is not installed");
    return undefined;
  }
}
