import assert from "node:assert/strict";
import { infrastructureHealth } from "../../dashboards/infrastructure/infrastructure-health.ts";
import { observabilityStack } from "../../dashboards/infrastructure/observability-stack.ts";
import { allLines } from "../../dashboards/render.ts";
import { PANELS } from "../../model/dashboards.ts";
import { testConfig } from "../config-of.ts";
import { DEFAULTS, exprs, exprsOf, panel, variables } from "./one.ts";

/** With exporters, which no stack has there: `docs/docker.md` says why. */
const DOCKER = { ...DEFAULTS, target: testConfig({ target: { kind: "docker" } }).target };
const without = (...exporters: readonly string[]) =>
  testConfig({ exporters: Object.fromEntries(exporters.map((name) => [name, false])) });

const { infrastructureHealth: health, observabilityStack: stack } = PANELS;

function ids(make: typeof infrastructureHealth, config = DEFAULTS): readonly number[] {
  return allLines(make(config)).flatMap(({ panels }) => panels.map(([, { id }]) => id));
}

const all = (make: typeof infrastructureHealth, config = DEFAULTS) => exprs(make, config).join("\n");

describe("dashboards: Infrastructure Health", () => {
  it("has every panel that alerts name", () => {
    for (const [name, id] of Object.entries(health))
      assert.ok(ids(infrastructureHealth).includes(id), `${name} (${id})`);
  });

  it("takes the variables that alerts set, several values each", () => {
    for (const name of ["namespace", "pod", "instance"])
      assert.equal(variables(infrastructureHealth).get(name)?.multi, true, name);
  });

  it("narrows down to what the variables choose, each panel of containers and pods", () => {
    for (const id of [health.cpu, health.memory, health.throttling, health.restarts])
      for (const expr of exprsOf(infrastructureHealth, id))
        for (const variable of ['namespace=~"$namespace"', 'pod=~"$pod"', 'node=~"$instance"'])
          assert.ok(expr.includes(variable), `${id}: ${expr}`);
  });

  it("shows memory against requests and limits, drawn only for few containers", () => {
    const [used, requests, limits] = exprsOf(infrastructureHealth, health.memory);
    assert.match(
      used!,
      /^topk\(10, max by \(namespace, pod, container\) \(container_memory_working_set_bytes\{/,
    );
    assert.match(requests!, /kube_pod_container_resource_requests\{.*resource="memory".* <= 5\)$/);
    assert.match(limits!, /container_spec_memory_limit_bytes\{.* <= 5\)$/);
  });

  it("gives each state of a pod the same weight, so that an age is an age", () => {
    assert.match(
      exprsOf(infrastructureHealth, health.pods)[0]!,
      /group_right \(\) group by \(namespace, pod, state\)/,
    );
  });

  it("says which workloads lack pods, and which jobs failed, beside the pods", () => {
    const missing = exprsOf(infrastructureHealth, health.pods)[1]!;
    for (const kind of ["deployment", "statefulset", "daemonset", "job"])
      assert.ok(missing.includes(`kube_${kind}_`), kind);
  });

  it("finds certificates by their own namespace, whichever label has it", () => {
    for (const expr of exprsOf(infrastructureHealth, health.certificates)) {
      assert.ok(expr.includes('exported_namespace=~"$namespace"'), expr);
      assert.ok(
        expr.includes(',namespace=~"$namespace",exported_namespace=""') ||
          expr.includes('{namespace=~"$namespace",exported_namespace=""}'),
        expr,
      );
    }
  });

  it("shows networks in megabytes a second, without pods on their node's own", () => {
    const traffic = exprs(infrastructureHealth).filter((expr) => expr.includes("container_network_"));
    assert.equal(traffic.length, 2);
    for (const expr of traffic) assert.match(expr, /host_network="true".*\/ 1e6\)$/);
  });

  it("draws the bounds at which the stack's alerts fire", () => {
    const config = testConfig({ alerts: { NodeMemoryFull: { threshold: 0.77 } } });
    const { thresholds } = panel(infrastructureHealth, health.nodeMemory, config).fieldConfig!.defaults as {
      readonly thresholds: { readonly steps: readonly { readonly value: number | null }[] };
    };
    assert.ok(thresholds.steps.some(({ value }) => value === 0.77));
  });

  it("asks nothing of an exporter that is switched off", () => {
    const cases = {
      kubeStateMetrics: /\bkube_/,
      nodeExporter: /\bnode_(?!uname)/,
      cadvisor: /\b(?:container|kubelet|machine)_/,
    };
    for (const [exporter, metrics] of Object.entries(cases)) {
      assert.match(all(infrastructureHealth), metrics, exporter);
      assert.doesNotMatch(all(infrastructureHealth, without(exporter)), metrics, exporter);
    }
  });

  it("says so where nothing is measured, instead of an empty screen", () => {
    const { screen } = infrastructureHealth(without("kubeStateMetrics", "nodeExporter", "cadvisor"));
    assert.deepEqual(
      screen.flatMap(({ panels }) => panels.map(([, { title }]) => title)),
      ["Nothing is measured here"],
    );
  });

  it("on Docker, knows containers by name and the machine, and nothing of Kubernetes", () => {
    const asked = all(infrastructureHealth, DOCKER);
    assert.doesNotMatch(asked, /\bkube_|\bkubelet_|certmanager_|\$namespace|\$pod|by \(namespace/);
    assert.match(
      asked,
      /sum by \(name\) \(rate\(container_cpu_usage_seconds_total\{job="cadvisor",name!="",name=~"\$container"\}/,
    );
    assert.ok(ids(infrastructureHealth, DOCKER).includes(health.nodeCpu));
    assert.deepEqual([...variables(infrastructureHealth, DOCKER).keys()].slice(1), ["container", "instance"]);
  });
});

describe("dashboards: Observability Stack", () => {
  const PAIR = testConfig({
    alerting: { engine: "prometheus" },
    alertmanager: { replicas: 2 },
    prometheus: { remoteWrite: [{ name: "vendor", url: "https://metrics.corp.io/push" }] },
  });

  it("sends nobody on Docker to settings that have no effect there", () => {
    const bare = testConfig({ target: { kind: "docker" } });
    const nothing = JSON.stringify(panel(infrastructureHealth, 29, bare)["options"]);
    assert.match(nothing, /on Docker nothing tells of them/);
    assert.doesNotMatch(nothing, /exporters/);
    const off = without("cadvisor", "kubeStateMetrics", "nodeExporter");
    assert.match(JSON.stringify(panel(infrastructureHealth, 29, off)["options"]), /exporters/);
  });

  it("has no variables on Docker without exporters, since none would have a value", () => {
    const bare = testConfig({ target: { kind: "docker" } });
    assert.deepEqual([...variables(infrastructureHealth, bare).keys()], ["prometheus_datasource"]);
  });

  it("has every panel that alerts name, where there is what they are about", () => {
    const { alertmanagerCluster, grafanaAlerting, remoteWrite, ...always } = stack;
    for (const config of [DEFAULTS, PAIR, DOCKER])
      for (const [name, id] of Object.entries(always))
        assert.ok(ids(observabilityStack, config).includes(id), `${name} (${id})`);
    assert.ok(ids(observabilityStack).includes(grafanaAlerting));
    for (const id of [alertmanagerCluster, remoteWrite]) {
      assert.ok(ids(observabilityStack, PAIR).includes(id), String(id));
      assert.ok(!ids(observabilityStack).includes(id), String(id));
    }
    assert.ok(!ids(observabilityStack, PAIR).includes(grafanaAlerting));
  });

  it("shows Alertmanager only where it sends, and its cluster only where there is one", () => {
    assert.doesNotMatch(all(observabilityStack), /alertmanager/);
    const single = testConfig({ alerting: { engine: "prometheus" }, alertmanager: { replicas: 1 } });
    assert.ok(!ids(observabilityStack, single).includes(stack.alertmanagerCluster));
    assert.match(
      exprsOf(observabilityStack, stack.notifications, single).join(),
      /alertmanager_notifications_total/,
    );
    assert.doesNotMatch(all(observabilityStack, single), /grafana_alerting/);
  });

  it("takes the variables that alerts set", () => {
    const { namespace, pod, instance } = Object.fromEntries(variables(observabilityStack));
    for (const variable of [namespace, pod, instance]) assert.equal(variable?.multi, true);
  });

  it("counts a part of the stack without any target as down", () => {
    const [own] = exprsOf(observabilityStack, stack.targets);
    for (const job of ["prometheus", "loki", "jaeger", "grafana", "collector", "collector-agent"])
      assert.ok(own!.includes(`0 * absent(up{namespace=~"lookout|lookout-host",job="${job}"})`), job);
  });

  it("asks only the stack's own Loki, Prometheus and Jaeger, whoever else has such", () => {
    for (const expr of exprs(observabilityStack).filter((each) =>
      /\b(?:loki|prometheus|jaeger|grafana)_/.test(each),
    ))
      assert.match(expr, /job="(?:loki|prometheus|jaeger|grafana)",namespace="lookout"/, expr);
  });

  it("foretells storage from three days of the stack's volumes, and a year where it stops growing", () => {
    const storage = exprs(observabilityStack).filter((expr) =>
      expr.includes("kubelet_volume_stats_available_bytes"),
    );
    assert.equal(storage.length, 2);
    for (const expr of storage) {
      assert.match(expr, /namespace="lookout",persistentvolumeclaim=~"data-\.\+"/);
      assert.match(expr, /clamp_min\(-deriv\(.*\[3d:1h\]\) \* 86400, 1\)/);
      assert.match(expr, /, 366\)/);
    }
  });

  it("on Docker, foretells it from the machine's disk, and asks for no namespace or pod", () => {
    const asked = all(observabilityStack, DOCKER);
    assert.match(asked, /deriv\(.*node_filesystem_avail_bytes/);
    assert.doesNotMatch(asked, /kubelet_|kube_|\$namespace|\$pod|by \(pod/);
    assert.equal(variables(observabilityStack, DOCKER).has("pod"), false);
  });

  it("says nothing of days where no one measures volumes", () => {
    assert.doesNotMatch(all(observabilityStack, without("cadvisor")), /deriv\(/);
  });

  it("asks the bucket and the index of those who have them", () => {
    const remote = testConfig({
      loki: { storage: { kind: "s3", bucket: "lookout-logs" } },
      jaeger: { storage: { kind: "opensearch", urls: ["https://search.corp.io"] } },
    });
    assert.match(exprsOf(observabilityStack, stack.lokiErrors, remote).join(), /loki_s3_request/);
    assert.doesNotMatch(all(observabilityStack), /loki_s3_request|bulk_index/);
    assert.match(exprsOf(observabilityStack, stack.jaegerStorage, remote).join(), /bulk_index_errors/);
  });
});
