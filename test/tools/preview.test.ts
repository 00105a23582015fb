import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { parse, parseAllDocuments } from "yaml";

const PROGRAM = resolve("tools/preview.ts");
const ESCAPE = "\u001b[";

interface Call {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** As a person would run it, though not on a terminal. */
function preview(args: readonly string[], { cwd = ".", env = {} }: Call = {}) {
  const { FORCE_COLOR: _, NO_COLOR: __, ...inherited } = process.env;
  const { status, stderr, stdout } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: { ...inherited, ...env },
    encoding: "utf8",
  });
  return { status, stderr, stdout };
}

/** Path → content of every file below. */
function readAll(directory: string): ReadonlyMap<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const paths = files.map(({ name, parentPath }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [relative(directory, path), readFileSync(path, "utf8")]));
}

describe("tools/preview", () => {
  let directory: string;
  let out: string;
  let first: ReturnType<typeof preview>;
  let files: ReadonlyMap<string, string>;
  before(() => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), "lookout-preview-")));
    out = join(directory, "out");
    first = preview(["--out", out]);
    assert.equal(first.status, 0, first.stderr);
    files = readAll(out);
  });
  after(() => rmSync(directory, { recursive: true }));

  it("succeeds and has nothing to complain of", () => {
    assert.equal(first.stderr, "");
    assert.equal(first.status, 0);
  });

  it("shows every stack file, then the examples", () => {
    const titles = first.stdout.match(/^\S+(?=: \d+ resources)/gm);
    const examples = readdirSync("examples").map((name) => name.replace(".yaml", ""));
    const stacks = readdirSync(".").flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
    assert.deepEqual([...titles!].sort(), [...stacks, ...examples].sort());
    assert.ok(titles!.indexOf("staging") < titles!.indexOf("prod"));
    assert.equal(titles!.at(-1), examples.at(-1));
  });

  it("shows of each what is made, exposed, kept and pulled", () => {
    const count = first.stdout.match(/: \d+ resources/g)!.length;
    for (const section of ["Exposed", "Volumes", "Images"]) {
      assert.equal(first.stdout.match(new RegExp(`^${section}$`, "gm"))?.length, count, section);
    }
    assert.match(first.stdout, /├─ lookout-loki {2}/);
    assert.match(first.stdout, /data-loki-0 +20Gi +kept at destroy/);
    assert.match(first.stdout, /grafana\/grafana:13/);
  });

  it("lists what a stack lacks, with the command", () => {
    const { stdout } = preview(["prod", "--out", join(directory, "prod")]);
    assert.match(stdout, /^Missing before a deployment$/m);
    assert.match(stdout, /pulumi config set --secret lookout:githubClientSecret --stack prod/);
    assert.doesNotMatch(preview(["staging", "--out", join(directory, "s")]).stdout, /Missing/);
  });

  it("shows how staging and prod differ, when it shows both", () => {
    assert.match(first.stdout, /^How staging and prod differ$/m);
    assert.match(first.stdout, /^ +prometheus\.retention +15d +1y$/m);
    const alone = preview(["staging", "--out", join(directory, "alone")]).stdout;
    assert.doesNotMatch(alone, /differ/);
  });

  it("shows only the stacks that are asked for, each once", () => {
    const { stdout } = preview(["staging", "staging", "--out", join(directory, "only")]);
    assert.deepEqual(stdout.match(/^\S+(?=: \d+ resources)/gm), ["staging"]);
  });

  it("is plain text when it is not read on a terminal", () => assert.ok(!first.stdout.includes(ESCAPE)));

  it("is in colour when forced, with the same text", () => {
    const env = { FORCE_COLOR: "1" };
    const { stdout } = preview(["--out", out], { env });
    assert.ok(stdout.includes(ESCAPE));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how a colour begins
    assert.equal(stdout.replaceAll(/\u001b\[\d+m/g, ""), first.stdout);
  });

  it("explains itself", () => {
    const { status, stdout } = preview(["--help"], { cwd: directory });
    assert.equal(status, 0);
    assert.match(stdout, /npm start -- --out DIR/);
  });

  describe("a call that is wrong", () => {
    it("names an unknown stack, and those that there are", () => {
      const { status, stderr, stdout } = preview(["stagign", "--out", join(directory, "none")]);
      assert.equal(status, 2);
      assert.match(stderr, /^no stack is called stagign; there are: .*staging, prod, .*scale-out/);
      assert.equal(stdout, "");
      assert.ok(!existsSync(join(directory, "none")));
    });

    it("names an unknown option, and shows the usage", () => {
      const { status, stderr } = preview(["--outt", "x"]);
      assert.equal(status, 2);
      assert.match(stderr, /Unknown option '--outt'[\s\S]*npm start/);
    });
  });

  describe("a config that is wrong", () => {
    let wrong: ReturnType<typeof preview>;
    let project: string;
    before(() => {
      project = join(directory, "project");
      mkdirSync(project);
      const config = { "lookout:size": "tiny", "lookout:loki": { retention: "12h", replicas: 2 } };
      writeFileSync(join(project, "Pulumi.bad.yaml"), JSON.stringify({ config }));
      writeFileSync(join(project, "Pulumi.worse.yaml"), JSON.stringify({ config: { "lookout:lokki": {} } }));
      writeFileSync(join(project, "Pulumi.good.yaml"), "config: {}\n");
      wrong = preview([], { cwd: project });
    });

    it("is refused", () => assert.equal(wrong.status, 2));

    it("is named with all problems of all stacks", () => {
      assert.match(wrong.stderr, /Pulumi\.bad\.yaml has \d problems:/);
      for (const path of ["size", "loki.retention", "loki.replicas", "lokki"]) {
        assert.match(wrong.stderr, new RegExp(`^ {2}lookout:${path}: `, "m"));
      }
      assert.match(wrong.stderr, /Pulumi\.worse\.yaml has 1 problem:/);
    });

    it("leaves no output, not even of the stacks that are right", () => {
      assert.equal(wrong.stdout, "");
      assert.deepEqual(readdirSync(project).sort(), [
        "Pulumi.bad.yaml",
        "Pulumi.good.yaml",
        "Pulumi.worse.yaml",
      ]);
    });

    it("does not keep a stack that is right from being shown", () => {
      assert.equal(preview(["good", "--out", join(directory, "good")], { cwd: project }).status, 0);
    });
  });

  describe("the files", () => {
    it("are as many as it says", () => {
      const said = Number(/^(\d+) files in /m.exec(first.stdout)![1]);
      assert.equal(said, files.size - 1, "and the list of them");
    });

    it("hold each object of each stack, by namespace, kind and name", () => {
      const manifests = [...files].filter(([path]) => path.includes("/manifests/"));
      assert.ok(manifests.length > 150);
      for (const [path, content] of manifests) {
        const [document, ...more] = parseAllDocuments(content);
        assert.deepEqual([more, document!.errors], [[], []], path);
        const { kind, metadata } = document!.toJS();
        const file = `${metadata.namespace ?? "_cluster"}/${kind.toLowerCase()}-${metadata.name}.yaml`;
        assert.ok(path.endsWith(`/manifests/${file}`), path);
      }
    });

    it("hold each system's configuration, as it will read it", () => {
      const names = [...files.keys()].filter((path) => path.startsWith("staging/config/"));
      for (const name of ["prometheus/prometheus.yml", "loki/config.yaml", "grafana/grafana.ini"]) {
        assert.ok(names.includes(`staging/config/${name}`), name);
      }
      for (const name of names.filter((each) => /\.ya?ml$/.test(each))) {
        assert.equal(typeof parse(files.get(name)!), "object", name);
      }
      for (const name of names.filter((each) => each.endsWith(".json"))) JSON.parse(files.get(name)!);
    });

    it("hold each stack's plan, with parents and options, secrets masked", () => {
      const plan = JSON.parse(files.get("scale-out/plan.json")!);
      assert.equal(plan.stack, "scale-out");
      assert.equal(plan.outputs.adminPassword, "[secret]");
      const named = (name: string) =>
        plan.registrations.find((each: { name: string }) => each.name === name) ?? assert.fail(name);
      assert.equal(named("lookout-loki-data-loki-0").options.retainOnDelete, true);
      assert.equal(named("lookout-loki").parent, named("lookout").urn);
      assert.deepEqual(
        [...new Set(Object.values(named("lookout-grafana-secrets").inputs.stringData))],
        ["[secret]"],
      );
    });

    it("never hold even the placeholder of a secret", () => {
      for (const [path, content] of files) assert.ok(!content.includes("placeholder-for-a-secret"), path);
    });

    it("are the same, byte for byte, in another run", () => {
      const again = join(directory, "again");
      const { stdout } = preview(["--out", again]);
      assert.deepEqual(readAll(again), files);
      assert.equal(stdout.replace(again, out), first.stdout);
    });

    it("replace those of the run before, and nothing else", () => {
      const place = join(directory, "place");
      preview(["prod", "--out", place]);
      const mine = ["notes.txt", "prod/notes.txt", "prod/manifests/lookout/mine.yaml"];
      for (const path of mine) writeFileSync(join(place, path), "mine");
      preview(["staging", "--out", place]);
      const present = [...readAll(place).keys()];
      assert.deepEqual(
        present.filter((path) => !path.startsWith("staging/")),
        [".written-by-lookout.json", ...mine].sort(),
      );
      assert.ok(present.includes("staging/plan.json"));
      assert.ok(!existsSync(join(place, "prod/config")), "empty folders go");
    });

    it("stay inside the directory, whatever the list of the run before says", () => {
      const place = join(directory, "inside");
      mkdirSync(place);
      const foreign = join(directory, "foreign.txt");
      writeFileSync(foreign, "mine");
      writeFileSync(join(place, ".written-by-lookout.json"), '["../foreign.txt"]');
      assert.notEqual(preview(["staging", "--out", place]).status, 0);
      assert.equal(readFileSync(foreign, "utf8"), "mine");
    });
  });
});
