import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What the copy needs: the program, its tools, and what names its packages. */
const COPIED = [
  "alerts",
  "components",
  "config",
  "dashboards",
  "model",
  "provisioning",
  "rules",
  "slo",
  "systems",
  "tools",
  "index.ts",
  "Pulumi.yaml",
  "package.json",
  "package-lock.json",
];
/** What a revision that is older than the tool has not. */
const NEWER = ["tools/diff", "tools/diff.ts", "tools/render"];

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A git repository with a copy of the project in a folder of it, and what is left of temporary files. */
export class Repository {
  readonly root: string;
  readonly project: string;
  readonly #temporary: string;
  readonly #programs: string;

  constructor() {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), "lookout-repository-")));
    this.project = join(this.root, "repository", "lookout");
    this.#temporary = join(this.root, "temporary");
    this.#programs = join(this.root, "programs");
    for (const folder of [this.project, this.#temporary, this.#programs])
      mkdirSync(folder, { recursive: true });
    for (const path of COPIED) cpSync(path, join(this.project, path), { recursive: true });
    symlinkSync(realpathSync("node_modules"), join(this.project, "node_modules"));
    this.write("../.gitignore", "node_modules\n");
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.project, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.project, path), "utf8");
  }

  git(...args: readonly string[]): string {
    const identity = [
      "-c",
      "user.name=Ann",
      "-c",
      "user.email=ann@example.com",
      "-c",
      "commit.gpgsign=false",
    ];
    return execFileSync("git", [...identity, ...args], {
      cwd: join(this.project, ".."),
      encoding: "utf8",
    }).trim();
  }

  /** @returns the commit. */
  commit(message: string): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
    return this.git("rev-parse", "HEAD");
  }

  /** Takes away what an older revision had not. */
  withoutTool(): void {
    for (const path of NEWER) rmSync(join(this.project, path), { recursive: true });
  }

  restoreTool(): void {
    for (const path of NEWER) cpSync(path, join(this.project, path), { recursive: true });
  }

  /** Puts a program in place of another one of that name. */
  program(name: string, script: string): void {
    const path = join(this.#programs, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  start(...args: readonly string[]) {
    const env = {
      ...process.env,
      PATH: `${this.#programs}:${process.env["PATH"]}`,
      TMPDIR: this.#temporary,
      GIT_CEILING_DIRECTORIES: this.root,
    };
    // From elsewhere, as `npm run --prefix` may.
    return spawn(process.execPath, [join(this.project, "tools/diff.ts"), ...args], { cwd: this.root, env });
  }

  /** Runs `npm run diff` to its end. */
  diff(...args: readonly string[]): Promise<Run> {
    const child = this.start(...args);
    const read = (stream: NodeJS.ReadableStream) => {
      const parts: string[] = [];
      stream.setEncoding("utf8").on("data", (part: string) => parts.push(part));
      return parts;
    };
    const [stdout, stderr] = [read(child.stdout), read(child.stderr)];
    return new Promise((done, failed) => {
      child.once("error", failed);
      child.once("close", (status) => done({ status, stdout: stdout.join(""), stderr: stderr.join("") }));
    });
  }

  /** What the tool has left behind: files, and what git knows of work trees besides the one. */
  leftovers(): readonly string[] {
    const trees = this.git("worktree", "list", "--porcelain").match(/^worktree .*/gm) ?? [];
    return [...readdirSync(this.#temporary), ...trees.slice(1)];
  }

  /** Whether the tool is at work in a temporary tree. */
  isBusy(): boolean {
    return readdirSync(this.#temporary).some((name) =>
      existsSync(join(this.#temporary, name, "tree", "lookout", "node_modules")),
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }
}

export const MODULES = resolve("node_modules");
