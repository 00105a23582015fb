import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { nameOf, readRange } from "../../tools/usage/days.ts";
import { scriptNames } from "../script-names.ts";
import { unknownOptions } from "../tool-options.ts";
import { problemsOf, problemsOfAction } from "./rules.ts";

const WORKFLOWS = ".github/workflows";
const ACTION = ".github/actions/stack/action.yml";
const read = (name: string) => readFileSync(`${WORKFLOWS}/${name}`, "utf8");
const names = readdirSync(WORKFLOWS);
const known = scriptNames();

// That they are valid, actionlint says: test/style.test.ts.
describe("the workflows", () => {
  it("are all there", () =>
    assert.deepEqual(names, ["deploy.yml", "drift.yml", "pull-request.yml", "test.yml", "usage.yml"]));

  for (const name of names) {
    it(`${name}: pinned, least permissions, bounded, one line a step, nothing for forks`, () =>
      assert.deepEqual(problemsOf(read(name), known), []));
  }

  it("give tools options that they have", async () =>
    assert.deepEqual(await unknownOptions(names.map(read).join("\n")), []));

  it("the action that they share too", () =>
    assert.deepEqual(problemsOfAction(readFileSync(ACTION, "utf8"), known), []));

  it("have each action in one version", () => {
    const all = [...names.map(read), readFileSync(ACTION, "utf8")].join("\n");
    const pins = [...new Set(all.match(/[\w.-]+\/[\w.-]+@[0-9a-f]{40} # .+/g))];
    const actions = pins.map((pin) => pin.split("@")[0]);
    assert.deepEqual(actions, [...new Set(actions)]);
  });

  it("may write only comments and issues", () => {
    const writes = names.flatMap((name) => {
      const { jobs } = parse(read(name)) as {
        jobs: Record<string, { permissions?: Record<string, string> }>;
      };
      return Object.entries(jobs).flatMap(([job, { permissions = {} }]) =>
        Object.entries(permissions)
          .filter(([, right]) => right === "write")
          .map(([what]) => `${name} ${job} ${what}`),
      );
    });
    assert.deepEqual(writes, [
      "deploy.yml staging id-token",
      "deploy.yml prod id-token",
      "drift.yml drift id-token",
      "drift.yml drift issues",
      "pull-request.yml diff pull-requests",
      "pull-request.yml preview id-token",
      "pull-request.yml preview pull-requests",
    ]);
  });

  it("deploy what of main was tested, prod after staging's smoke test, one deployment of a stack at a time, none cut off", () => {
    const { jobs } = parse(read("deploy.yml")) as { jobs: Record<string, Deploying> };
    // Without a status function in its `if`, a job waits for the success of those that it needs.
    const { prod, staging, test } = jobs;
    assert.deepEqual(
      [test?.if, staging?.needs, prod?.needs, prod?.if],
      [undefined, "test", "staging", undefined],
    );
    assert.equal(staging?.if, "$" + "{{ github.ref == 'refs/heads/main' && vars.PULUMI_BACKEND_URL != '' }}");
    for (const stack of ["staging", "prod"]) {
      const job = jobs[stack]!;
      assert.equal(job.environment, stack);
      assert.deepEqual(job.concurrency, { group: `stack-${stack}`, "cancel-in-progress": false });
      assert.match(job.steps.at(-2)?.run ?? "", /^npm run pulumi -- up --yes --non-interactive/);
      assert.equal(job.steps.at(-1)?.run, `npm run smoke -- ${stack}`);
      assert.match(job.env["PULUMI_STACK"] ?? "", new RegExp(`${stack}$`));
    }
  });

  it("report exactly the month before, on the first of each", () => {
    const { env = {} } = stepOf("usage.yml", "usage", /^npm run usage/);
    const [from, to] = ["FROM", "TO"].map((name) => / '(.+)' \}\}$/.exec(env[name] ?? "")?.[1] ?? "");
    assert.match(read("usage.yml"), /cron: "\d+ \d+ 1 \* \*"/);
    const { days } = readRange(from!, to!, Date.parse("2027-03-01T04:41:00Z"));
    assert.deepEqual(
      [days[0], days.at(-1)].map((day) => nameOf(day!)),
      ["2027-02-01", "2027-02-28"],
    );
  });

  const CHECKOUT = /@3d3c42e[0-9a-f]+ # v[\d.]+/;
  const broken: readonly (readonly [name: string, from: string | RegExp, to: string, problem: RegExp])[] = [
    ["test.yml", CHECKOUT, "@v7", /^not pinned: - uses: actions\/checkout@v7$/],
    ["test.yml", CHECKOUT, "@3d3c42e # v7.0.1", /^not pinned/],
    ["test.yml", / # v7\.0\.1/, "", /^not pinned/],
    ["pull-request.yml", "workflows/test.yml", "workflows/gone.yml", /^not pinned: uses: \.\/\.github/],
    ["test.yml", "persist-credentials: false", "fetch-depth: 1", /^test: the checkout keeps the token$/],
    ["test.yml", "permissions:\n  contents: read\n", "", /^has no permissions of its own$/],
    ["test.yml", "contents: read", "contents: write", /^lets every job write$/],
    ["usage.yml", "    permissions:\n      contents: read\n", "", /^usage: has no permissions$/],
    ["test.yml", "timeout-minutes: 90", "name: x", /^test: has no timeout$/],
    ["drift.yml", "    concurrency:\n", "    x:\n", /^drift: has no concurrency$/],
    ["pull-request.yml", "  pull_request:", "  pull_request_target:", /^runs on pull_request_target$/],
    [
      "pull-request.yml",
      /(preview:\n {4}if: vars\S+ != '').+/,
      "$1",
      /^preview: has secrets, for forks too$/,
    ],
    ["drift.yml", '"$STACK"\n', "$" + "{{ matrix.stack }}\n", /^drift: puts a value into the shell's text/],
    ["drift.yml", "npm run workflow -- drift", "pulumi preview; npm run", /^drift: runs more than a script/],
    [
      "drift.yml",
      "npm run workflow -- drift",
      "npm run workflow -- x | tee",
      /^drift: runs more than a script/,
    ],
    [
      "drift.yml",
      /run: (npm run workflow .+)/,
      "run: |\n          $1\n          id",
      /^drift: runs more than/,
    ],
    ["drift.yml", "npm run workflow", "npm run work", /^drift: runs more than a script/],
    [
      "drift.yml",
      "run: npm run workflow",
      "run: |\n          a\n          npm run workflow",
      /^drift: runs more than/,
    ],
  ];
  for (const [name, from, to, problem] of broken) {
    it(`are refused with ${JSON.stringify(to)} for ${String(from).slice(0, 40)} in ${name}`, () => {
      const text = read(name).replace(from, to);
      assert.notEqual(text, read(name));
      const problems = problemsOf(text, known);
      assert.ok(
        problems.some((each) => problem.test(each)),
        JSON.stringify(problems),
      );
    });
  }
});

function stepOf(workflow: string, job: string, run: RegExp): Step {
  const { jobs } = parse(read(workflow)) as { jobs: Record<string, { steps: readonly Step[] }> };
  return jobs[job]!.steps.find((step) => run.test(step.run ?? ""))!;
}

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Deploying {
  readonly if?: string;
  readonly needs?: string;
  readonly environment: string;
  readonly concurrency: object;
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
