import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Reported, usage } from "../../tools/usage/usage.ts";
import { startUsageServer, TOKEN, type UsageServer } from "./usage-server.ts";

/** A Saturday, in the afternoon. */
const NOW = Date.parse("2026-11-21T14:05:00Z");

/** What each test gets anew: a project of somebody's, and a Grafana with two hubs. */
export interface UsageCase {
  readonly grafana: UsageServer;
  readonly said: string[];
  readonly opened: string[];
  /** A path in the project. */
  readonly at: (path: string) => string;
  /** As a person would call it. */
  readonly run: (args: readonly string[], environment?: object) => Promise<Reported>;
  /** The same where it must fail. @returns what it says. */
  readonly refused: (args: readonly string[], environment?: object) => Promise<string>;
  /** What it wrote, by the end of the name. */
  readonly file: (name: string) => string;
}

/** Sets up and clears away around each test of a suite. */
export function usageCase(): UsageCase {
  let grafana: UsageServer;
  let directory: string;
  const said: string[] = [];
  const opened: string[] = [];
  before(async () => {
    grafana = await startUsageServer();
  });
  after(() => grafana.close());
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "lookout-usage-"));
    said.length = 0;
    opened.length = 0;
    grafana.reset();
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const run: UsageCase["run"] = async (args, environment = {}) => {
    const before = process.cwd();
    process.chdir(directory);
    try {
      return await usage(
        args,
        { GRAFANA_URL: grafana.url, GRAFANA_TOKEN: TOKEN, ...environment },
        {
          say: (line) => said.push(line),
          now: NOW,
          open: async (path) => {
            opened.push(path);
            return "no display";
          },
        },
      );
    } finally {
      process.chdir(before);
    }
  };
  return {
    get grafana() {
      return grafana;
    },
    said,
    opened,
    at: (path) => join(directory, path),
    run,
    refused: async (args, environment) => {
      const { status, text } = await run(args, environment);
      assert.equal(status, 2, text);
      assert.ok(!existsSync(join(directory, "out")), "wrote something all the same");
      return text;
    },
    file: (name) => readFileSync(join(directory, "out/usage", `unique-users-${name}`), "utf8"),
  };
}
