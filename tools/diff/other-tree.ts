import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ToolError } from "../call/tool-error.ts";
import { type Children, cleaned } from "./children.ts";
import { git, type Revision } from "./git.ts";

/** Where another revision's project is checked out. */
export interface OtherTree {
  readonly project: string;
  /** For files that are to be gone afterwards as well. */
  readonly folder: string;
}

interface Around {
  /** Folder of this project, and where it is in its repository. */
  readonly project: string;
  readonly prefix: string;
  readonly children: Children;
  /** Told what takes long. */
  readonly say: (line: string) => void;
}

/** A hook of the repository's has no business in a work tree that lives for seconds. */
const NO_HOOKS = ["-c", "core.hooksPath=/dev/null"];

/**
 * Checks another revision out into a temporary work tree, with its dependencies, and removes it again.
 *
 * @throws ToolError when it cannot be checked out or has no dependencies.
 */
export async function inOtherTree<T>(
  revision: Revision,
  around: Around,
  work: (other: OtherTree) => Promise<T>,
): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "lookout-diff-")));
  const tree = join(folder, "tree");
  const project = join(tree, around.prefix);
  const clean = () => {
    around.children.end();
    remove(folder, tree, project, around.project);
  };
  return cleaned(clean, async () => {
    const added = await git(
      [...NO_HOOKS, "worktree", "add", "--detach", "--quiet", tree, revision.commit],
      around.project,
    );
    if (added === undefined)
      throw new ToolError(
        `git cannot check ${revision.short} out into a work tree: try \`git worktree prune\``,
      );
    await makeReady(project, revision, around);
    return work({ project, folder });
  });
}

function remove(folder: string, tree: string, project: string, home: string): void {
  const modules = join(project, "node_modules");
  // A link to the packages of this project must not be followed by anybody.
  if (isLink(modules)) unlinkSync(modules);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  // The tree is gone: so is what the repository knows of it, and of no other.
  if (!existsSync(tree)) spawnSync("git", ["worktree", "remove", "--force", tree], { cwd: home });
}

function isLink(path: string): boolean {
  return existsSync(path) && realpathSync(path) !== path;
}

async function makeReady(project: string, revision: Revision, around: Around): Promise<void> {
  if (!existsSync(join(project, "index.ts")) || !existsSync(join(project, "Pulumi.yaml")))
    throw new ToolError(`${revision.short} cannot be rendered: there is no Lookout in it`);
  await install(project, revision, around);
  // This revision's recorder runs that revision's program, also one that had none yet.
  for (const folder of ["tools/recording", "tools/render"])
    cpSync(join(around.project, folder), join(project, folder), { recursive: true });
}

async function install(
  project: string,
  { short }: Revision,
  { children, project: home, say }: Around,
): Promise<void> {
  const locks = [home, project].map((each) => lockOf(each));
  const modules = join(home, "node_modules");
  if (locks[0] === locks[1] && existsSync(modules)) {
    symlinkSync(realpathSync(modules), join(project, "node_modules"), "junction");
    return;
  }
  say(`${short} has other dependencies: installing them (npm ci)`);
  // Scripts of packages fetch what deployments need; nothing that is rendered does.
  const { status } = await children
    .run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: project,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    })
    .catch(() => ({ status: 127 }));
  if (status !== 0)
    throw new ToolError(
      `${short} cannot be rendered: it has other dependencies, and \`npm ci\` there ended with status ${status}`,
    );
}

function lockOf(project: string): string | undefined {
  const path = join(project, "package-lock.json");
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
