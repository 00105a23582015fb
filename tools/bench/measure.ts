import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a whole process used. */
export interface Usage {
  readonly userSeconds: number;
  /** Largest resident set. */
  readonly megabytes: number;
  readonly stdout: string;
}

/** Runs a program of this repository to its end. */
export function measure(program: string, args: readonly string[]): Usage {
  const folder = mkdtempSync(join(tmpdir(), "lookout-bench-"));
  try {
    const usage = join(folder, "usage.json");
    const hook = new URL("usage.ts", import.meta.url).href;
    const withOut = args.map((arg) => (arg === "OUT" ? join(folder, "out") : arg));
    const stdout = execFileSync(process.execPath, ["--import", hook, program, ...withOut], {
      encoding: "utf8",
      env: { ...process.env, BENCH_USAGE: usage },
      stdio: ["ignore", "pipe", "inherit"],
    });
    return { ...(JSON.parse(readFileSync(usage, "utf8")) as Omit<Usage, "stdout">), stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
