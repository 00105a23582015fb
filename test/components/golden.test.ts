import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configFiles, manifestsOf } from "../../tools/preview/manifests.ts";
import { readStackFile } from "../../tools/recording/stack-file.ts";
import { goldenDifferences } from "../golden-files.ts";
import { runStackFile } from "../program.ts";
import { outline } from "./outline.ts";

const GOLDEN = "test/golden";
const STACKS = {
  dev: "Pulumi.dev.yaml",
  staging: "Pulumi.staging.yaml",
  prod: "Pulumi.prod.yaml",
  "scale-out": "examples/scale-out.yaml",
};
const run = (path: string) => runStackFile(readStackFile(path, "lookout"));

describe("golden files", () => {
  it("of each stack's plan are current", async () => {
    const plans = new Map<string, string>();
    for (const [stack, path] of Object.entries(STACKS)) plans.set(`${stack}.txt`, outline(await run(path)));
    assert.deepEqual(goldenDifferences(`${GOLDEN}/plans`, plans), []);
  });

  it("of every file that staging's systems read are current", async () => {
    const { registrations } = await run(STACKS.staging);
    const files = [...configFiles(manifestsOf(registrations))].map(
      ([path, content]) => [path.replace("config/", ""), content] as const,
    );
    assert.ok(files.length >= 6);
    assert.deepEqual(goldenDifferences(`${GOLDEN}/staging`, new Map(files)), []);
  });

  it("are all somebody's", () => {
    assert.deepEqual(readdirSync(GOLDEN).sort(), ["dashboards", "diff", "plans", "staging"]);
  });

  it("are small enough to review", async () => {
    for (const path of Object.values(STACKS)) assert.ok(outline(await run(path)).split("\n").length < 120);
  });

  it("come out the same in every run, whatever the order in which Pulumi registers", async () => {
    const file = readStackFile(STACKS.prod, "lookout");
    const again = await runStackFile({ ...file, texts: { ...file.texts, "another:run": "" } });
    assert.equal(outline(again), outline(await run(STACKS.prod)));
  });
});

describe("the check of golden files", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "lookout-golden-"));
    writeFileSync(join(directory, "a.txt"), "one\ntwo\n");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const check = (files: Readonly<Record<string, string>>, update = false) =>
    goldenDifferences(directory, new Map(Object.entries(files)), update);

  it("passes what is equal", () => assert.deepEqual(check({ "a.txt": "one\ntwo\n" }), []));

  it("fails a stale one, and says where", () => {
    assert.deepEqual(check({ "a.txt": "one\n2\n" }), [
      'stale: a.txt: line 2 was "two" and is "2"; UPDATE_GOLDEN=1 rewrites',
    ]);
  });

  it("fails one that is shorter than its golden", () => {
    assert.match(check({ "a.txt": "one" })[0]!, /^stale: a\.txt: line 2 was "two" and is undefined/);
  });

  it("fails an orphaned and a missing one", () => {
    assert.deepEqual(check({ "b/c.txt": "" }), ["missing: b/c.txt", "orphaned: a.txt"]);
  });

  it("rewrites only when told to, and takes orphans away", () => {
    assert.deepEqual(check({ "b/c.txt": "x" }, true), []);
    assert.deepEqual(readdirSync(directory), ["b"]);
  });
});
