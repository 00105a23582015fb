import assert from "node:assert/strict";
import { once } from "node:events";
import { copyFileSync } from "node:fs";
import { Agent } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { forwardToGrafana } from "../../components/grafana/forward.ts";
import { startCluster } from "./fake-cluster.ts";
import { ask, BIG, forwardCase, freePort, PLACE, portOf, serve, until } from "./forward-case.ts";

describe("the forward to Grafana", () => {
  const each = forwardCase();

  describe("carries", () => {
    it("large requests and large answers unchanged", async () => {
      const port = await each.start();
      assert.deepEqual(await ask(port, "/", "x".repeat(BIG)), { status: 200, body: `took ${BIG}` });
      const { body } = await ask(port, "/big");
      assert.equal(body, "x".repeat(BIG));
    });

    it("50 connections at once, and asks for the pods once", async () => {
      const port = await each.start();
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask(port, "/")));
      assert.ok(answers.every(({ status }) => status === 200));
      assert.equal(each.cluster.asked.filter((path) => !path.includes("portforward")).length, 1);
    });

    it("several requests on one connection", async () => {
      const port = await each.start();
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let count = 0; count < 3; count++) await ask(port, "/", undefined, agent);
      agent.destroy();
      assert.equal(each.cluster.dialled.length, 1);
    });

    it("the answer to a client that has closed its sending side", async () => {
      const port = await each.start();
      const client = connect(port, "127.0.0.1");
      client.end("GET / HTTP/1.1\r\nHost: grafana\r\nConnection: close\r\n\r\n");
      const [bytes] = (await once(client, "data")) as [Buffer];
      assert.match(bytes.toString(), /^HTTP\/1\.1 200/);
    });

    it("to pods that are ready and stay, chosen by their labels", async () => {
      each.cluster.pods = [
        { name: "starting", ready: false },
        { name: "leaving", terminating: true },
        { name: "right" },
      ];
      const port = await each.start();
      await Promise.all(Array.from({ length: 10 }, () => ask(port, "/")));
      assert.deepEqual([...new Set(each.cluster.dialled)], ["right"]);
      assert.match(
        each.cluster.asked[0]!,
        /namespaces\/watch\/pods\?labelSelector=app%3Dgrafana%2Cpart%3Dlookout$/,
      );
      assert.match(each.cluster.asked[1]!, /namespaces\/watch\/pods\/right\/portforward\?ports=3000$/);
    });

    it("no faster than a client reads", async () => {
      each.cluster.target = portOf(await serve((socket) => socket.write(Buffer.alloc(32 * BIG))));
      const client = connect(await each.start(), "127.0.0.1");
      client.pause();
      client.write("give");
      await until(() => each.cluster.waiting() > 0);
      await sleep(1_000);
      assert.ok(each.cluster.waiting() > 16 * BIG, `${each.cluster.waiting()} bytes wait at the cluster`);
      client.destroy();
    });

    it("no faster than a pod takes", async () => {
      each.cluster.deaf = true;
      const client = connect(await each.start(), "127.0.0.1");
      client.write(Buffer.alloc(32 * BIG));
      await until(() => each.cluster.dialled.length === 1);
      await sleep(1_000);
      assert.ok(client.writableLength > 16 * BIG, `${client.writableLength} bytes wait at the client`);
      client.destroy();
    });
  });

  describe("asks for nothing before somebody connects", () => {
    it("so the kubeconfig may come later", async () => {
      const later = `${each.cluster.kubeconfig}-later`;
      process.env["KUBECONFIG"] = later;
      const port = await each.start();
      copyFileSync(each.cluster.kubeconfig, later);
      assert.equal((await ask(port, "/")).status, 200);
    });

    it("nor for a client that says nothing", async () => {
      const port = await each.start();
      const client = connect(port, "127.0.0.1");
      await once(client, "connect");
      await sleep(200);
      client.destroy();
      assert.deepEqual(each.cluster.asked, []);
    });
  });

  describe("waits", () => {
    it("for a pod to be ready", async () => {
      each.cluster.pods = [{ name: "grafana-0", ready: false }];
      const port = await each.start();
      setTimeout(() => {
        each.cluster.pods = [{ name: "grafana-0" }];
      }, 500);
      assert.equal((await ask(port, "/")).status, 200);
    });

    it("for a ready pod that refuses, and sends the whole request again", async () => {
      const right = each.cluster.target;
      each.cluster.target = await freePort();
      const port = await each.start();
      setTimeout(() => {
        each.cluster.target = right;
      }, 500);
      assert.equal((await ask(port, "/", "x".repeat(BIG))).body, `took ${BIG}`);
      assert.ok(each.cluster.dialled.length > 1);
    });

    it("when a pod is gone that was there a moment ago", async () => {
      const port = await each.start();
      await ask(port, "/");
      each.cluster.forwardStatus = 404;
      setTimeout(() => {
        each.cluster.forwardStatus = 101;
        each.cluster.pods = [{ name: "grafana-1" }];
      }, 300);
      assert.equal((await ask(port, "/")).status, 200);
      assert.equal(each.cluster.dialled.at(-1), "grafana-1");
    });

    it("once for all connections: what comes after the time is over fails at once", async () => {
      each.cluster.pods = [];
      const port = await each.start(1_500);
      await ask(port, "/");
      const asked = performance.now();
      assert.equal((await ask(port, "/")).status, 500);
      assert.ok(performance.now() - asked < 900);
    });
  });

  it("lets an answer that broke off look broken", async () => {
    each.cluster.target = portOf(
      await serve((socket) => socket.write("HTTP/1.1 200 OK\r\n\r\nthe first half")),
    );
    const client = connect(await each.start(), "127.0.0.1");
    client.write("GET / HTTP/1.1\r\n\r\n");
    await once(client, "data");
    each.cluster.cut();
    await assert.rejects(once(client, "end"), /ECONNRESET/);
  });

  it("takes the first of two kubeconfigs that say different things, and skips missing ones", async () => {
    const other = await startCluster(1);
    process.env["KUBECONFIG"] = `/nowhere/config:${each.cluster.kubeconfig}:${other.kubeconfig}`;
    assert.equal((await ask(await each.start(), "/")).status, 200);
    assert.deepEqual(other.asked, []);
    await other.stop();
  });

  it("without an engine says its address and listens nowhere", async () => {
    const localPort = await freePort();
    assert.equal(await forwardToGrafana({ ...PLACE, localPort }), `http://127.0.0.1:${localPort}`);
    await assert.rejects(ask(localPort, "/"), /ECONNREFUSED/);
  });
});
