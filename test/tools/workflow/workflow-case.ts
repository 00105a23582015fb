import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Done, workflow } from "../../../tools/workflow/workflow.ts";
import { type GitHubServer, startGitHub, TOKEN } from "./github-server.ts";

/** The pull request that the workflow runs for. */
export const NUMBER = 7;
export const RUN = "https://github.com/corp/lookout/actions/runs/42";

/** Stands for the CLI: answers as the test says, and writes down how it was called. */
const PULUMI = `#!${process.execPath}
const { readFileSync, writeFileSync } = require("node:fs");
if (process.argv[2] === "version") {
  console.log("v3.259.0");
  process.exit();
}
const { errors, output, status } = JSON.parse(readFileSync(process.env.ANSWER, "utf8"));
writeFileSync(process.env.ANSWER + ".args", JSON.stringify(process.argv.slice(2)));
process.stderr.write(errors);
process.stdout.write(output, () => process.exit(status));
`;

/** What each test gets anew: a runner's folder, a GitHub, a Pulumi. */
export interface WorkflowCase {
  readonly github: GitHubServer;
  readonly said: string[];
  /** A path in the runner's folder. */
  readonly at: (name: string) => string;
  readonly read: (name: string) => string;
  readonly write: (name: string, text: string) => string;
  readonly run: (args: readonly string[], environment?: object) => Promise<Done>;
  /** What Pulumi does when it is called. */
  readonly pulumi: (status: number, plan: object | string, errors?: string) => void;
  /** How Pulumi was called. */
  readonly called: () => readonly string[];
}

/** Sets up and clears away around each test of a suite. */
export function workflowCase(): WorkflowCase {
  let github: GitHubServer;
  let folder: string;
  const said: string[] = [];
  const at = (name: string) => join(folder, name);
  const write = (name: string, text: string) => {
    writeFileSync(at(name), text);
    return at(name);
  };
  before(async () => {
    github = await startGitHub();
  });
  after(() => github.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lookout-workflow-"));
    said.length = 0;
    github.reset();
    mkdirSync(at("bin"));
    chmodSync(write("bin/pulumi", PULUMI), 0o755);
    write("event.json", JSON.stringify({ pull_request: { number: NUMBER } }));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  return {
    get github() {
      return github;
    },
    said,
    at,
    write,
    read: (name) => readFileSync(at(name), "utf8"),
    run: (args, environment = {}) =>
      workflow(
        args,
        {
          PATH: at("bin"),
          ANSWER: at("answer"),
          GITHUB_API_URL: github.url,
          GITHUB_ENV: at("env"),
          GITHUB_EVENT_PATH: at("event.json"),
          GITHUB_REPOSITORY: "corp/lookout",
          GITHUB_RUN_ID: "42",
          GITHUB_SERVER_URL: "https://github.com",
          GITHUB_STEP_SUMMARY: at("summary"),
          GITHUB_TOKEN: TOKEN,
          RUNNER_TEMP: folder,
          ...environment,
        },
        (line) => said.push(line),
      ),
    pulumi: (status, plan, errors = "") => {
      const output = typeof plan === "string" ? plan : JSON.stringify(plan);
      write("answer", JSON.stringify({ status, output, errors }));
    },
    called: () => JSON.parse(readFileSync(at("answer.args"), "utf8")),
  };
}
