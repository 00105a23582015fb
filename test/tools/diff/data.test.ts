import assert from "node:assert/strict";
import type { Render } from "../../../tools/render/render.ts";
import type { Tree } from "../../program.ts";
import { BASE, edited, inputsOf, renderOf, resourceOf, SECRETS, warningsOf, without } from "./renders.ts";

describe("warnings of data", () => {
  let base: Render;
  let docker: Render;
  before(async () => {
    base = await renderOf(BASE);
    docker = await renderOf({ target: { kind: "docker" } }, "dev", {});
  });

  const CLAIM = "lookout-prometheus-data-prometheus-0";
  const data = (from: Render, change: (copy: Tree) => void) => warningsOf("data", from, edited(from, change));

  it("tells of a volume that is left behind", () => {
    assert.deepEqual(warningsOf("data", base, without(base, CLAIM)), [
      "volume data-prometheus-0 (20Gi) is left behind: the claim stays in the cluster, and nothing uses it",
    ]);
  });

  it("tells of a volume that is deleted", () => {
    assert.deepEqual(warningsOf("data", base, without(base, "lookout-grafana-data-grafana-0")), [
      "volume data-grafana-0 (2Gi) is deleted with all that is on it",
    ]);
  });

  it("tells of a new volume", () => {
    assert.deepEqual(warningsOf("data", without(base, CLAIM), base), [
      "new volume data-prometheus-0 of 20Gi",
    ]);
  });

  it("tells of a volume that is no longer kept", () => {
    const told = data(base, (copy) => {
      resourceOf(copy, CLAIM).retained = false;
    });
    assert.deepEqual(told, ["volume data-prometheus-0 is deleted with the stack from now on"]);
  });

  it("tells of a volume that starts empty elsewhere", () => {
    const told = data(base, (copy) => {
      inputsOf(copy, CLAIM).metadata.namespace = "other";
    });
    assert.deepEqual(told, [
      "volume data-prometheus-0 starts empty in namespace other: the one in lookout stays behind",
    ]);
  });

  it("tells that a storage class is for new volumes alone", () => {
    const told = data(base, (copy) => {
      inputsOf(copy, CLAIM).spec.storageClassName = "fast";
    });
    assert.deepEqual(told, [
      "volume data-prometheus-0 keeps its storage class: only claims that are made later get fast",
    ]);
  });

  it("tells of a set that must be made anew", () => {
    const told = data(base, (copy) => {
      inputsOf(copy, "lookout-loki-statefulset").spec.serviceName = "other";
    });
    assert.deepEqual(told, [
      "StatefulSet loki is deleted and made anew (serviceName): nothing runs meanwhile",
    ]);
  });

  it("tells of storage that is another, and not of longer retention", async () => {
    const loki = { storage: { kind: "s3", bucket: "logs" }, retention: "30d" };
    const secrets = { ...SECRETS, lokiS3AccessKeyId: "a", lokiS3SecretAccessKey: "b" };
    const told = warningsOf("data", base, await renderOf({ ...BASE, loki }, "prod", secrets));
    assert.equal(told.length, 1, told.join("\n"));
    assert.match(told[0]!, /^loki\.storage changes \(kind filesystem → s3, bucket nothing → logs/);
  });

  it("tells of a secret that is generated anew", () => {
    const told = data(base, (copy) => {
      inputsOf(copy, "lookout-credentials-grafana-secret-key").length = 40;
    });
    assert.deepEqual(told, ["generated secret lookout-credentials-grafana-secret-key is made anew"]);
  });

  it("tells of a secret by which Grafana's database can no longer be read", async () => {
    const render = (key: string) => renderOf(BASE, "prod", { ...SECRETS, grafanaSecretKey: key });
    assert.deepEqual(warningsOf("data", await render("old"), await render("new")), [
      "secret grafanaSecretKey is another: what Grafana's database holds encrypted can no longer be read",
    ]);
  });

  it("tells of another cluster", async () => {
    const target = { kind: "kubernetes", context: "eu" };
    assert.deepEqual(warningsOf("data", base, await renderOf({ ...BASE, target })), [
      "the cluster's context is another: the current one → eu. In another cluster every volume starts empty, and what is in the old one stays behind",
    ]);
  });

  it("tells of a namespace that goes, or is no longer kept", () => {
    const name = "lookout-cluster-namespace-main";
    const fleeting = edited(base, (copy) => {
      resourceOf(copy, name).retained = false;
    });
    assert.deepEqual(warningsOf("data", base, fleeting), [
      "namespace lookout is deleted with the stack from now on, with every volume in it",
    ]);
    assert.deepEqual(warningsOf("data", fleeting, without(fleeting, name)), [
      "namespace lookout is deleted, with every volume in it",
    ]);
  });

  it("tells of Docker's volumes", () => {
    const name = "lookout-loki-data";
    assert.deepEqual(warningsOf("data", docker, without(docker, name)), [
      "Docker volume lookout-dev-loki-data is left behind: it stays, and nothing uses it",
    ]);
    const renamed = data(docker, (copy) => {
      inputsOf(copy, name).labels = [];
    });
    assert.deepEqual(renamed, ["Docker volume lookout-dev-loki-data is made anew, and empty"]);
  });

  it("tells of an older version over a volume", () => {
    const older = JSON.parse(JSON.stringify(base).replaceAll("loki:3.7.6", "loki:3.6.0")) as Render;
    assert.deepEqual(warningsOf("data", base, older), [
      "loki goes back to an older version over the data on its volume: 3.7.6 → 3.6.0",
    ]);
  });
});
