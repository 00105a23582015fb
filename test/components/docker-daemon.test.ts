import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createListener } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whatIsWrong } from "../../components/runtime/docker/check.ts";
import { daemonAddress, isOnThisMachine } from "../../components/runtime/docker/daemon.ts";
import type { DockerTarget } from "../../config/config.ts";
import { LOCAL_PORT_NAMES } from "../../model/local-ports.ts";
import { testConfig } from "../config-of.ts";

describe("components: Docker's daemon", () => {
  describe("is found", () => {
    const found = (environment: Record<string, string>, ...sockets: string[]) =>
      daemonAddress(environment, (path) => sockets.includes(String(path)));

    it("where DOCKER_HOST says, whatever else is there", () =>
      assert.deepEqual(found({ DOCKER_HOST: "tcp://localhost:1" }, "/var/run/docker.sock"), {
        host: "tcp://localhost:1",
      }));

    it("at the usual socket, which the provider knows by itself", () =>
      assert.deepEqual(found({ XDG_RUNTIME_DIR: "/run/user/1" }, "/var/run/docker.sock"), {}));

    it("at the socket of rootless Docker", () =>
      assert.deepEqual(found({ XDG_RUNTIME_DIR: "/run/user/1" }, "/run/user/1/docker.sock"), {
        socket: "/run/user/1/docker.sock",
      }));

    it("on this machine, or on another", () => {
      for (const host of [
        "unix:///a.sock",
        "npipe:////./pipe/docker_engine",
        "tcp://127.0.0.1:2375",
        "tcp://localhost",
      ])
        assert.ok(isOnThisMachine({ host }), host);
      for (const host of ["ssh://me@there", "tcp://10.0.0.1:2375", "tcp://localhost.corp.io:2375"])
        assert.ok(!isOnThisMachine({ host }), host);
    });
  });

  describe("that answers", () => {
    let directory: string;
    let daemon: Server;
    let containers: readonly object[];
    let target: DockerTarget;
    const config = testConfig({ target: { kind: "docker" } });
    const wrong = (port: number) =>
      whatIsWrong(
        config,
        { ...target, ports: { ...target.ports, loki: port } },
        { host: `unix://${directory}/d.sock` },
      );

    before(async () => {
      directory = mkdtempSync(join(tmpdir(), "lookout-docker-"));
      daemon = createServer((_, response) => response.end(JSON.stringify(containers)));
      await new Promise<void>((resolve) => daemon.listen(join(directory, "d.sock"), resolve));
      const ports = await freePorts(LOCAL_PORT_NAMES.length);
      const named = LOCAL_PORT_NAMES.map((name, index) => [name, ports[index]]);
      target = { kind: "docker", ports: Object.fromEntries(named) };
    });
    beforeEach(() => {
      containers = [];
    });
    after(() => {
      daemon.close();
      rmSync(directory, { recursive: true });
    });

    it("has nothing against free ports", async () => assert.equal(await wrong(target.ports.loki), undefined));

    it("is told of another program's port by what to change", async () => {
      const other = createListener();
      await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
      const { port } = other.address() as { port: number };
      assert.equal(
        await wrong(port),
        `lookout:target.ports.loki: port ${port} of 127.0.0.1 is taken by another program. End it, or set lookout:target.ports.loki in Pulumi.test.yaml to another port`,
      );
      other.close();
    });

    it("is told of another container's port by that container's name", async () => {
      containers = [{ Names: ["/other"], Ports: [{ PublicPort: target.ports.loki }] }];
      assert.match((await wrong(target.ports.loki)) ?? "", /is taken by the container other\. End it/);
    });

    it("has nothing against ports of the stack's own containers, from the last up", async () => {
      containers = [{ Names: ["/lookout-test-loki"], Ports: [{ PublicPort: target.ports.loki }] }];
      assert.equal(await wrong(target.ports.loki), undefined);
    });

    it("is not asked for a port that nothing would bind", async () => {
      for (const name of ["alertmanager", "demo", "demoAlerts"] as const) {
        containers = [{ Names: ["/other"], Ports: [{ PublicPort: target.ports[name] }] }];
        assert.equal(await wrong(target.ports.loki), undefined, name);
      }
    });

    it("is asked for the demo's ports where the demo is", async () => {
      containers = [{ Names: ["/other"], Ports: [{ PublicPort: target.ports.demoAlerts }] }];
      const stack = testConfig({ target: { kind: "docker" }, demo: { enabled: true } });
      const problem = await whatIsWrong(stack, target, { host: `unix://${directory}/d.sock` });
      assert.match(problem ?? "", /^lookout:target\.ports\.demoAlerts: port \d+ of 127\.0\.0\.1 is taken by/);
    });
  });

  describe("that does not answer", () => {
    const config = testConfig({ target: { kind: "docker" } });
    const wrong = (host: string) => whatIsWrong(config, config.target as DockerTarget, { host });

    it("is said to be down, with what to do", async () =>
      assert.equal(
        await wrong("unix:///nowhere/docker.sock"),
        "Docker does not answer at unix:///nowhere/docker.sock: start it, or set DOCKER_HOST (docker context inspect shows where yours listens)",
      ));

    for (const host of ["nonsense", "tcp://", "unix://", "tcp://127.0.0.1:99999"])
      it(`is told of ${host}, which is no address`, async () =>
        assert.equal(
          await wrong(host),
          `DOCKER_HOST is ${host}, which is no address: write unix:///… or tcp://127.0.0.1:…, or unset it`,
        ));

    it("is refused on another machine, whose ports nobody here could reach", async () =>
      assert.match(
        (await wrong("ssh://me@there")) ?? "",
        /^DOCKER_HOST is ssh:\/\/me@there, another machine: .+ unset DOCKER_HOST$/,
      ));
  });
});

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createListener();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
