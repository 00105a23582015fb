import assert from "node:assert/strict";
import { kubeStateMetrics } from "../../systems/kube-state-metrics/workload.ts";
import { testConfig } from "../config-of.ts";

describe("kube-state-metrics", () => {
  const workload = kubeStateMetrics(testConfig());
  const readable = workload.permissions.flatMap(({ resources }) => resources ?? []);

  it("has one replica: a second would double every sum", () => {
    assert.equal(workload.replicas, 1);
  });

  it("may list and watch exactly what it exports", () => {
    const exported = workload.args.find((arg) => arg.startsWith("--resources="))?.split("=")[1];
    assert.deepEqual([...readable].sort(), exported?.split(","));
    for (const { verbs } of workload.permissions) assert.deepEqual(verbs, ["list", "watch"]);
  });

  it("reads no secrets and no config maps", () => {
    assert.ok(!readable.includes("secrets") && !readable.includes("configmaps"));
  });

  it("exports the labels that join usage to applications, users and kinds of nodes", () => {
    const labels = workload.args.find((arg) => arg.startsWith("--metric-labels-allowlist="));
    assert.match(labels ?? "", /pods=\[.*app\.kubernetes\.io\/name.*hub\.jupyter\.org\/username.*\]/);
    assert.match(labels ?? "", /nodes=\[.*node\.kubernetes\.io\/instance-type.*\]/);
  });

  it("listens on the pod's address, whichever IP that is", () => {
    assert.ok(workload.args.includes("--host=$(POD_IP)"));
    assert.ok(workload.args.includes("--telemetry-host=$(POD_IP)"));
    assert.deepEqual(workload.env["POD_IP"], { field: "pod-ip" });
  });

  it("lives on when the API server does not", () => {
    assert.deepEqual([workload.probes.liveness.port, workload.probes.liveness.path], ["http", "/healthz"]);
    assert.deepEqual(
      [workload.probes.readiness.port, workload.probes.readiness.path],
      ["telemetry", "/readyz"],
    );
  });

  it("offers only its own health to the stack's job: the rest has a job of its own", () => {
    assert.deepEqual(workload.metrics, { port: "telemetry", path: "/metrics" });
  });

  it("admits Prometheus and reaches the API server", () => {
    const { access, egress } = kubeStateMetrics(
      testConfig({ network: { apiServer: { cidrs: ["10.0.0.1/32"], ports: [6443] } } }),
    );
    assert.deepEqual(access, [{ from: [{ workload: "prometheus" }], ports: ["http", "telemetry"] }]);
    assert.deepEqual(
      egress.map(({ ports, to }) => ({ ports, to })),
      [{ ports: [6443], to: [{ cidr: "10.0.0.1/32" }] }],
    );
  });

  it("has the configured resources", () => {
    const { env, resources } = kubeStateMetrics(
      testConfig({ kubeStateMetrics: { resources: { memoryLimit: "2Gi" } } }),
    );
    assert.equal(resources.memoryLimit.text, "2Gi");
    assert.equal(env["GOMEMLIMIT"], "1843MiB");
  });
});
