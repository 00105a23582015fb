import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ask, BIG, forwardCase, freePort, PLACE, portOf, serve, until } from "./forward-case.ts";

const PROGRAM = fileURLToPath(new URL("./forward-program.ts", import.meta.url));

describe("a forward to Grafana", () => {
  const each = forwardCase();

  describe("without a way answers, as Grafana would, why:", () => {
    const said = async (port: number) => {
      const { body, status } = await ask(port, "/", "x".repeat(BIG));
      return `${status} ${(JSON.parse(body) as { message: string }).message}`;
    };

    it("no kubeconfig", async () => {
      process.env["KUBECONFIG"] = "/nowhere/config";
      assert.match(
        await said(await each.start()),
        /^403 lookout: no way to Grafana: no kubeconfig is found \(\/nowhere\/config\)$/,
      );
    });

    it("a context that is not there", async () => {
      const port = await each.start(0, { ...PLACE, context: "prod" });
      assert.match(await said(port), /^403 .* no context "prod" with a cluster: it has fake$/);
    });

    it("refused credentials", async () => {
      each.cluster.listStatus = 401;
      assert.match(
        await said(await each.start()),
        /^403 .*the API server of context fake refuses the credentials/,
      );
    });

    it("no permission to list pods", async () => {
      each.cluster.listStatus = 403;
      assert.match(await said(await each.start()), /^403 .*must allow list of pods in namespace watch$/);
    });

    it("no permission to forward", async () => {
      each.cluster.forwardStatus = 403;
      assert.match(
        await said(await each.start()),
        /^403 .*must allow get and create of pods\/portforward in namespace watch$/,
      );
    });

    it("no ready pod", async () => {
      each.cluster.pods = [{ name: "grafana-0", ready: false }];
      assert.match(
        await said(await each.start(0)),
        /^500 .*no pod of Grafana is ready in namespace watch: grafana-0 is Running, not ready$/,
      );
    });

    it("no pod at all", async () => {
      each.cluster.pods = [];
      assert.match(await said(await each.start(0)), /^500 .*none has the labels app=grafana,part=lookout$/);
    });

    it("a pod that refuses", async () => {
      each.cluster.target = await freePort();
      assert.match(await said(await each.start(0)), /^500 .*the pod does not answer: .*ECONNREFUSED/);
    });

    it("no cluster", async () => {
      const port = await each.start(0);
      each.cluster.stopAnswering();
      assert.match(
        await said(port),
        /^500 .*the API server of context fake cannot be reached: .*ECONNREFUSED/,
      );
    });
  });

  describe("as a program of an engine", () => {
    let program: ChildProcess;
    const run = async (port: number): Promise<string> => {
      // The address of the engine is what tells a real run from mocks; nobody needs to listen there.
      const env = {
        ...process.env,
        PULUMI_NODEJS_ENGINE: "127.0.0.1:9",
        PULUMI_NODEJS_MONITOR: "127.0.0.1:9",
      };
      program = spawn(process.execPath, [PROGRAM, String(port)], { env, stdio: ["pipe", "pipe", "inherit"] });
      const [line] = (await once(program.stdout!, "data")) as [Buffer];
      return line.toString().trim();
    };
    /** Milliseconds that it lives on after its last task. */
    const linger = async (): Promise<number> => {
      const ended = performance.now();
      program.stdin!.end();
      assert.deepEqual(await once(program, "exit"), [0, null]);
      return performance.now() - ended;
    };
    afterEach(() => program.kill());

    it("ends by itself", async () => {
      const port = await freePort();
      assert.equal(await run(port), `http://127.0.0.1:${port}`);
      assert.ok((await linger()) < 1_000);
    });

    it("ends by itself with a connection to a pod kept open", async () => {
      const port = await freePort();
      await run(port);
      const agent = new Agent({ keepAlive: true });
      assert.equal((await ask(port, "/", undefined, agent)).status, 200);
      assert.ok((await linger()) < 1_000);
      agent.destroy();
    });

    it("ends by itself with a connection that waits for a pod", async () => {
      each.cluster.pods = [];
      const port = await freePort();
      await run(port);
      const waiting = assert.rejects(ask(port, "/"), /ECONNRESET|socket hang up/);
      await until(() => each.cluster.asked.length > 0);
      assert.ok((await linger()) < 1_000);
      await waiting;
    });

    it("lives on when its connection to the cluster breaks", async () => {
      const port = await freePort();
      await run(port);
      const agent = new Agent({ keepAlive: true });
      await ask(port, "/", undefined, agent);
      each.cluster.cut();
      await sleep(300);
      assert.equal((await ask(port, "/")).status, 200);
      assert.ok((await linger()) < 1_000);
      agent.destroy();
    });

    it("refuses a port that another program has, and says nothing to it", async () => {
      let heard = 0;
      const stranger = await serve(() => {
        heard++;
      });
      const said = await run(portOf(stranger));
      assert.match(
        said,
        /^Error: lookout:grafana\.forwardPort: port \d+ of 127\.0\.0\.1 is taken: another pulumi of this stack/,
      );
      assert.equal(heard, 0);
    });
  });
});
