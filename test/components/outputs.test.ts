import assert from "node:assert/strict";
import { IMAGES } from "../../model/images.ts";
import { parseCall } from "../../tools/forward/call.ts";
import { MASK } from "../../tools/recording/registration.ts";
import { type Ran, runStack } from "../program.ts";
import { CANARIES, EVERYTHING, WITH_INGRESS } from "./fixtures.ts";

describe("components: outputs", () => {
  let ran: Ran;
  before(async () => {
    ran = await runStack();
  });

  it("are the way in, the administrator, tokens and versions, nothing else", () => {
    const names = ["access", "adminPassword", "adminUser", "publicDashboards", "tokens", "versions"];
    assert.deepEqual(Object.keys(ran.outputs).sort(), names);
  });

  it("keep the administrator's password secret, generated or configured", async () => {
    assert.equal(ran.outputs.adminPassword, MASK);
    assert.equal((await runStack(EVERYTHING, { secrets: CANARIES })).outputs.adminPassword, MASK);
  });

  it("name the administrator", async () => {
    assert.equal(ran.outputs.adminUser, "admin");
    assert.equal((await runStack({ grafana: { adminUser: "root" } })).outputs.adminUser, "root");
  });

  it("say how to log in", () => {
    assert.equal(
      ran.outputs.access.login,
      "user admin, password: pulumi stack output adminPassword --show-secrets --stack test",
    );
  });

  it("say where Grafana is", async () => {
    assert.equal(ran.outputs.access.grafana, "http://localhost:3000/");
    assert.equal((await runStack(WITH_INGRESS)).outputs.access.grafana, "https://grafana.corp.io/");
  });

  it("have a command for each page, which the tool understands: that system of this stack", async () => {
    const { forward } = (await runStack({ alerting: { engine: "prometheus" } })).outputs.access;
    assert.deepEqual(Object.keys(forward).sort(), ["alertmanager", "grafana", "jaeger", "prometheus"]);
    for (const [system, command] of Object.entries<string>(forward)) {
      const [, call = ""] = /^npm run forward -- (.+)$/.exec(command) ?? [];
      assert.deepEqual(parseCall(call.split(" ")), { system, port: undefined, stack: "test" }, command);
    }
  });

  it("say where services send OTLP: the collector's service, on ports that it has", () => {
    const { otlp } = ran.outputs.access;
    assert.deepEqual(otlp, {
      grpc: "http://collector.lookout.svc:4317",
      http: "http://collector.lookout.svc:4318",
    });
    const ports = ran.manifest("Service", "collector").spec.ports.map(({ port }: { port: number }) => port);
    assert.ok(ports.includes(4317) && ports.includes(4318));
  });

  it("name the version of every workload", () => {
    const names = ran.controllers.map(({ inputs }) => inputs.metadata.name);
    assert.deepEqual(Object.keys(ran.outputs.versions).sort(), names.sort());
    assert.equal(ran.outputs.versions.loki, IMAGES.loki.version);
  });
});
