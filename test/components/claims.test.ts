import assert from "node:assert/strict";
import { changed } from "../changed.ts";
import { type Ran, runStack } from "../program.ts";
import { CANARIES, EVERYTHING } from "./fixtures.ts";

describe("components/kubernetes: data volumes", () => {
  let ran: Ran;
  let large: Ran;
  before(async () => {
    ran = await runStack();
    large = await runStack(EVERYTHING, { secrets: CANARIES });
  });

  it("keep their class, which cannot change, whatever config says later", async () => {
    const ran = await runStack();
    for (const { name, options } of ran.kind("PersistentVolumeClaim")) {
      assert.deepEqual(options["ignoreChanges"], ["spec.storageClassName"], name);
    }
  });

  it("are claims of the program's own, not of the StatefulSets", () => {
    assert.deepEqual(ran.names("PersistentVolumeClaim"), [
      "data-grafana-0",
      "data-jaeger-0",
      "data-loki-0",
      "data-prometheus-0",
    ]);
  });

  it("have the names that the StatefulSets look for, one a replica", () => {
    for (const each of [ran, large]) {
      const wanted = each
        .kind("StatefulSet")
        .flatMap(({ inputs: { metadata, spec } }) =>
          spec.volumeClaimTemplates.flatMap((template: { metadata: { name: string } }) =>
            Array.from(
              { length: spec.replicas },
              (_, at) => `${template.metadata.name}-${metadata.name}-${at}`,
            ),
          ),
        );
      assert.deepEqual([...each.names("PersistentVolumeClaim")].sort(), wanted.sort());
    }
  });

  it("outlive a destroy, but for Grafana's, whose content is code", () => {
    const kept = [...ran.kind("PersistentVolumeClaim"), ...large.kind("PersistentVolumeClaim")].map(
      ({ inputs, options }) => [inputs.metadata.name, options["retainOnDelete"] === true] as const,
    );
    for (const [name, retained] of kept) assert.equal(retained, name !== "data-grafana-0", name);
  });

  it("are not waited for: some are bound only when a pod comes", () => {
    for (const { inputs } of ran.kind("PersistentVolumeClaim")) {
      assert.equal(inputs.metadata.annotations["pulumi.com/skipAwait"], "true", inputs.metadata.name);
    }
  });

  it("exist before the pods that mount them", () => {
    for (const { inputs, urn } of large.kind("PersistentVolumeClaim")) {
      const owner = large.controller(inputs.metadata.labels["app.kubernetes.io/name"]);
      assert.ok(owner.dependencies.includes(urn), inputs.metadata.name);
    }
  });

  it("have the configured size and storage class", async () => {
    const set = await runStack({
      loki: { volume: "77Gi" },
      target: { kind: "kubernetes", storageClass: "fast" },
    });
    const { spec } = set.manifest("PersistentVolumeClaim", "data-loki-0");
    assert.deepEqual(spec, {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "77Gi" } },
      storageClassName: "fast",
    });
  });

  it("leave the storage class to the cluster when none is configured", () => {
    for (const { inputs } of ran.kind("PersistentVolumeClaim")) {
      assert.ok(!("storageClassName" in inputs.spec), inputs.metadata.name);
    }
  });

  it("grow alone: nothing restarts", async () => {
    assert.deepEqual(changed(ran, await runStack({ loki: { volume: "40Gi" } })), [
      "PersistentVolumeClaim data-loki-0",
    ]);
  });

  it("leave the claim templates, which cannot change, the same in every stack and every release", () => {
    const templates = [ran, large].flatMap((each) =>
      each.kind("StatefulSet").flatMap(({ inputs }) => inputs.spec.volumeClaimTemplates),
    );
    assert.ok(templates.length > 5);
    for (const template of templates) {
      assert.deepEqual(template, {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: "data" },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
      });
    }
  });
});
