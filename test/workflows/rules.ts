import { existsSync } from "node:fs";
import { parse } from "yaml";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly "timeout-minutes"?: number;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const NOT_A_FORK = "github.event.pull_request.head.repo.full_name == github.repository";
const PINNED = /uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
const LOCAL = /uses: (\.\/\.github\/[\w./-]+)$/;
/** Those run somebody else's code beside the repository's own credentials. */
const DANGEROUS = ["pull_request_target", "workflow_run", "issue_comment"];

/** What is wrong with a workflow. @param scripts names of those in package.json. */
export function problemsOf(text: string, scripts: readonly string[]): readonly string[] {
  const workflow = parse(text) as Workflow;
  const top = workflow.permissions;
  return [
    ...pins(text),
    ...DANGEROUS.filter((event) => event in workflow.on).map((event) => `runs on ${event}`),
    ...(top === undefined ? ["has no permissions of its own"] : []),
    ...(Object.values(top ?? {}).includes("write") ? ["lets every job write"] : []),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) =>
      [
        ...(job.uses === undefined ? ofJob(job, workflow) : []),
        ...(Object.keys(top ?? {}).length === 0 && job.permissions === undefined
          ? ["has no permissions"]
          : []),
        ...(job.steps ?? []).flatMap((step) => ofStep(step, scripts)),
        ...leaks(job, workflow),
      ].map((what) => `${name}: ${what}`),
    ),
  ];
}

/** What is wrong with an action of the repository's own. */
export function problemsOfAction(text: string, scripts: readonly string[]): readonly string[] {
  const { runs } = parse(text) as { runs: { steps: readonly Step[] } };
  return [...pins(text), ...runs.steps.flatMap((step) => ofStep(step, scripts))];
}

/** By line, since what YAML gives has no comments. */
function pins(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => /^\s*(?:- )?uses:/.test(line) && !PINNED.test(line))
    .filter((line) => !existsSync(LOCAL.exec(line)?.[1] ?? ""))
    .map((line) => `not pinned: ${line.trim()}`);
}

function ofJob(job: Job, workflow: Workflow): readonly string[] {
  return [
    ...(job["timeout-minutes"] === undefined ? ["has no timeout"] : []),
    ...((job.concurrency ?? workflow.concurrency) === undefined ? ["has no concurrency"] : []),
  ];
}

function ofStep({ run, uses = "", with: inputs }: Step, scripts: readonly string[]): readonly string[] {
  const keeps = uses.startsWith("actions/checkout@") && inputs?.["persist-credentials"] !== false;
  return [
    ...(keeps ? ["the checkout keeps the token"] : []),
    ...(run === undefined ? [] : ofRun(run, scripts)),
  ];
}

function ofRun(run: string, scripts: readonly string[]): readonly string[] {
  const script = /^npm run ([\w:-]+)(?: -- [^;&|\n]*)?$/.exec(run)?.[1];
  const isPlain = ["npm ci", "npm start", ".ci/run"].includes(run);
  return [
    ...(isPlain || (script !== undefined && scripts.includes(script))
      ? []
      : [`runs more than a script: ${run}`]),
    ...(run.includes("${{") ? [`puts a value into the shell's text: ${run}`] : []),
  ];
}

/** Secrets, and a token that may write, beside what a pull request from a fork brings. */
function leaks(job: Job, workflow: Workflow): readonly string[] {
  if (!("pull_request" in workflow.on) || job.steps === undefined) return [];
  const hasSecrets = JSON.stringify(job).includes("secrets.") || job.permissions?.["id-token"] === "write";
  const isGuarded = job.if?.includes(NOT_A_FORK) === true;
  return hasSecrets && !isGuarded ? ["has secrets, for forks too"] : [];
}
