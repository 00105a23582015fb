import assert from "node:assert/strict";
import { compare } from "../../../tools/diff/compare.ts";
import type { Render } from "../../../tools/render/render.ts";
import type { Tree } from "../../program.ts";
import { BASE, edited, inputsOf, plainText, renderOf, warningsOf, without } from "./renders.ts";

describe("warnings of what can be reached", () => {
  let base: Render;
  let docker: Render;
  before(async () => {
    base = await renderOf(BASE);
    docker = await renderOf({ target: { kind: "docker" } }, "dev", {});
  });

  const outside = (from: Render, change: (copy: Tree) => void) =>
    warningsOf("outside", from, edited(from, change));
  const POLICY = "lookout-prometheus-policy";

  it("tells of a service that gets an address outside", () => {
    const told = outside(base, (copy) => {
      inputsOf(copy, "lookout-grafana-service").spec.type = "LoadBalancer";
    });
    assert.deepEqual(told, ["service grafana: type ClusterIP → LoadBalancer"]);
  });

  it("tells of addresses, namespaces and everybody that a policy lets in", () => {
    const told = outside(base, (copy) => {
      inputsOf(copy, POLICY).spec.ingress.push(
        { from: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 9090 }] },
        { from: [{ namespaceSelector: {} }], ports: [{ port: 9090 }] },
        {},
      );
    });
    assert.deepEqual(told, [
      "prometheus can be reached by 10.0.0.0/8 on port 9090",
      "prometheus can be reached by every pod of the cluster on port 9090",
      "prometheus can be reached by everybody on every port",
    ]);
  });

  it("does not tell of another workload of the stack that is let in", () => {
    const told = outside(base, (copy) => {
      const podSelector = { matchLabels: { "app.kubernetes.io/name": "jaeger" } };
      inputsOf(copy, POLICY).spec.ingress.push({ from: [{ podSelector }], ports: [{ port: 1234 }] });
    });
    assert.deepEqual(told, []);
  });

  it("tells of a namespace in which nothing denies any more", () => {
    assert.deepEqual(warningsOf("outside", base, without(base, "lookout-cluster-deny-all-main")), [
      "nothing denies connections any more in namespace lookout: its policy is gone",
    ]);
  });

  it("does not tell of a namespace that the stack gives up", async () => {
    const exporters = { nodeExporter: false, nodeLogs: false };
    assert.deepEqual(warningsOf("outside", base, await renderOf({ ...BASE, exporters })), []);
  });

  it("tells of a port that other machines can reach", () => {
    const told = outside(docker, (copy) => {
      inputsOf(copy, "lookout-grafana-container").ports[0].ip = "0.0.0.0";
    });
    assert.deepEqual(told, [
      "port 3000 of lookout-dev-grafana can be reached from other machines, at 0.0.0.0:3000",
    ]);
  });

  it("does not tell of a port of this machine alone", () => {
    const told = outside(docker, (copy) => {
      inputsOf(copy, "lookout-grafana-container").ports[0].external = 3100;
    });
    assert.deepEqual(told, []);
  });

  it("tells of a host that goes, and of one that takes its place", async () => {
    const at = (host: string) => ({
      ...BASE,
      grafana: {
        url: `https://${host}`,
        ingress: { tls: { kind: "secret", name: "tls" } },
      },
      network: { ingressNamespace: "ingress" },
    });
    const [a, b] = [await renderOf(at("a.example.com")), await renderOf(at("b.example.com"))];
    assert.deepEqual(warningsOf("outside", a, b), [
      "grafana can be reached from outside the cluster at https://b.example.com",
      "grafana no longer answers at https://a.example.com",
    ]);
    assert.deepEqual(warningsOf("outside", a, base), ["grafana no longer answers at https://a.example.com"]);
  });

  it("tells what a stack that is new opens", async () => {
    const open = await renderOf({
      ...BASE,
      grafana: {
        url: "https://grafana.example.com",
        ingress: { tls: { kind: "secret", name: "tls" } },
        anonymous: {},
      },
      dashboards: { public: ["slo-overview"] },
      network: { ingressNamespace: "ingress" },
    });
    assert.deepEqual(
      compare(undefined, open).warnings.map(({ text }) => plainText(text)),
      [
        "grafana can be reached from outside the cluster at https://grafana.example.com",
        "dashboard SLO Overview can be seen by everybody who has its link, without a login",
        "everybody who reaches Grafana may look without logging in, as Viewer",
      ],
    );
    assert.deepEqual(compare(undefined, base).warnings, []);
  });

  it("tells of a dashboard that is no longer public", async () => {
    const shown = await renderOf({ ...BASE, dashboards: { public: ["slo-overview"] } });
    assert.deepEqual(warningsOf("outside", shown, base), [
      "dashboard SLO Overview can no longer be seen without a login",
    ]);
  });
});
