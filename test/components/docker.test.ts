import assert from "node:assert/strict";
import { IMAGES } from "../../model/images.ts";
import { type Ran, runStack, type Tree } from "../program.ts";
import { container, containers, DOCKER, LARGE, lasting, SECRETS } from "./docker-of.ts";

describe("components: Docker", () => {
  let small: Ran;
  let large: Ran;
  before(async () => {
    small = await runStack(DOCKER);
    large = await runStack(LARGE, { secrets: SECRETS });
  });

  it("has no Kubernetes object", () => assert.deepEqual(small.objects, []));

  it("runs what does not need a cluster, and no more", () => {
    const names = (ran: Ran) =>
      lasting(ran)
        .map(({ inputs }) => inputs.hostname)
        .sort();
    assert.deepEqual(names(small), ["collector", "grafana", "jaeger", "loki", "prometheus"]);
    assert.deepEqual(names(large), [
      "alertmanager",
      "collector",
      "demo",
      "grafana",
      "jaeger",
      "loki",
      "prometheus",
    ]);
  });

  describe("every container", () => {
    const each = (check: (inputs: Tree) => void) => {
      for (const ran of [small, large]) for (const { inputs } of containers(ran)) check(inputs);
    };

    it("binds ports of 127.0.0.1 alone", () =>
      each(({ ports = [] }) => {
        for (const { external, ip } of ports) assert.deepEqual([ip, external > 0], ["127.0.0.1", true]);
      }));

    it("has a limit of memory, and of swap the same, without which every up shows a change", () =>
      each(({ memory, memorySwap, name }) => {
        assert.ok(memory > 0, name);
        assert.equal(memorySwap, memory, name);
      }));

    it("has no capability but the one that hands volumes to their user", () =>
      each(({ capabilities, name }) => {
        assert.deepEqual(capabilities.drops, ["ALL"], name);
        assert.ok(name.endsWith("-files") || capabilities.adds === undefined, name);
      }));

    it("gains no privileges", () =>
      each(({ privileged, securityOpts }) => {
        assert.deepEqual(securityOpts, ["no-new-privileges:true"]);
        assert.equal(privileged, undefined);
      }));

    it("has a log that rotates", () => each(({ logDriver }) => assert.equal(logDriver, "local")));

    it("is of an image that was pulled beforehand, and stays", () => {
      const pulled = small.registrations.filter(
        ({ type }) => type === "docker:index/remoteImage:RemoteImage",
      );
      const names = pulled.map(({ inputs }) => inputs.name);
      for (const { inputs } of pulled) assert.equal(inputs.keepLocally, true);
      for (const { inputs } of containers(small)) assert.ok(names.includes(inputs.image), inputs.image);
    });

    it("is of an image that is built from the project, where there is one: of its Node, and pushed nowhere", async () => {
      const [image, ...more] = large.registrations.filter(({ type }) => type === "docker:index/image:Image");
      assert.deepEqual(more, []);
      const { build, imageName, skipPush } = image!.plain;
      assert.deepEqual([imageName, skipPush], ["lookout-demo:1.0.0", true]);
      assert.deepEqual([build.context, build.dockerfile], ["demo", "demo/Dockerfile"]);
      assert.deepEqual(build.args, { NODE_IMAGE: "docker.io/library/node:24.21.0-slim" });
      // By its content: the id of another build is another.
      assert.equal(container(large, "demo").image, "sha256:made-by-docker");
      const mirrored = await runStack({
        ...DOCKER,
        demo: { enabled: true },
        target: { kind: "docker", imageMirror: "m.io" },
      });
      const { plain } = mirrored.resource("lookout-engine-image-lookout-demo-1.0.0");
      assert.equal(plain.build.args["NODE_IMAGE"], "m.io/library/node:24.21.0-slim");
      assert.equal(plain.imageName, "lookout-demo:1.0.0");
    });

    it("has a fixed name, so that the old one goes first", () => {
      for (const { options } of containers(small)) assert.equal(options["deleteBeforeReplace"], true);
    });
  });

  describe("a container that stays", () => {
    it("runs as its image's user, on a read-only root, and starts again by itself", () => {
      for (const { inputs } of lasting(large)) {
        assert.match(inputs.user, /^[1-9]\d*:[1-9]\d*$/);
        assert.equal(inputs.readOnly, true);
        assert.equal(inputs.restart, "unless-stopped");
      }
      assert.equal(container(large, "loki").user, `${IMAGES.loki.uid}:${IMAGES.loki.gid}`);
    });

    it("is given the time that it takes to flush", () => {
      const { destroyGraceSeconds, stopTimeout } = container(small, "prometheus");
      assert.deepEqual([destroyGraceSeconds, stopTimeout], [300, 300]);
    });

    it("is found by its workload's name, and replicas by the name for all", () => {
      const aliases = (name: string) => container(large, name).networksAdvanced[0].aliases;
      assert.deepEqual(aliases("loki"), ["loki"]);
      assert.deepEqual(aliases("alertmanager"), ["alertmanager", "alertmanager-peers"]);
    });

    it("has a tmpfs where it writes what may be lost", () =>
      assert.deepEqual(container(small, "grafana").tmpfs, { "/tmp": "mode=1777,size=134217728" }));

    it("tells its health where its image can ask: Grafana's, and the demo's", () => {
      const told = lasting(large).filter(({ inputs }) => inputs.healthcheck !== undefined);
      assert.deepEqual(told.map(({ inputs }) => inputs.hostname).sort(), ["demo", "grafana"]);
      assert.equal(container(large, "demo").healthcheck.tests.at(-1), "http://127.0.0.1:8800/healthz");
      const { interval, startPeriod, tests } = container(large, "grafana").healthcheck;
      assert.equal(tests.at(-1), "http://127.0.0.1:3000/api/health");
      assert.deepEqual([interval, startPeriod], ["10s", "5m0s"]);
    });

    it("writes links into alerts that lead to this machine", () => {
      const urls = ["prometheus", "alertmanager"].map((name) =>
        container(large, name).command.find((arg: string) => arg.startsWith("--web.external-url=")),
      );
      assert.deepEqual(urls, [
        "--web.external-url=http://localhost:9090",
        "--web.external-url=http://localhost:9093",
      ]);
    });

    it("reads no variable of Kubernetes", () => {
      const texts = JSON.stringify(lasting(large).map(({ inputs }) => [inputs.command, inputs.envs]));
      assert.doesNotMatch(texts, /\$\(/);
      assert.ok(container(large, "alertmanager").envs.includes("POD_IP=alertmanager"));
    });
  });

  describe("ports", () => {
    const bound = (ran: Ran, name: string) =>
      container(ran, name).ports.map(({ external, internal }: Tree) => [external, internal]);

    it("are the systems' own by default", () => {
      assert.deepEqual(bound(small, "grafana"), [[3000, 3000]]);
      assert.deepEqual(bound(small, "jaeger"), [
        [13134, 13133],
        [16686, 16686],
      ]);
    });

    it("can each be chosen, and Grafana's address, its content's and links follow", async () => {
      const chosen = await runStack({ target: { kind: "docker", ports: { grafana: 3333, otlpHttp: 4444 } } });
      assert.deepEqual(bound(chosen, "grafana"), [[3333, 3000]]);
      assert.equal(chosen.outputs.access.grafana, "http://localhost:3333/");
      assert.equal(chosen.outputs.access.pages.grafana, "http://localhost:3333");
      assert.equal(chosen.outputs.access.otlp.http, "http://localhost:4444");
      const provider = chosen.resource("lookout-grafana-content-provider");
      assert.equal(provider.plain.url, "http://127.0.0.1:3333");
    });
  });

  describe("order", () => {
    it("sets Grafana's password before Grafana starts", () => {
      const step = container(small, "grafana-admin-password");
      assert.deepEqual([step.attach, step.mustRun, step.restart], [true, false, "no"]);
      assert.equal(step.entrypoints[0], "/bin/sh");
      const from = (name: string) => container(small, name).volumes[0].fromContainer;
      assert.equal(from("grafana"), "lookout-grafana-admin-password-id:ro");
      assert.equal(from("grafana-admin-password"), "lookout-grafana-files-id:ro");
    });

    it("waits for each from outside, at the port that its readiness probe asks", () => {
      const urls = large.registrations
        .filter(({ type }) => type.endsWith("docker:Ready"))
        .map(({ name, plain }) => [name, plain.url]);
      assert.deepEqual(Object.fromEntries(urls), {
        "lookout-alertmanager-ready": "http://127.0.0.1:9093/-/ready",
        "lookout-collector-ready": "http://127.0.0.1:13133/",
        "lookout-demo-ready": "http://127.0.0.1:8800/healthz",
        "lookout-grafana-ready": "http://127.0.0.1:3000/api/health",
        "lookout-jaeger-ready": "http://127.0.0.1:13134/status",
        "lookout-loki-ready": "http://127.0.0.1:3100/ready",
        "lookout-prometheus-ready": "http://127.0.0.1:9090/-/ready",
      });
    });

    it("puts content into Grafana when it is ready, and forgets it with Grafana's volume", () => {
      const folder = small.registrations.find(({ type }) => type.endsWith(":Folder"))!;
      assert.ok(folder.dependencies.some((urn) => urn.endsWith("lookout-grafana-ready")));
      assert.ok(String(folder.options["deletedWith"]).endsWith("lookout-grafana-data"));
    });
  });
});
