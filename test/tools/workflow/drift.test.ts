import assert from "node:assert/strict";
import { written } from "./github-server.ts";
import { workflowCase } from "./workflow-case.ts";

const TYPES = "urn:pulumi:staging::lookout::lookout:components:Lookout$kubernetes:";
/** As `pulumi preview --json` of 3.259 writes it, shortened. */
const step = (op: string, name: string, detailedDiff: object | null = null) => ({
  op,
  urn: `${TYPES}${name}`,
  oldState: { inputs: { password: "hunter2" } },
  detailedDiff,
});
const SAME = { steps: [step("refresh", "core/v1:Service::loki"), step("same", "core/v1:Service::loki")] };
const SCALED = step("update", "apps/v1:Deployment::collector", { "spec.replicas": { kind: "update" } });
const GONE = step("create", "core/v1:Service::loki");
const DIFFERS = { steps: [...SAME.steps, GONE, SCALED], diagnostics: [] };

describe("npm run workflow -- drift", () => {
  const each = workflowCase();
  const open = (body = "<!-- lookout drift staging -->\nold") => each.github.issues.push(written(11, body));

  it("asks for what differs, tokens left out that wait for their successor", async () => {
    each.pulumi(0, SAME);
    await each.run(["drift", "staging"]);
    assert.deepEqual(each.called().slice(0, 3), ["preview", "--stack", "staging"]);
    for (const option of ["--refresh", "--run-program", "--expect-no-changes"])
      assert.ok(each.called().includes(option), option);
    assert.deepEqual(each.called().slice(-2), ["--exclude", "**ServiceAccountRotatingToken**"]);
  });

  it("takes the stack's full name from PULUMI_STACK", async () => {
    each.pulumi(0, SAME);
    await each.run(["drift", "staging"], { PULUMI_STACK: "corp/lookout/staging" });
    assert.equal(each.called()[2], "corp/lookout/staging");
  });

  it("opens an issue that says what differs, and no values", async () => {
    each.pulumi(7, DIFFERS, "error: no changes were expected for preview but changes were proposed");
    assert.match((await each.run(["drift", "staging"])).text, /^staging differs: opened #\d+$/);
    const [issue] = each.github.issues;
    assert.equal(issue?.title, "Drift: staging is not as its code says");
    assert.match(issue.body, /^<!-- lookout drift staging -->/);
    assert.ok(
      issue.body.includes(
        "create   kubernetes:core/v1:Service loki\nupdate   kubernetes:apps/v1:Deployment collector: spec.replicas",
      ),
      issue.body,
    );
    assert.doesNotMatch(issue.body, /hunter2|refresh {2}/);
  });

  it("has one issue a stack: renews it when something else differs, and not otherwise", async () => {
    each.pulumi(7, DIFFERS);
    await each.run(["drift", "staging"]);
    const first = each.github.issues[0]!.body;
    each.github.asked.length = 0;
    assert.match((await each.run(["drift", "staging"])).text, /is open$/);
    assert.deepEqual(each.github.asked, ["GET /issues"]);
    each.pulumi(7, { steps: [GONE] });
    await each.run(["drift", "staging"]);
    assert.equal(each.github.issues.length, 1);
    assert.notEqual(each.github.issues[0]!.body, first);
  });

  it("closes it, and says which run saw that all is well", async () => {
    open();
    each.pulumi(0, SAME);
    assert.match((await each.run(["drift", "staging"])).text, /closed #11$/);
    assert.equal(each.github.issues[0]?.state, "closed");
    assert.match(each.github.comments.get(11)?.[0]?.body ?? "", /actions\/runs\/42/);
  });

  it("leaves the issues of other stacks, of people, and pull requests alone", async () => {
    open("<!-- lookout drift prod -->");
    each.github.issues.push(written(12, "<!-- lookout drift staging -->", "User"), {
      ...written(13, "<!-- lookout drift staging -->"),
      pull_request: {},
    });
    each.pulumi(0, SAME);
    assert.equal((await each.run(["drift", "staging"])).text, "staging is as its code says");
    assert.deepEqual(each.github.asked, ["GET /issues"]);
  });

  it("tells a failure from a difference, and leaves the issue as it is", async () => {
    open();
    const diagnostics = [
      { severity: "warning", message: "old plugin" },
      { severity: "error", message: "cluster unreachable\n" },
    ];
    each.pulumi(1, { steps: [GONE], diagnostics }, "error: preview failed");
    const { status, text } = await each.run(["drift", "staging"]);
    assert.equal(status, 1);
    assert.match(text, /staging could not be compared/);
    assert.deepEqual(each.said, ["cluster unreachable\nerror: preview failed"]);
    assert.deepEqual(each.github.asked, []);
  });

  it("takes a plan that cannot be read for a failure, not for no change", async () => {
    open();
    each.pulumi(0, "Downloading…");
    assert.equal((await each.run(["drift", "staging"])).status, 1);
    assert.equal(each.github.issues[0]?.state, "open");
  });

  it("fits a thousand differences into an issue", async () => {
    each.pulumi(7, {
      steps: Array.from({ length: 2000 }, (_, index) => step("update", `core/v1:Service::s${index}`)),
    });
    assert.equal((await each.run(["drift", "staging"])).status, 0);
    assert.match(each.github.issues[0]!.body, /\n```\n\n_Cut short: the log of \[the run\].+has all\._\n$/);
  });
});

describe("npm run workflow -- preview", () => {
  const each = workflowCase();

  it("writes what would change, without refreshing", async () => {
    each.pulumi(0, DIFFERS);
    const { status, text } = await each.run(["preview", "staging", each.at("preview.md")]);
    assert.deepEqual([status, text], [0, "staging: 2 changes"]);
    const written = each.read("preview.md");
    assert.match(
      written,
      /^## Preview of `staging`\n\nAgainst what is deployed, 2 to change:\n\n```text\ncreate {3}/,
    );
    assert.match(written, /actions\/runs\/42/);
    assert.ok(!each.called().includes("--refresh"));
  });

  it("says when nothing would", async () => {
    each.pulumi(0, SAME);
    await each.run(["preview", "staging", each.at("preview.md")]);
    assert.match(each.read("preview.md"), /\nNo change\.\n/);
  });

  it("names at most six properties of a resource", async () => {
    const diff = Object.fromEntries("abcdefgh".split("").map((key) => [key, {}]));
    each.pulumi(0, { steps: [step("update", "core/v1:Service::loki", diff)] });
    await each.run(["preview", "staging", each.at("preview.md")]);
    assert.match(each.read("preview.md"), /loki: a, b, c, d, e, f, and 2 more\n/);
  });

  it("writes why it fails, and fails", async () => {
    each.pulumi(255, {
      diagnostics: [{ severity: "error", message: "Pulumi.staging.yaml has 1 problem:\n" }],
    });
    assert.equal((await each.run(["preview", "staging", each.at("preview.md")])).status, 1);
    assert.match(each.read("preview.md"), /It fails:\n\n```text\nPulumi\.staging\.yaml has 1 problem:\n```/);
  });

  it("says the status where Pulumi says nothing", async () => {
    each.pulumi(3, "");
    await each.run(["preview", "staging", each.at("preview.md")]);
    assert.match(each.read("preview.md"), /pulumi ends with status 3/);
  });
});
