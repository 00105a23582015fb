import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { LOCAL_PORT_NAMES } from "../../model/local-ports.ts";

/** Stands for the CLI: writes down how it was called, and does to the stack file what `stack init` does. */
const PULUMI = `#!${process.execPath}
const { appendFileSync } = require("node:fs");
const args = process.argv.slice(2);
if (args[0] === "version") { console.log("v3.259.0"); process.exit(); }
const { PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE, PULUMI_CONFIG_PASSPHRASE_FILE } = process.env;
const environment = { PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE, PULUMI_CONFIG_PASSPHRASE_FILE };
appendFileSync("calls.log", JSON.stringify({ args, environment }) + "\\n");
if (args[1] === "init") appendFileSync("Pulumi.dev.yaml", "encryptionsalt: v1:salt\\n");
const access = { pages: { grafana: "http://localhost:3000" }, otlp: { grpc: "http://localhost:4317", http: "x" } };
if (args[1] === "output") console.log(JSON.stringify({ access }));
process.exitCode = Number(process.env.FAIL ?? 0) && args[0] === "up" ? 255 : 0;
if (process.env.FAIL_OUTPUT && args[1] === "output") process.exitCode = 255;
`;
/** Not at the usual ports: a stack may run on this machine. */
const PORTS = LOCAL_PORT_NAMES.map((name, index) => `${name}: ${23_871 + index}`).join(", ");
const STACK_FILE = `config:\n  lookout:target:\n    kind: docker\n    ports: { ${PORTS} }\n`;

