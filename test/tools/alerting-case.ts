import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AlertingServer, startAlertingServer, TOKEN } from "./alerting-server.ts";

export interface Result {
  readonly status: number;
  readonly text: string;
}

type Tool = (args: readonly string[], environment: Readonly<Record<string, string>>) => Promise<Result>;

/** What each test gets anew: a project with the stacks `grafana` and `prometheus`, called after their engines, and who tells. */
export interface AlertingCase {
  readonly server: AlertingServer;
  readonly run: (args: readonly string[], environment?: object) => Promise<Result>;
  /** The same where it must fail. @returns what it says. */
  readonly refused: (args: readonly string[], environment?: object) => Promise<string>;
}

const ALERTING = {
  groupWait: "1s",
  contactPoints: [
    { kind: "webhook", name: "pager", url: "https://pager.example.org" },
    { kind: "webhook", name: "chat", url: "https://chat.example.org" },
    { kind: "webhook", name: "unused", url: "https://nobody.example.org" },
    { kind: "heartbeat", name: "alive" },
  ],
  routes: { page: "pager", ticket: "chat", specific: [{ severity: "page", team: "data", to: "chat" }] },
};

/** Sets up and clears away around each test of a suite. */
export function alertingCase(tool: Tool): AlertingCase {
  let server: AlertingServer;
  let directory: string;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "lookout-alerting-"));
    for (const engine of ["grafana", "prometheus"]) {
      const config = { "lookout:target": { kind: "docker" }, "lookout:alerting": { engine, ...ALERTING } };
      writeFileSync(join(directory, `Pulumi.${engine}.yaml`), JSON.stringify({ config }));
    }
    server = await startAlertingServer();
  });
  afterEach(async () => {
    await server.close();
    rmSync(directory, { recursive: true });
  });
  const run: AlertingCase["run"] = async (args, environment = {}) => {
    const before = process.cwd();
    process.chdir(directory);
    try {
      const { url } = server;
      return await tool(args, {
        GRAFANA_URL: url,
        GRAFANA_TOKEN: TOKEN,
        ALERTMANAGER_URL: url,
        ...environment,
      });
    } finally {
      process.chdir(before);
    }
  };
  return {
    get server() {
      return server;
    },
    run,
    refused: async (args, environment) => {
      const { status, text } = await run(args, environment);
      assert.equal(status, 2, text);
      return text;
    },
  };
}
