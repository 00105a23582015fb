import assert from "node:assert/strict";
import { agent } from "../../systems/collector/agent.ts";
import { gateway } from "../../systems/collector/gateway.ts";
import { sampler } from "../../systems/collector/sampler.ts";
import { testConfig } from "../config-of.ts";
import { assertWired, rendered, TWO_TIERS } from "./collector-of.ts";

describe("collector gateway", () => {
  describe("alone, keeping every trace", () => {
    const config = rendered(gateway);
    const { pipelines } = config.service;

    it("uses all that it declares, and declares all that it uses", () => assertWired(config));

    it("counts spans, draws the service graph and passes the spans on", () =>
      assert.deepEqual(pipelines.traces.exporters, ["span_metrics", "service_graph", "forward/kept"]));

    it("sends traces to Jaeger", () => {
      assert.deepEqual(pipelines["traces/kept"].exporters, ["otlp_grpc/jaeger"]);
      assert.equal(config.exporters["otlp_grpc/jaeger"].endpoint, "jaeger:4317");
    });

    it("sends logs to Loki", () => {
      assert.deepEqual(pipelines.logs.exporters, ["otlp_http/loki"]);
      assert.equal(config.exporters["otlp_http/loki"].endpoint, "http://loki:3100/otlp");
    });

    it("serves what services measure beside the span metrics", () => {
      assert.deepEqual(pipelines.metrics.exporters, ["prometheus"]);
      assert.deepEqual(pipelines["metrics/spans"].receivers, ["span_metrics", "service_graph"]);
      assert.equal(config.exporters.prometheus.endpoint, "0.0.0.0:8889");
    });

    it("limits memory first wherever data enters", () => {
      for (const name of ["traces", "metrics", "logs"])
        assert.equal(pipelines[name].processors[0], "memory_limiter", name);
    });

    it("never hands a full queue's refusal back to who sent counted spans", () =>
      assert.equal(pipelines["traces/kept"].processors[0], "batch"));

    it("tells Jaeger the service's name as an attribute of each span, which Grafana's links read", () => {
      assert.ok(pipelines["traces/kept"].processors.includes("transform/jaeger"));
      const [{ context, statements }] = config.processors["transform/jaeger"].trace_statements;
      assert.equal(context, "span");
      assert.match(
        statements[0],
        /^set\(span\.attributes\["service\.name"\], resource\.attributes\["service\.name"\]\)/,
      );
    });

    it("answers probes and Prometheus on all addresses", () => {
      assert.equal(config.extensions.health_check.endpoint, "0.0.0.0:13133");
      const [reader] = config.service.telemetry.metrics.readers;
      const { host, port } = reader.pull.exporter.prometheus;
      assert.deepEqual([host, port], ["0.0.0.0", 8888]);
    });

    it("names its own metrics with unit and type, as dashboards expect them", () => {
      const [reader] = config.service.telemetry.metrics.readers;
      const { without_type_suffix, without_units } = reader.pull.exporter.prometheus;
      assert.deepEqual([without_type_suffix, without_units], [false, false]);
    });

    it("says which environment and cluster data comes from, unless it does itself", () => {
      const { processors } = rendered(gateway, { environment: "prod", cluster: "eu-1" });
      assert.deepEqual(processors.resource.attributes, [
        { key: "deployment.environment.name", value: "prod", action: "insert" },
        { key: "k8s.cluster.name", value: "eu-1", action: "insert" },
      ]);
    });
  });

  describe("in front of samplers", () => {
    const config = rendered(gateway, TWO_TIERS);

    it("uses all that it declares, and declares all that it uses", () => assertWired(config));

    it("balances by trace id over the samplers' pods", () => {
      const { routing_key, resolver } = config.exporters.load_balancing;
      assert.equal(routing_key, "traceID");
      assert.equal(resolver.dns.hostname, "collector-sampler-peers");
      assert.equal(resolver.dns.port, "4317");
    });

    it("re-routes what a sampler did not take", () => {
      const { retry_on_failure, sending_queue, protocol, timeout } = config.exporters.load_balancing;
      assert.equal(retry_on_failure.enabled, true);
      assert.equal(sending_queue.enabled, true);
      assert.equal(protocol.otlp.sending_queue.enabled, false);
      assert.ok(
        Number.parseInt(timeout, 10) > Number.parseInt(protocol.otlp.retry_on_failure.max_elapsed_time, 10),
      );
    });

    it("still counts every span, but leaves the graph and Jaeger to them", () => {
      assert.deepEqual(config.service.pipelines.traces.exporters, ["span_metrics", "forward/kept"]);
      assert.ok(!("otlp_grpc/jaeger" in config.exporters));
    });
  });

  it("keeps a service's metrics on one of several gateways", () => {
    assert.equal(gateway(testConfig({ collector: { replicas: 2 } })).sessionAffinity, true);
    assert.equal(gateway(testConfig()).sessionAffinity, false);
  });

  describe("queues", () => {
    it("have a size in bytes that follows the memory limit", () => {
      const size = (memoryLimit: string) =>
        rendered(gateway, { collector: { resources: { memory: "256Mi", memoryLimit } } }).exporters[
          "otlp_grpc/jaeger"
        ].sending_queue;
      assert.equal(size("1Gi").sizer, "bytes");
      assert.equal(size("1Gi").queue_size, 81 * 2 ** 20);
      assert.equal(size("2Gi").queue_size, 163 * 2 ** 20);
    });

    it("send no message that a gRPC server refuses for its size", () =>
      assert.ok(rendered(gateway).exporters["otlp_grpc/jaeger"].sending_queue.batch.max_size < 4 * 2 ** 20));

    it("hold even a batch with the smallest memory limit", () => {
      const { sending_queue } = rendered(gateway, {
        collector: { resources: { memory: "128Mi", memoryLimit: "200Mi" } },
      }).exporters["otlp_http/loki"];
      assert.ok(sending_queue.batch.max_size <= sending_queue.queue_size);
    });

    it("try logs until Loki takes them", () =>
      assert.equal(rendered(gateway).exporters["otlp_http/loki"].retry_on_failure.max_elapsed_time, "0s"));
  });

  describe("access", () => {
    const senders = (values: object) => gateway(testConfig({ ...values })).access;

    it("is open to OTLP of the whole cluster, by default", () =>
      assert.deepEqual(senders({})[0], { from: ["cluster"], ports: ["otlp-grpc", "otlp-http"] }));

    it("is open to the named namespaces alone", () =>
      assert.deepEqual(senders({ network: { otlpFrom: ["shop", "hub"] } })[0]?.from, [
        { namespace: "shop" },
        { namespace: "hub" },
      ]));

    it("names the agent, so that it may leave its namespace", () => {
      assert.deepEqual(senders({})[1], { from: [{ workload: "collector-agent" }], ports: ["otlp-grpc"] });
      assert.equal(senders({ exporters: { nodeLogs: false } }).length, 2);
    });

    it("lets Prometheus to both kinds of metrics", () =>
      assert.deepEqual(senders({}).at(-1), {
        from: [{ workload: "prometheus" }],
        ports: ["spans", "metrics"],
      }));

    it("reads pods and nothing else of the cluster", () => {
      const { permissions, egress } = gateway(testConfig());
      assert.deepEqual(permissions, [
        { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
      ]);
      assert.deepEqual(
        egress.map(({ ports }) => ports),
        [[443, 6443]],
      );
    });
  });

  it("names a service by annotation, label or owner, never by Helm's release", () => {
    const { processors } = rendered(gateway);
    const { extract } = processors.k8s_attributes;
    assert.equal(extract.otel_annotations, true);
    assert.deepEqual(extract.labels, [
      { tag_name: "service.name", key: "app.kubernetes.io/name", from: "pod" },
    ]);
    assert.ok(!extract.metadata.includes("service.name"));
    assert.match(processors["transform/service"].log_statements[0].statements[0], /k8s\.deployment\.name/);
  });
});

describe("every collector process", () => {
  const all = [gateway(testConfig()), sampler(testConfig(TWO_TIERS)), agent(testConfig())];

  it("has Go's memory limit", () => {
    for (const { name, env } of all) assert.match(String(env["GOMEMLIMIT"]), /^\d+MiB$/, name);
  });

  it("has Prometheus scrape its own metrics", () => {
    for (const { name, metrics, access } of all) {
      assert.deepEqual(metrics, { port: "metrics", path: "/metrics" }, name);
      assert.ok(
        access.some(({ ports }) => ports.includes("metrics")),
        name,
      );
    }
  });

  it("knows no secret", () => {
    for (const { name, env, secretFiles } of all) {
      assert.ok(!Object.values(env).some((value) => typeof value === "object" && "secret" in value), name);
      assert.deepEqual(secretFiles, [], name);
    }
  });
});