interface Call {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

describe("tools/up and tools/down", () => {
  let directory: string;
  let daemon: Server;
  let asked: string[];

  /** As `npm run` would, in a project of its own. */
  function run(tool: string, args: readonly string[] = [], more: Readonly<Record<string, string>> = {}) {
    const env = {
      PATH: [join(directory, "bin"), dirname(process.execPath)].join(delimiter),
      DOCKER_HOST: `unix://${directory}/d.sock`,
      PULUMI_CONFIG_PASSPHRASE: "somebody's",
      ...more,
    };
    return new Promise<{ status: number | null; out: string; err: string }>((done) => {
      const child = spawn(process.execPath, [resolve("tools", tool), ...args], { cwd: directory, env });
      const [out, err] = [[] as string[], [] as string[]];
      child.stdout.on("data", (text) => out.push(String(text)));
      child.stderr.on("data", (text) => err.push(String(text)));
      child.on("close", (status) => done({ status, out: out.join(""), err: err.join("") }));
    });
  }

  const inProject = (path: string) => join(directory, path);
  const read = (path: string) => readFileSync(inProject(path), "utf8");
  const calls = (): readonly Call[] =>
    existsSync(inProject("calls.log"))
      ? read("calls.log")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line))
      : [];

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "lookout-local-"));
    mkdirSync(inProject("bin"));
    writeFileSync(inProject("bin/pulumi"), PULUMI);
    chmodSync(inProject("bin/pulumi"), 0o755);
    writeFileSync(inProject("Pulumi.dev.yaml"), STACK_FILE);
    asked = [];
    daemon = createServer(({ method, url = "" }, response) => {
      asked.push(`${method} ${url.split("?")[0]}`);
      const volumes = { Volumes: [{ Name: "lookout-dev-loki-data" }] };
      response.end(url.startsWith("/volumes?") ? JSON.stringify(volumes) : method === "GET" ? "[]" : "");
    });
    await new Promise<void>((done) => daemon.listen(inProject("d.sock"), done));
  });
  afterEach(() => {
    daemon.close();
    rmSync(directory, { recursive: true });
  });

  it("brings the stack up and says where everything is", async () => {
    const { err, out, status } = await run("up.ts");
    assert.deepEqual([status, err], [0, ""]);
    assert.match(out, /grafana +http:\/\/localhost:3000/);
    assert.match(out, /npm run local -- stack output adminPassword --show-secrets/);
    assert.deepEqual(
      calls().map(({ args }) => args.slice(0, 2)),
      [
        ["stack", "init"],
        ["up", "--yes"],
        ["stack", "output"],
      ],
    );
  });

  it("keeps state and passphrase in a folder of the project, whatever else is set on the machine", async () => {
    await run("up.ts");
    for (const { environment } of calls()) {
      assert.match(environment["PULUMI_BACKEND_URL"]!, /^file:\/\/.+\.pulumi-state$/);
      assert.match(environment["PULUMI_CONFIG_PASSPHRASE_FILE"]!, /\.pulumi-state\/passphrase$/);
      assert.equal(environment["PULUMI_CONFIG_PASSPHRASE"], undefined);
    }
  });

  it("makes a passphrase that nobody else can read, once", async () => {
    await run("up.ts");
    const first = read(".pulumi-state/passphrase");
    assert.ok(first.trim().length >= 40);
    assert.equal(statSync(inProject(".pulumi-state/passphrase")).mode & 0o777, 0o600);
    await run("up.ts");
    assert.equal(read(".pulumi-state/passphrase"), first);
  });

  it("leaves the checked-in stack file as it is: the salt goes where the passphrase is", async () => {
    await run("up.ts");
    assert.equal(read("Pulumi.dev.yaml"), STACK_FILE);
    assert.match(read(".pulumi-state/Pulumi.dev.yaml"), /^encryptionsalt: v1:salt$/m);
  });

  it("takes a changed stack file up, and the salt as it was", async () => {
    await run("up.ts");
    writeFileSync(inProject("Pulumi.dev.yaml"), `${STACK_FILE}  lookout:size: medium\n`);
    await run("up.ts");
    assert.match(read(".pulumi-state/Pulumi.dev.yaml"), /lookout:size: medium\nencryptionsalt: v1:salt\n$/);
    assert.equal(calls().filter(({ args }) => args[1] === "init").length, 1);
  });

  for (const help of ["--help", "-h"])
    it(`says what it does, and does nothing, when it is asked by ${help}`, async () => {
      const { out, status } = await run("up.ts", [help]);
      assert.equal(status, 0);
      assert.match(out, /^Brings the stack of Pulumi\.dev\.yaml up/);
      assert.deepEqual([calls(), asked], [[], []]);
    });

  it("says so in one line when Pulumi does not tell where everything is", async () => {
    const { err, status } = await run("up.ts", [], { FAIL_OUTPUT: "1" });
    assert.equal(status, 1);
    assert.equal(
      err.trim(),
      "the stack is up, but pulumi does not tell where it is: npm run local -- stack output says why",
    );
  });

  it("hands further arguments on, and Pulumi's status back", async () => {
    const { out, status } = await run("up.ts", ["--refresh"], { FAIL: "1" });
    assert.equal(status, 255);
    assert.doesNotMatch(out, /Ready/);
    assert.equal(calls().at(-1)?.args.includes("--refresh"), true);
  });

  const refusals: readonly (readonly [
    what: string,
    more: Record<string, string>,
    file: string,
    error: RegExp,
  ])[] = [
    [
      "no daemon",
      { DOCKER_HOST: "unix:///nowhere.sock" },
      STACK_FILE,
      /^Docker does not answer at .+: start it/,
    ],
    ["a daemon elsewhere", { DOCKER_HOST: "ssh://me@there" }, STACK_FILE, /^DOCKER_HOST is ssh:\/\/me@there/],
    ["another target", {}, "config: {}\n", /^Pulumi\.dev\.yaml: lookout:target\.kind is not docker$/m],
    ["a mistake", {}, `${STACK_FILE}  lookout:size: tiny\n`, /^Pulumi\.dev\.yaml has 1 problem:/],
  ];
  for (const [what, more, file, error] of refusals) {
    it(`refuses ${what}, and says what to do`, async () => {
      writeFileSync(inProject("Pulumi.dev.yaml"), file);
      const { err, status } = await run("up.ts", [], more);
      assert.equal(status, 1);
      assert.match(err, error);
      assert.doesNotMatch(err, /\n {4}at /);
      assert.deepEqual(calls(), []);
    });
  }

  it("takes the stack down, and keeps the data", async () => {
    await run("up.ts");
    asked = [];
    assert.equal((await run("down.ts")).status, 0);
    assert.deepEqual(calls().at(-1)?.args.slice(0, 2), ["destroy", "--yes"]);
    assert.deepEqual(asked, ["GET /containers/json"]);
  });

  it("takes the data down too when it is told to: volumes of this stack alone", async () => {
    await run("up.ts");
    asked = [];
    const { out, status } = await run("down.ts", ["--volumes"]);
    assert.deepEqual([status, out], [0, "removed lookout-dev-loki-data\n"]);
    assert.deepEqual(asked, [
      "GET /containers/json",
      "GET /volumes",
      "DELETE /volumes/lookout-dev-loki-data",
    ]);
  });

  it("takes nothing down while Docker does not answer: half of it would be forgotten", async () => {
    await run("up.ts");
    const before = calls().length;
    const { err, status } = await run("down.ts", [], { DOCKER_HOST: "unix:///nowhere.sock" });
    assert.equal(status, 1);
    assert.match(err, /^Docker does not answer at unix:\/\/\/nowhere\.sock: start it.*\n$/);
    assert.equal(calls().length, before);
  });

  it("has nothing to take down that was never up", async () => {
    assert.match((await run("down.ts")).out, /never brought up/);
    assert.deepEqual(calls(), []);
  });

  it("refuses what it does not know", async () => {
    const { err, status } = await run("down.ts", ["--everything"]);
    assert.equal(status, 1);
    assert.match(err, /--everything/);
  });

  it("runs any command of Pulumi's for any stack, in the environment as it is", async () => {
    assert.equal((await run("pulumi.ts", ["stack", "ls"])).status, 0);
    const [{ args, environment }] = calls() as [Call];
    assert.deepEqual(args, ["stack", "ls"]);
    assert.equal(environment["PULUMI_BACKEND_URL"], undefined);
    assert.equal(environment["PULUMI_CONFIG_PASSPHRASE"], "somebody's");
    assert.equal((await run("pulumi.ts", ["up"], { FAIL: "1" })).status, 255);
  });

  it("runs any command of Pulumi's for the local stack", async () => {
    assert.equal((await run("local.ts", ["stack", "output"])).status, 0);
    assert.match(calls()[0]?.environment["PULUMI_BACKEND_URL"] ?? "", /\.pulumi-state$/);
  });
});
