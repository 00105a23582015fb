import assert from "node:assert/strict";
import { runStack } from "../program.ts";
import { CANARIES, EVERYTHING, WITH_INGRESS } from "./fixtures.ts";

describe("components/kubernetes: the ingress", () => {
  it("does not exist unless configured", async () => {
    assert.deepEqual((await runStack()).names("Ingress"), []);
  });

  it("leads to Grafana alone, whatever else is on", async () => {
    assert.deepEqual((await runStack(EVERYTHING, { secrets: CANARIES })).names("Ingress"), ["grafana"]);
  });

  it("serves the public host with TLS, to a port that Grafana's service has", async () => {
    const ran = await runStack(WITH_INGRESS);
    const { spec } = ran.manifest("Ingress", "grafana");
    const backend = { service: { name: "grafana", port: { name: "http" } } };
    assert.deepEqual(spec, {
      ingressClassName: "nginx",
      tls: [{ hosts: ["grafana.corp.io"], secretName: "grafana-tls" }],
      rules: [{ host: "grafana.corp.io", http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
    });
    const ports = ran.manifest("Service", "grafana").spec.ports.map(({ name }: { name: string }) => name);
    assert.deepEqual(ports, ["http"]);
  });

  it("asks cert-manager, and is not waited for: a load balancer may never come", async () => {
    const { annotations } = (await runStack(WITH_INGRESS)).manifest("Ingress", "grafana").metadata;
    assert.deepEqual(annotations, {
      "cert-manager.io/cluster-issuer": "letsencrypt",
      "pulumi.com/skipAwait": "true",
    });
  });

  it("is the only object that anybody outside reaches: services are inside the cluster", async () => {
    const ran = await runStack(EVERYTHING, { secrets: CANARIES });
    for (const { inputs } of ran.kind("Service")) assert.equal(inputs.spec.type, "ClusterIP");
    for (const { inputs } of ran.controllers) {
      const { hostNetwork, containers } = inputs.spec.template.spec;
      const open = containers[0].ports.some(({ hostPort }: { hostPort?: number }) => hostPort !== undefined);
      assert.equal(open, hostNetwork === true, inputs.metadata.name);
      if (open) assert.equal(inputs.metadata.name, "node-exporter");
    }
  });
});
