import assert from "node:assert/strict";
import { agent } from "../../systems/collector/agent.ts";
import { testConfig } from "../config-of.ts";
import { assertWired, rendered } from "./collector-of.ts";

describe("collector agent", () => {
  const target = { kind: "kubernetes", namespace: "watch", hostNamespace: "watch-nodes" };
  const config = rendered(agent, { target });
  const made = agent(testConfig({ target }));
  const [container, json, ...parsers] = config.receivers.file_log.operators;

  it("uses all that it declares, and declares all that it uses", () => assertWired(config));

  it("runs on every node", () => assert.deepEqual([made.placement, made.replicas], ["host", "per-node"]));

  it("reads all containers' logs but its own", () => {
    assert.deepEqual(config.receivers.file_log.include, ["/var/log/pods/*/*/*.log"]);
    assert.deepEqual(config.receivers.file_log.exclude, [
      "/var/log/pods/watch-nodes_collector-agent-*/*/*.log",
    ]);
  });

  it("can write on the node nowhere but in the stack's own directory", () =>
    assert.deepEqual(
      made.volumes.flatMap((each) => (each.kind === "host" ? [[each.hostPath, each.writable]] : [])),
      [
        ["/var/log/pods", false],
        ["/var/lib/lookout/watch/agent", true],
      ],
    ));

  it("is root without any capability, on no network or processes of the node", () =>
    assert.deepEqual(made.host, { network: false, pid: false, root: true, capabilities: [] }));

  it("remembers over restarts what it has read and not yet sent", () => {
    assert.equal(config.receivers.file_log.storage, "file_storage");
    assert.equal(config.exporters["otlp_grpc/gateway"].sending_queue.storage, "file_storage");
    assert.equal(config.extensions.file_storage.directory, "/var/lib/otelcol");
    assert.ok(config.service.extensions.includes("file_storage"));
  });

  it("stops reading instead of losing lines while the gateway is away", () => {
    assert.equal(config.receivers.file_log.retry_on_failure.enabled, true);
    assert.equal(config.receivers.file_log.retry_on_failure.max_elapsed_time, "0s");
    assert.equal(config.exporters["otlp_grpc/gateway"].retry_on_failure.max_elapsed_time, "0s");
  });

  it("sends to the gateway in the main namespace", () =>
    assert.equal(config.exporters["otlp_grpc/gateway"].endpoint, "collector.watch:4317"));

  it("finds pods by the uid in the path, of its node only", () => {
    assert.equal(container.type, "container");
    assert.equal(config.receivers.file_log.include_file_path, true);
    const { pod_association, filter, wait_for_metadata } = config.processors.k8s_attributes;
    assert.deepEqual(pod_association, [{ sources: [{ from: "resource_attribute", name: "k8s.pod.uid" }] }]);
    assert.deepEqual(filter, { node_from_env_var: "NODE_NAME" });
    assert.deepEqual(made.env["NODE_NAME"], { field: "node-name" });
    assert.equal(wait_for_metadata, true);
  });

  it("lifts trace, span and severity out of JSON, and nothing else", () => {
    assert.equal(json.parse_to, "attributes.parsed");
    const traces = parsers.filter(({ type }: { type: string }) => type === "trace_parser");
    assert.deepEqual(traces[0].trace_id, { parse_from: "attributes.parsed.trace_id" });
    assert.deepEqual(traces[0].span_id, { parse_from: "attributes.parsed.span_id" });
    assert.ok(parsers.some(({ type }: { type: string }) => type === "severity_parser"));
    assert.ok(parsers.some(({ field }: { field?: string }) => field === "attributes.parsed"));
  });

  it("lets lines pass that are no JSON", () => {
    for (const { on_error } of [json, ...parsers.filter(({ type }: { type: string }) => /parser/.test(type))])
      assert.equal(on_error, "send_quiet");
  });

  it("is open to Prometheus alone", () =>
    assert.deepEqual(made.access, [{ from: [{ workload: "prometheus" }], ports: ["metrics"] }]));
});
