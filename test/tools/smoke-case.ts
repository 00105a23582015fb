import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OLDEST_CLI } from "../../tools/pulumi/find.ts";
import { type Smoked, smoke } from "../../tools/smoke/smoke.ts";
import { type SmokeStack, startSmokeStack } from "./smoke-stack.ts";

const SETTINGS = {
  target: { kind: "docker" },
  alerting: { runbookBaseUrl: "https://git.example.org/runbooks.md" },
};

interface Row {
  readonly part: string;
  readonly check: string;
  readonly result: string;
  readonly says: string;
  readonly todo?: string;
}

/** What each test gets anew: a project with the stack `test`, and a running stack in which all is well. */
export interface SmokeCase {
  readonly stack: SmokeStack;
  /** As a person would call it, for at most five seconds. */
  readonly run: (args?: readonly string[], environment?: object) => Promise<Smoked>;
  /** The same by --json. @returns its rows that are not ok, as `part: check` → the row. */
  readonly wrong: (environment?: object) => Promise<Readonly<Record<string, Row>>>;
  /** A path in the project. */
  readonly at: (path: string) => string;
}

/** Sets up and clears away around each test of a suite. */
export function smokeCase(settings: object = {}): SmokeCase {
  let stack: SmokeStack;
  let directory: string;
  const all = { ...SETTINGS, ...settings };
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "lookout-smoke-"));
    const config = Object.fromEntries(Object.entries(all).map(([key, value]) => [`lookout:${key}`, value]));
    writeFileSync(join(directory, "Pulumi.test.yaml"), JSON.stringify({ config }));
    stack = await startSmokeStack(all);
  });
  afterEach(async () => {
    await stack.close();
    rmSync(directory, { recursive: true });
  });
  const run: SmokeCase["run"] = async (args = ["test", "--timeout", "5s"], environment = {}) => {
    const before = process.cwd();
    process.chdir(directory);
    try {
      return await smoke(args, { PATH: "", ...stack.environment, ...environment });
    } finally {
      process.chdir(before);
    }
  };
  return {
    get stack() {
      return stack;
    },
    run,
    at: (path) => join(directory, path),
    wrong: async (environment) => {
      const { status, text } = await run(["test", "--timeout", "5s", "--json"], environment);
      const { checks, ok } = JSON.parse(text) as { readonly checks: readonly Row[]; readonly ok: boolean };
      const rows = checks.filter(({ result }) => result !== "ok");
      assert.equal(status, rows.length === 0 ? 0 : 1);
      assert.equal(ok, rows.length === 0);
      return Object.fromEntries(rows.map((row) => [`${row.part}: ${row.check}`, row]));
    },
  };
}

/** The checks that failed, and how many were not tried for that. */
export function failures(rows: Readonly<Record<string, Row>>): readonly string[] {
  return Object.keys(rows).filter((name) => rows[name]?.result === "failed");
}

/** A Pulumi CLI that does one thing. @returns the PATH on which it is found. */
export function fakePulumi(directory: string, does: string): string {
  const file = join(directory, "pulumi");
  writeFileSync(file, `#!/bin/sh\nif [ "$1" = version ]; then echo v${OLDEST_CLI}; exit; fi\n${does}\n`);
  chmodSync(file, 0o755);
  return `${directory}:/usr/bin:/bin`;
}
