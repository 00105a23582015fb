import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { MODULES, Repository } from "./repository.ts";

const STACK = "Pulumi.staging.yaml";
const stack = (retention: string, more = "") =>
  `config:\n  lookout:prometheus:\n    retention: ${retention}\n  lookout:grafanaAdminPassword:\n    secure: v1:abc:c2VjcmV0\n${more}`;

describe("npm run diff in a repository", () => {
  let repository: Repository;
  /** A revision before the tool was there, the newest, and those that are broken. */
  let old: string;
  before(() => {
    repository = new Repository();
  });
  after(() => repository.remove());
  afterEach(() => {
    if (old !== undefined) assert.deepEqual(repository.leftovers(), []);
  });

  it("says that there is no repository", async () => {
    const { status, stderr, stdout } = await repository.diff();
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /^\S+lookout is in no git repository: there is nothing to compare with\n$/);
  });

  it("says that nothing is committed yet", async () => {
    repository.git("init", "--quiet", "--initial-branch=main");
    const { status, stderr } = await repository.diff();
    assert.deepEqual([status, stderr], [1, "nothing is committed yet: there is nothing to compare with\n"]);
  });

  it("says that there is no stack", async () => {
    repository.commit("no stack");
    const { status, stderr, stdout } = await repository.diff();
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /^there is no stack on either side: a file Pulumi\.<stack>\.yaml /);
  });

  it("tells nothing where nothing changed", async () => {
    repository.write(STACK, stack("31d"));
    repository.withoutTool();
    old = repository.commit("old");
    repository.restoreTool();
    repository.commit("tool");
    const { status, stderr, stdout } = await repository.diff("--exit-code");
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(
      stdout,
      /^Lookout: [0-9a-f]+ \(merge base with main\) → [0-9a-f]+\n\nstaging: no change\.\n$/,
    );
  });

  it("tells what the working tree changes since the branch left main", async () => {
    repository.git("checkout", "--quiet", "-b", "branch");
    repository.write(STACK, stack("15d"));
    const { status, stdout } = await repository.diff();
    assert.equal(status, 0);
    assert.match(stdout, /^Lookout: .* → the working tree: [0-9a-f]+ and what is not committed\n/);
    assert.match(
      stdout,
      /^!! {3}staging: prometheus\.retention gets less: 31d → 15d\. What is older is deleted$/m,
    );
    assert.match(stdout, /^ {2}prometheus\.retention: 31d → 15d$/m);
  });

  it("renders a revision that is older than itself, and has status 2 for changes when asked", async () => {
    const { status, stderr, stdout } = await repository.diff(old, "--stack", "staging", "--exit-code");
    assert.deepEqual([status, stderr], [2, ""]);
    assert.match(stdout, /prometheus\.retention: 31d → 15d/);
  });

  it("writes Markdown into a file", async () => {
    const { status, stdout } = await repository.diff("--markdown", "--out", "comment.md");
    assert.deepEqual([status, stdout], [0, "written to comment.md\n"]);
    const text = readFileSync(join(repository.root, "comment.md"), "utf8");
    assert.match(text, /^<!-- lookout diff -->\n### Lookout: /);
    assert.match(text, /- `prometheus\.retention`: `31d` → `15d`\n/);
  });

  it("tells of a stack that is new", async () => {
    repository.write("Pulumi.prod.yaml", stack("31d"));
    const { stdout } = await repository.diff("--stack", "prod");
    assert.match(stdout, /\nnew: prod\. There is nothing to compare with\.\n$/);
  });

  it("says which revision it does not know", async () => {
    const { status, stderr } = await repository.diff("nowhere");
    assert.equal(status, 1);
    assert.equal(stderr, 'git knows no revision "nowhere" here: fetch it first, as `git fetch origin`\n');
  });

  it("says which stack it does not know", async () => {
    const { status, stderr } = await repository.diff("--stack", "stagign");
    assert.equal(status, 1);
    assert.match(stderr, /^no stack is called "stagign" on either side: did you mean "staging"\?\n$/);
  });

  it("says what is wrong in the working tree", async () => {
    repository.write("Pulumi.prod.yaml", stack("two weeks"));
    const { status, stderr } = await repository.diff();
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^the working tree cannot be rendered: Pulumi\.prod\.yaml has 1 problem:\n {2}lookout:prometheus\.retention: "two weeks" is not a duration/,
    );
    repository.write("Pulumi.prod.yaml", stack("31d"));
  });

  it("says in a line what is wrong in the other revision", async () => {
    repository.write(STACK, stack("two weeks", "  lookout:size: tiny\n"));
    const broken = repository.commit("broken");
    repository.write(STACK, stack("15d"));
    const { status, stderr, stdout } = await repository.diff(broken);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(
      stderr,
      /^[0-9a-f]+ cannot be rendered: Pulumi\.staging\.yaml: lookout:\S+: .+ \(and 1 more\)\n$/,
    );
  });

  it("says in a line that the other revision's program does not run", async () => {
    const index = repository.read("index.ts");
    repository.write("index.ts", 'throw new TypeError("it is broken");\n');
    const broken = repository.commit("broken program");
    repository.write("index.ts", index);
    const { status, stderr } = await repository.diff(broken);
    assert.equal(status, 1);
    assert.match(stderr, /^[0-9a-f]+ cannot be rendered: Pulumi\.\w+\.yaml: it is broken\n$/);
  });

  it("says that there was no Lookout yet", async () => {
    const empty = repository.git("commit-tree", "-m", "empty", repository.git("mktree", "--missing"));
    const { status, stderr } = await repository.diff(empty);
    assert.deepEqual(
      [status, stderr.replace(/^[0-9a-f]+/, "X")],
      [1, "X cannot be rendered: there is no Lookout in it\n"],
    );
  });

  describe("whose other revision has other dependencies", () => {
    let other: string;
    before(() => {
      const lock = repository.read("package-lock.json");
      repository.write("package-lock.json", lock.replace('"version": "0.1.0"', '"version": "0.0.9"'));
      other = repository.commit("other dependencies");
      repository.write("package-lock.json", lock);
    });

    it("installs them there, without scripts, and says so", async () => {
      const script = `echo "$@" > ../../../../arguments; pwd >> ../../../../arguments; ln -s ${MODULES} node_modules`;
      repository.program("npm", script);
      const { status, stderr, stdout } = await repository.diff(other, "--stack", "staging");
      assert.deepEqual(
        [status, stderr.replace(/^[0-9a-f]+/, "X")],
        [0, "X has other dependencies: installing them (npm ci)\n"],
      );
      assert.match(stdout, /\nstaging: no change\.\n$/);
      const [args, folder] = readFileSync(join(repository.root, "arguments"), "utf8").split("\n");
      assert.equal(args, "ci --ignore-scripts --no-audit --no-fund");
      assert.match(folder!, /\/temporary\/lookout-diff-\w+\/tree\/lookout$/);
    });

    it("says in a line that they cannot be installed", async () => {
      repository.program("npm", "exit 7");
      const { status, stderr } = await repository.diff(other);
      assert.equal(status, 1);
      assert.match(
        stderr,
        /\n[0-9a-f]+ cannot be rendered: it has other dependencies, and `npm ci` there ended with status 7\n$/,
      );
    });
  });

  it("leaves nothing behind when it is interrupted", async () => {
    const child = repository.start();
    const ended = new Promise<number | null>((done) => child.once("close", done));
    while (!repository.isBusy() && child.exitCode === null) await setTimeout(20);
    child.kill("SIGINT");
    assert.equal(await ended, 130);
  });
});
