import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Forwarded, forward } from "../../tools/forward/forward.ts";
import { ask, forwardCase, freePort, portOf, serve, until } from "../components/forward-case.ts";

describe("tools/forward", () => {
  const each = forwardCase();
  let directory: string;
  let said: string[];
  let running: Forwarded | undefined;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "lookout-forward-"));
    said = [];
    running = undefined;
    stack("staging", { target: { kind: "kubernetes", context: "fake", namespace: "watch" } });
  });
  afterEach(() => {
    running?.server?.close();
    rmSync(directory, { recursive: true });
  });

  function stack(name: string, config: object): void {
    const entries = Object.entries(config).map(([key, value]) => [`lookout:${key}`, value]);
    writeFileSync(
      join(directory, `Pulumi.${name}.yaml`),
      JSON.stringify({ config: Object.fromEntries(entries) }),
    );
  }

  async function run(args: readonly string[], environment = {}): Promise<Forwarded> {
    const before = process.cwd();
    process.chdir(directory);
    try {
      running = await forward(args, environment, (line) => said.push(line));
      return running;
    } finally {
      process.chdir(before);
    }
  }
  async function refused(args: readonly string[], environment = {}): Promise<string> {
    const { server, status, text } = await run(args, environment);
    assert.equal(status, 2, text);
    assert.equal(server, undefined);
    return text;
  }

  describe("on Kubernetes", () => {
    it("carries a port of this machine to the system's own, and prints the address", async () => {
      const port = await freePort();
      const { status, text } = await run(["prometheus", String(port)]);
      assert.equal(status, 0, text);
      assert.equal(
        text,
        `Prometheus of staging (namespace watch, context fake): http://127.0.0.1:${port} until Ctrl+C`,
      );
      assert.equal((await ask(port, "/")).body, "took 0");
      assert.match(
        each.cluster.asked[0]!,
        /namespaces\/watch\/pods\?labelSelector=app\.kubernetes\.io%2Fname%3Dprometheus%2C/,
      );
      assert.match(each.cluster.asked.at(-1)!, /portforward\?ports=9090$/);
    });

    it("knows each system's port, and where Grafana begins", async () => {
      stack("staging", {
        target: { kind: "kubernetes", namespace: "watch" },
        alerting: { engine: "prometheus" },
        grafana: { url: "https://example.org/grafana" },
      });
      const ports = { loki: 3100, jaeger: 16686, grafana: 3000, alertmanager: 9093 };
      for (const [system, podPort] of Object.entries(ports)) {
        const port = await freePort();
        const { server, text } = await run([system, String(port)]);
        const path = system === "grafana" ? "/grafana" : "";
        assert.ok(text.endsWith(`(namespace watch): http://127.0.0.1:${port}${path} until Ctrl+C`), text);
        assert.match(each.cluster.asked.at(-1)!, new RegExp(`ports=${podPort}$`));
        server?.close();
      }
    });

    it("finds the pod again that has been replaced, and tells of it once", async () => {
      const port = await freePort();
      await run(["prometheus", String(port)]);
      each.cluster.pods = [{ name: "prometheus-0", ready: false }];
      each.cluster.forwardStatus = 404;
      const [first, second] = [ask(port, "/"), ask(port, "/")];
      await until(() => said.length > 0);
      each.cluster.forwardStatus = 101;
      each.cluster.pods = [{ name: "prometheus-0" }];
      assert.deepEqual(
        [await first, await second].map(({ status }) => status),
        [200, 200],
      );
      assert.match(said[0]!, /^no way to Prometheus: .*; trying again for each connection$/);
      assert.equal(said[1], "Prometheus answers again");
      assert.equal(said.length, 2);
    });

    it("answers in words of the system when there is no way", async () => {
      const port = await freePort();
      await run(["loki", String(port)]);
      each.cluster.forwardStatus = 403;
      const { body, status } = await ask(port, "/");
      assert.equal(status, 403);
      assert.match(body, /lookout: no way to Loki: the API server of context fake forbids it/);
    });

    it("is a program that stays until it is ended", async () => {
      const port = await freePort();
      const program = spawn(process.execPath, [resolve("tools/forward.ts"), "loki", String(port)], {
        cwd: directory,
      });
      const ended = once(program, "exit");
      const [line] = (await once(program.stdout, "data")) as [Buffer];
      assert.match(
        line.toString(),
        new RegExp(`^Loki of staging .*: http://127\\.0\\.0\\.1:${port} until Ctrl\\+C\n$`),
      );
      await sleep(500);
      assert.equal(program.exitCode, null);
      assert.equal((await ask(port, "/")).status, 200);
      program.kill("SIGINT");
      assert.deepEqual(await ended, [null, "SIGINT"]);
    });

    it("refuses a port that is taken", async () => {
      const stranger = await serve(() => {});
      assert.match(
        await refused(["prometheus", String(portOf(stranger))]),
        /^port \d+ of 127\.0\.0\.1 is taken: name another behind the system, as \d+$/,
      );
    });

    it("refuses where there is no way, and lets go of the port", async () => {
      const port = await freePort();
      const why = () => refused(["prometheus", String(port)]);
      each.cluster.pods = [];
      assert.match(await why(), /^no pod of Prometheus is ready in namespace watch: none has the labels/);
      each.cluster.listStatus = 403;
      assert.match(await why(), /must allow list of pods in namespace watch$/);
      each.cluster.listStatus = 200;
      each.cluster.pods = [{ name: "prometheus-0" }];
      each.cluster.forwardStatus = 403;
      assert.match(await why(), /must allow get and create of pods\/portforward in namespace watch$/);
      process.env["KUBECONFIG"] = "/nowhere/config";
      assert.match(await why(), /^no kubeconfig is found \(\/nowhere\/config\)$/);
      await assert.rejects(ask(port, "/"), /ECONNREFUSED/);
    });
  });

  describe("chooses the stack", () => {
    const chosen = async (args: readonly string[], environment = {}) => {
      const { server, text } = await run(["prometheus", String(await freePort()), ...args], environment);
      server?.close();
      return text;
    };
    beforeEach(() => {
      for (const name of ["dev", "own"]) stack(name, {});
    });

    it("that is named", async () => {
      assert.match(await chosen(["--stack", "own"], { PULUMI_STACK: "dev" }), /^Prometheus of own/);
    });

    it("that PULUMI_STACK names, with its organisation or without", async () => {
      assert.match(await chosen([], { PULUMI_STACK: "own" }), /^Prometheus of own/);
      assert.match(await chosen([], { PULUMI_STACK: "team/lookout/own" }), /^Prometheus of own/);
    });

    it("dev, when none is named", async () => {
      assert.match(await chosen([]), /^Prometheus of dev/);
    });

    it("none, when there are several and no dev", async () => {
      rmSync(join(directory, "Pulumi.dev.yaml"));
      assert.equal(await chosen([]), "name the stack by --stack: staging, own");
    });

    it("none that is not there, or whose file is wrong", async () => {
      assert.equal(
        await refused(["prometheus", "--stack", "test"]),
        "no stack is called test; there are: dev, staging, own",
      );
      stack("own", { target: { kind: "dokcer" } });
      assert.match(await refused(["prometheus", "--stack", "own"]), /Pulumi\.own\.yaml has 1 problem/);
      stack("own", { target: { kind: "kubernetes", context: "example" } });
      assert.match(
        await refused(["prometheus", "--stack", "own"]),
        /^lookout:target\.context: "example" is a placeholder: pulumi config set --path/,
      );
    });

    it("none in a folder without any", async () => {
      for (const name of ["dev", "own", "staging"]) rmSync(join(directory, `Pulumi.${name}.yaml`));
      assert.match(await refused(["prometheus"]), /^there is no stack file here: run it in the project/);
    });
  });

  describe("refuses, with one line that says what to do,", () => {
    it("a system that is not, or that the stack has not", async () => {
      assert.equal(
        await refused(["promethues"]),
        'no system is called "promethues": did you mean "prometheus"?',
      );
      assert.match(await refused(["tempo"]), /allowed: prometheus, loki, jaeger, grafana, alertmanager$/);
      assert.match(
        await refused(["alertmanager"]),
        /^the stack staging has no Alertmanager: lookout:alerting\.engine is grafana/,
      );
    });

    it("a wrong call", async () => {
      assert.match(await refused([]), /^name one system, and at most a port\n\nMakes a system/);
      assert.match(await refused(["loki", "1", "2"]), /^name one system/);
      assert.match(await refused(["loki", "--port", "1"]), /^Unknown option '--port'/);
      for (const port of ["0", "65536", "http", "1e3"])
        assert.match(await refused(["loki", port]), /is no port: write a number from 1 to 65535$/);
    });
  });
});
