import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
const IS_WINDOWS = process.platform === "win32";

/** Programs that this one runs, which end with it however it ends. */
export class Children {
  readonly #running = new Set<ChildProcess>();

  /** Runs a program to its end. @returns its status and what it wrote to a pipe of standard error. */
  run(program: string, args: readonly string[], options: SpawnOptions) {
    // A group of its own, so that what it starts can be ended with it.
    const child = spawn(program, [...args], { ...options, detached: !IS_WINDOWS });
    this.#running.add(child);
    const parts: Buffer[] = [];
    child.stderr?.on("data", (part: Buffer) => parts.push(part));
    return new Promise<{ readonly status: number; readonly stderr: string }>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => {
        this.#running.delete(child);
        resolve({ status: status ?? 1, stderr: Buffer.concat(parts).toString() });
      });
    });
  }

  end(): void {
    for (const child of this.#running) {
      try {
        if (IS_WINDOWS || child.pid === undefined) child.kill("SIGKILL");
        else process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
    this.#running.clear();
  }
}

/** Does something, and `clean` after it: also when it fails, and when somebody ends this program meanwhile. */
export async function cleaned<T>(clean: () => void, work: () => Promise<T>): Promise<T> {
  const interrupted = (signal: keyof typeof SIGNALS) => {
    clean();
    process.exit(128 + SIGNALS[signal]);
  };
  const signals = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];
  for (const signal of signals) process.on(signal, interrupted);
  try {
    return await work();
  } finally {
    clean();
    for (const signal of signals) process.off(signal, interrupted);
  }
}
