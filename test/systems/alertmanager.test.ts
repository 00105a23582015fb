import assert from "node:assert/strict";
import { parse } from "yaml";
import { alertmanager } from "../../systems/alertmanager/workload.ts";
import { workloads } from "../../systems/index.ts";
import { testConfig } from "../config-of.ts";

function workload(values: Readonly<Record<string, unknown>> = {}) {
  return alertmanager(testConfig({ alerting: { engine: "prometheus" }, alertmanager: values }));
}

describe("Alertmanager", () => {
  it("is part of a stack only when Prometheus evaluates alerts", () => {
    const names = (engine: string) =>
      workloads(testConfig({ alerting: { engine } }), { names: [], files: {} }).map(({ name }) => name);
    assert.ok(!names("grafana").includes("alertmanager"));
    assert.ok(names("prometheus").includes("alertmanager"));
  });

  it("notifies nobody unless told whom", () => {
    const { route, receivers } = parse(workload().files[0]!.files["alertmanager.yml"]!);
    assert.equal(route.receiver, "nobody");
    assert.deepEqual(route.routes, [{ receiver: "nobody", matchers: ['alertname="Watchdog"'] }]);
    assert.deepEqual(receivers, [{ name: "nobody" }]);
  });

  it("restarts with a new configuration, which it does not read by itself", () => {
    assert.deepEqual(
      workload().files.map(({ directory, onChange }) => [directory, onChange]),
      [["/etc/alertmanager/config", "restart"]],
    );
  });

  it("does not gossip alone", () => {
    const { args } = workload();
    assert.deepEqual(
      args.filter((arg) => arg.startsWith("--cluster.")),
      ["--cluster.listen-address="],
    );
  });

  it("finds its replicas by their common name, whatever their number", () => {
    const flags = (replicas: number) =>
      workload({ replicas }).args.filter((arg) => arg.startsWith("--cluster."));
    assert.deepEqual(flags(3), [
      "--cluster.listen-address=[$(POD_IP)]:9094",
      "--cluster.advertise-address=[$(POD_IP)]:9094",
      "--cluster.peer=alertmanager-peers:9094",
      "--cluster.label=lookout-test",
    ]);
    assert.deepEqual(flags(2), flags(3));
    assert.equal(workload({ replicas: 3 }).replicas, 3);
  });

  it("has a name for all replicas even when there is one, for Prometheus to look up", () => {
    assert.equal(workload().peers, true);
  });

  it("keeps silences as long as configured, on a volume that outlives a destroy", () => {
    const { args, volumes } = workload({ retention: "10d", volume: "3Gi" });
    assert.ok(args.includes("--data.retention=240h"));
    assert.ok(args.includes("--storage.path=/alertmanager"));
    const [data] = volumes;
    assert.ok(data?.kind === "data" && data.keep);
    assert.equal(data.size.text, "3Gi");
  });

  it("has the configured resources", () => {
    const { env } = workload({ resources: { memoryLimit: "1Gi" } });
    assert.equal(env["GOMEMLIMIT"], "921MiB");
  });

  it("admits Prometheus and Grafana, and its replicas for gossip", () => {
    assert.deepEqual(workload().access, [
      { from: [{ workload: "prometheus" }, { workload: "grafana" }], ports: ["http"] },
      { from: [{ workload: "alertmanager" }], ports: ["cluster", "cluster-udp"] },
    ]);
  });

  it("has no rights, no secrets and no way out, unless it is told whom to notify", () => {
    assert.deepEqual(workload().permissions, []);
    assert.deepEqual(workload().secretFiles, []);
    assert.deepEqual(workload().egress, []);
  });
});
