import { spawn } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { devNull } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Context } from "mocha";
import { binDirectory, cachedTool, fingerprint, judgesDirectory, type ToolName } from "./recipes.ts";

/** A program, written by others, whose verdict on our output counts. README.md says what each decides. */
export type JudgeName = Exclude<ToolName, "kubernetes-schemas">;

export interface Verdict {
  /** Exit status; 0 means that the judge accepts. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface JudgeOptions {
  /** Given on standard input; nothing by default. */
  readonly input?: string;
  /** Working directory, for relative paths; this process's by default. */
  readonly directory?: string;
  /** Variables of the environment beside this process's, such as those that the configuration names. */
  readonly environment?: Readonly<Record<string, string>>;
  /** After this the judge is killed and the promise rejected; 60,000 by default. */
  readonly timeoutMs?: number;
}

/** Arguments without which a judge would ask the network, or would judge differently from machine to machine. */
const ownArguments: Readonly<Partial<Record<JudgeName, () => readonly string[]>>> = {
  actionlint: () => ["-no-color", "-shellcheck=", "-pyflakes="],
  kubeconform: () => {
    const schemas = findTool("kubernetes-schemas")!;
    const version = readFileSync(join(schemas, "version"), "utf8").trim();
    const location = join(schemas, "kubeconform");
    return ["-strict", "-kubernetes-version", version, "-schema-location", location];
  },
  "kubectl-validate": () => ["--local-schemas", join(findTool("kubernetes-schemas")!, "openapi")],
  // The last --config counts: one that is given takes the place of ours.
  pint: () => [
    ...["--offline", "--no-color", "--show-duplicates", "--log-level=warn"],
    `--config=${join(judgesDirectory, "pint", "pint.hcl")}`,
  ],
};

/** What a judge reads besides its input. */
const needs: Readonly<Partial<Record<JudgeName, ToolName>>> = {
  kubeconform: "kubernetes-schemas",
  "kubectl-validate": "kubernetes-schemas",
};

/** Path of a judge of the version that this commit asks for, or undefined if it, or what it needs, is not installed. */
export function findJudge(name: JudgeName): string | undefined {
  const needed = needs[name];
  return needed !== undefined && findTool(needed) === undefined ? undefined : findTool(name);
}

function findTool(name: ToolName): string | undefined {
  const link = join(binDirectory, name);
  if (existsSync(link) && basename(dirname(realpathSync(link))) === fingerprint(name)) {
    return link;
  }
  const cached = cachedTool(name);
  return existsSync(cached) ? cached : undefined;
}

/**
 * Runs a judge to its end, whatever its verdict, with the arguments that keep it offline before the given ones.
 * Rejects when the judge is not installed, cannot start, takes too long or is killed.
 */
export async function runJudge(
  name: JudgeName,
  args: readonly string[],
  { input = "", directory, environment = {}, timeoutMs = 60_000 }: JudgeOptions = {},
): Promise<Verdict> {
  const path = findJudge(name);
  if (path === undefined) {
    throw new Error(notInstalled(name));
  }
  const own = ownArguments[name]?.() ?? [];
  const child = spawn(path, [...own, ...args], {
    ...(directory === undefined ? {} : { cwd: directory }),
    // No judge may find a cluster, be it the developer's or the one that CI runs in.
    env: { ...process.env, KUBECONFIG: devNull, KUBERNETES_SERVICE_HOST: "", ...environment },
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  const text = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (part: string) => {
      text[stream] += part;
    });
  }
  child.stdin.on("error", () => {}); // a judge may end without reading its input
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => {
      if (status === null) {
        reject(new Error(`${name} was killed (${signal}; it may take ${timeoutMs} ms)\n${text.stderr}`));
      } else {
        resolve({ status, ...text });
      }
    });
  });
}

const announced = new Set<JudgeName>();

/**
 * For a mocha test or hook that asks a judge: skips it, loudly, when the judge is not installed; under CI, where
 * nobody reads what was skipped, it fails instead.
 */
export function requireJudge(this: Context, name: JudgeName): void {
  if (findJudge(name) !== undefined) {
    return;
  }
  if (process.env["CI"] === "true") {
    throw new Error(notInstalled(name));
  }
  if (!announced.has(name)) {
    announced.add(name);
    console.warn(`SKIPPED: ${notInstalled(name)}`);
  }
  this.skip();
}

function notInstalled(name: JudgeName): string {
  return `${name} is not installed; run: npm run judges:install`;
}
