import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { devNull } from "node:os";
import { whenWeEnd } from "../judges/ending.ts";
import { until } from "./until.ts";

export interface ProgramOptions {
  /** For messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** File that takes standard output and standard error. */
  readonly log: string;
  /** Answers with 200 when it is ready. */
  readonly ready: string;
}

/** A program that runs beside the tests. */
export interface Program {
  /** Asks it to end, waits for that, and kills it when it takes longer than 20 s. May be called again. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** What it has written. */
  log(): string;
}

const STOP_MS = 20_000;
const START_SECONDS = 60;

/** Starts a program that ends with the tests at the latest; resolves once it is ready. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { args, command, environment = {}, log, name, ready } = options;
  const file = openSync(log, "a");
  const child = spawn(command, args, {
    stdio: ["ignore", file, file],
    // No server may find a cluster, be it the developer's or the one that CI runs in.
    env: { ...process.env, KUBECONFIG: devNull, KUBERNETES_SERVICE_HOST: "", ...environment },
  });
  closeSync(file);
  const forget = whenWeEnd(() => child.kill("SIGKILL"));
  child.once("close", forget);
  child.unref();
  const read = () => readFileSync(log, "utf8");
  const program = { stop: () => end(child, "SIGTERM"), kill: () => end(child, "SIGKILL"), log: read };
  try {
    await Promise.race([
      until(`${name} is ready at ${ready}`, () => isReady(ready), { seconds: START_SECONDS, everyMs: 100 }),
      once(child, "close").then(() => Promise.reject(new Error(`${name} ended before it was ready`))),
    ]);
    return program;
  } catch (error) {
    await program.kill();
    throw new Error(`${name} did not start\n${read().split("\n").slice(-20).join("\n")}`, { cause: error });
  }
}

async function isReady(url: string): Promise<true | undefined> {
  const { ok } = await fetch(url, { signal: AbortSignal.timeout(1000) });
  return ok ? true : undefined;
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const closed = once(child, "close");
  child.kill(signal);
  const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await closed;
  clearTimeout(late);
}
