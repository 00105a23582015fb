import assert from "node:assert/strict";
import { type Ran, runStack, type Tree } from "../program.ts";
import { CANARIES, EVERYTHING, ON_KUBERNETES } from "./fixtures.ts";

const NAME = "app.kubernetes.io/name";

describe("components/kubernetes: pods", () => {
  let large: Ran;
  before(async () => {
    large = await runStack(EVERYTHING, { secrets: CANARIES });
  });

  describe("probes", () => {
    const container = ({ inputs }: { inputs: Tree }) => inputs.spec.template.spec.containers[0];

    it("exist in all three kinds for every workload", () => {
      for (const each of large.controllers) {
        const { livenessProbe, name, readinessProbe, startupProbe } = container(each);
        assert.ok(livenessProbe && readinessProbe && startupProbe, name);
      }
    });

    it("differ: start-up gives more time than liveness, liveness more than readiness", () => {
      const patience = (probe: Tree) => probe.periodSeconds * probe.failureThreshold;
      for (const each of large.controllers) {
        const { livenessProbe, name, readinessProbe, startupProbe } = container(each);
        assert.ok(patience(startupProbe) >= patience(livenessProbe), name);
        assert.ok(patience(livenessProbe) > patience(readinessProbe), name);
      }
    });
  });

  describe("ports", () => {
    const declared = (ran: Ran, workload: string): readonly Tree[] =>
      ran.controller(workload).inputs.spec.template.spec.containers[0].ports;

    it("of probes are declared", () => {
      for (const { inputs } of large.controllers) {
        const { livenessProbe, ports, readinessProbe, startupProbe } =
          inputs.spec.template.spec.containers[0];
        for (const { httpGet } of [livenessProbe, readinessProbe, startupProbe]) {
          assert.ok(
            ports.some(({ name }: Tree) => name === httpGet.port),
            inputs.metadata.name,
          );
        }
      }
    });

    it("of services lead to ports of their pods, of the same number and protocol", () => {
      for (const { inputs } of large.kind("Service")) {
        const ports = declared(large, inputs.spec.selector[NAME]);
        for (const { name, port, protocol, targetPort } of inputs.spec.ports) {
          const target = ports.find((each) => each.name === targetPort);
          assert.deepEqual(target, { name, containerPort: port, protocol }, inputs.metadata.name);
        }
      }
    });

    it("of metrics annotations are declared", () => {
      const annotated = large.controllers.filter(
        ({ inputs }) => inputs.spec.template.metadata.annotations["lookout/metrics-port"],
      );
      assert.equal(annotated.length, ON_KUBERNETES.length - 1, "node-exporter has a job of its own");
      for (const { inputs } of annotated) {
        const { metadata, spec } = inputs.spec.template;
        const numbers = spec.containers[0].ports.map(({ containerPort }: Tree) => String(containerPort));
        assert.ok(numbers.includes(metadata.annotations["lookout/metrics-port"]), inputs.metadata.name);
      }
    });

    it("have names that Kubernetes takes, unique in a pod", () => {
      for (const { inputs } of large.controllers) {
        const names = declared(large, inputs.metadata.name).map(({ name }) => name);
        assert.equal(new Set(names).size, names.length);
        for (const name of names) assert.match(name, /^(?=.{1,15}$)[a-z0-9]+(-[a-z0-9]+)*$/);
      }
    });
  });

  it("are mounted only as far as they exist: files, secrets and volumes", () => {
    for (const { inputs } of large.controllers) {
      const { containers, initContainers, volumes } = inputs.spec.template.spec;
      const claims = (inputs.spec.volumeClaimTemplates ?? []).map(({ metadata }: Tree) => metadata.name);
      const known = [...volumes.map(({ name }: Tree) => name), ...claims];
      for (const { volumeMounts } of [...containers, ...initContainers]) {
        for (const { name } of volumeMounts)
          assert.ok(known.includes(name), `${inputs.metadata.name}: ${name}`);
      }
      for (const { configMap, secret } of volumes) {
        if (configMap) large.object("ConfigMap", configMap.name);
        if (secret) large.object("Secret", secret.secretName);
      }
    }
  });

  it("never mount a file by subPath, which would never change", () => {
    assert.ok(!JSON.stringify(large.controllers.map(({ inputs }) => inputs)).includes("subPath"));
  });
});
