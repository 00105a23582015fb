import assert from "node:assert/strict";
import { changed } from "../changed.ts";
import { type Ran, runStack } from "../program.ts";
import { CANARIES, EVERYTHING } from "./fixtures.ts";

const rules = (expression: string) => ({
  "rules/shop.yml": `groups:\n- name: shop\n  rules:\n  - record: shop:up\n    expr: ${expression}\n`,
});

describe("components/kubernetes: what rolls pods", () => {
  let ran: Ran;
  let large: Ran;
  before(async () => {
    ran = await runStack();
    large = await runStack(EVERYTHING, { secrets: CANARIES });
  });

  /** Workloads whose pod template differs. */
  const rolled = (from: Ran, to: Ran) =>
    from.controllers
      .map(({ inputs }) => inputs.metadata.name as string)
      .filter((name) => JSON.stringify(from.template(name)) !== JSON.stringify(to.template(name)))
      .sort();

  it("never runs two of what would count twice", async () => {
    const ran = await runStack();
    const strategies = ran
      .kind("Deployment")
      .map(({ inputs }) => [inputs.metadata.name, inputs.spec.strategy.type]);
    assert.deepEqual(strategies, [
      ["collector", "RollingUpdate"],
      ["kube-state-metrics", "Recreate"],
    ]);
  });

  it("does not restart the first replica when a second comes", async () => {
    const [one, two] = [await runStack(), await runStack({ prometheus: { replicas: 2 } })];
    assert.deepEqual(two.template("prometheus"), one.template("prometheus"));
  });

  it("is nothing when nothing changes", async () => {
    const again = await runStack({ size: "small" });
    assert.deepEqual(changed(ran, again), []);
  });

  it("is a changed configuration of Loki, for Loki alone", async () => {
    const longer = await runStack({ loki: { retention: "9d" } });
    assert.deepEqual(changed(ran, longer), ["ConfigMap loki-config", "StatefulSet loki"]);
    const [was, is] = [ran, longer].map((each) => structuredClone(each.template("loki")));
    assert.notEqual(
      was.metadata.annotations["lookout/config-checksum"],
      is.metadata.annotations["lookout/config-checksum"],
    );
    delete was.metadata.annotations["lookout/config-checksum"];
    delete is.metadata.annotations["lookout/config-checksum"];
    assert.deepEqual(is, was);
  });

  it("is not a changed configuration of Prometheus, which reads it again by itself", async () => {
    assert.deepEqual(changed(ran, await runStack({ prometheus: { retention: "20d" } })), [
      "ConfigMap prometheus-config",
    ]);
  });

  it("is not a changed rule file", async () => {
    const settings = { prometheus: { ruleFiles: ["rules/shop.yml"] } };
    const first = await runStack(settings, { files: rules("vector(1)") });
    const second = await runStack(settings, { files: rules("vector(2)") });
    assert.deepEqual(changed(first, second), ["ConfigMap prometheus-rules"]);
    assert.match(
      Object.values(second.manifest("ConfigMap", "prometheus-rules").data).join(),
      /expr: vector\(2\)/,
    );
  });

  it("is not the first rule file either", async () => {
    const settings = { prometheus: { ruleFiles: ["rules/shop.yml"] } };
    assert.deepEqual(changed(ran, await runStack(settings, { files: rules("vector(1)") })), [
      "ConfigMap prometheus-rules",
    ]);
  });

  it("annotates with a checksum exactly the workloads that read their files at start", () => {
    const annotated = large.controllers.filter(
      ({ inputs }) => inputs.spec.template.metadata.annotations["lookout/config-checksum"] !== undefined,
    );
    assert.deepEqual(annotated.map(({ inputs }) => inputs.metadata.name).sort(), [
      "alertmanager",
      "collector",
      "collector-agent",
      "collector-sampler",
      "grafana",
      "jaeger",
      "loki",
    ]);
  });

  describe("is a changed secret, for those who read it alone", () => {
    for (const [key, ...readers] of [
      ["grafanaAdminPassword", "grafana"],
      ["grafanaDatabasePassword", "grafana"],
      ["smtpPassword", "alertmanager", "grafana"],
      ["lokiS3SecretAccessKey", "loki"],
      ["jaegerOpensearchPassword", "jaeger"],
      ["remoteWriteToken-mimir", "prometheus"],
      ["contactPoint-oncall", "alertmanager"],
      ["scrapeSecret-router", "prometheus"],
    ] as const) {
      it(`${key}: ${readers.join(", ")}`, async () => {
        const secrets = { ...CANARIES, [key]: "another" };
        const other = await runStack(EVERYTHING, { secrets });
        assert.deepEqual(rolled(large, other), readers);
        const objects = readers.flatMap((reader) => [
          `${large.controller(reader).inputs.kind} ${reader}`,
          `Secret ${reader}-secrets`,
        ]);
        assert.deepEqual(changed(large, other), objects.sort());
        for (const reader of readers)
          assert.equal(other.object("Secret", `${reader}-secrets`).plain.stringData[key], "another");
      });
    }

    it("and its checksum tells nothing of it: it is a Pulumi secret, keyed by one that stays in the state", () => {
      const { plain, secrets } = large.controller("loki");
      assert.ok(secrets.includes("spec.template.metadata.annotations.lookout/secrets-checksum"));
      assert.match(plain.spec.template.metadata.annotations["lookout/secrets-checksum"], /^[0-9a-f]{16}$/);
    });

    it("and a rotation of the generated password is a new password", async () => {
      const rotated = await runStack({ grafana: { adminPasswordRotation: "2" } });
      assert.deepEqual(changed(ran, rotated), ["RandomPassword lookout-credentials-grafana-admin-password"]);
    });
  });

  it("waits for every object that the pods read", () => {
    for (const { dependencies, inputs } of large.controllers) {
      const workload = inputs.metadata.name;
      const own = large.objects.filter(
        ({ inputs }) =>
          inputs.metadata.labels["app.kubernetes.io/name"] === workload &&
          ["ConfigMap", "Secret", "ServiceAccount", "NetworkPolicy", "Service"].includes(inputs.kind),
      );
      for (const { name, urn } of own) assert.ok(dependencies.includes(urn), `${workload} waits for ${name}`);
    }
  });

  it("takes as long as its probes allow, and never for ever", () => {
    for (const { inputs, options } of large.controllers) {
      const { create, update } = options["customTimeouts"] as { create: string; update: string };
      const spec = inputs.spec.template.spec;
      const { failureThreshold, periodSeconds } = spec.containers[0].startupProbe;
      const replicas = inputs.spec.replicas ?? 3;
      const needed =
        (replicas * (failureThreshold * periodSeconds + spec.terminationGracePeriodSeconds)) / 60;
      assert.equal(create, update, inputs.metadata.name);
      const minutes = Number.parseInt(create, 10);
      assert.ok(minutes >= Math.min(needed, 120) && minutes <= 120, `${inputs.metadata.name}: ${create}`);
    }
  });
});
