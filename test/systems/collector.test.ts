import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Workload } from "../../model/workload.ts";
import { agent } from "../../systems/collector/agent.ts";
import { gateway } from "../../systems/collector/gateway.ts";
import { needsSampler, sampler } from "../../systems/collector/sampler.ts";
import { testConfig } from "../config-of.ts";

const SAMPLED = { collector: { sampling: { share: 5, slowerThan: "500ms", decisionWait: "20s" } } };
const TWO_TIERS = { collector: { ...SAMPLED.collector, replicas: 3 } };

// biome-ignore lint/suspicious/noExplicitAny: a parsed configuration file
function rendered(make: (config: ReturnType<typeof testConfig>) => Workload, values: object = {}): any {
  return parse(make(testConfig({ ...values })).files[0]!.files["config.yaml"]!);
}

const KINDS = ["receivers", "processors", "exporters"] as const;

// biome-ignore lint/suspicious/noExplicitAny: a parsed configuration file
function assertWired(config: any): void {
  for (const kind of KINDS) {
    const known = new Set(
      Object.keys({ ...config[kind], ...(kind === "processors" ? {} : config.connectors) }),
    );
    const used = new Set<string>();
    for (const pipeline of Object.values<Record<string, string[]>>(config.service.pipelines))
      for (const name of pipeline[kind]!) used.add(name);
    assert.deepEqual(
      [...used].filter((name) => !known.has(name)),
      [],
      `unknown ${kind}`,
    );
    assert.deepEqual(
      Object.keys(config[kind]).filter((name) => !used.has(name)),
      [],
      `unused ${kind}`,
    );
  }
}

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
      assert.deepEqual(pipelines["traces/kept"].processors, ["batch"]));

    it("answers probes and Prometheus on all addresses", () => {
      assert.equal(config.extensions.health_check.endpoint, "0.0.0.0:13133");
      const [reader] = config.service.telemetry.metrics.readers;
      assert.deepEqual(reader.pull.exporter.prometheus, { host: "0.0.0.0", port: 8888 });
    });

    it("says which environment and cluster data comes from, unless it does itself", () => {
      const { processors } = rendered(gateway, { environment: "prod", cluster: "eu-1" });
      assert.deepEqual(processors.resource.attributes, [
        { key: "deployment.environment.name", value: "prod", action: "insert" },
        { key: "k8s.cluster.name", value: "eu-1", action: "insert" },
      ]);
    });
  });

  describe("span metrics", () => {
    const { connectors, exporters, processors } = rendered(gateway, {
      metrics: { latencyBuckets: [0.0025, 0.3, 1, 7.5] },
      prometheus: { scrapeInterval: "15s" },
    });

    it("are in seconds", () => assert.equal(connectors.span_metrics.histogram.unit, "s"));

    it("have the configured buckets, as the service graph has", () => {
      const expected = ["2.5ms", "300ms", "1000ms", "7500ms"];
      assert.deepEqual(connectors.span_metrics.histogram.explicit.buckets, expected);
      assert.deepEqual(connectors.service_graph.latency_histogram_buckets, expected);
    });

    it("carry exemplars all the way", () => {
      assert.equal(connectors.span_metrics.exemplars.enabled, true);
      assert.equal(exporters.prometheus.enable_open_metrics, true);
    });

    it("are flushed as often as scraped, so that no exemplar is lost", () =>
      assert.equal(connectors.span_metrics.metrics_flush_interval, "15s"));

    it("tell routes, methods and status codes apart", () =>
      assert.deepEqual(
        connectors.span_metrics.dimensions.map(({ name }: { name: string }) => name),
        ["http.route", "http.request.method", "http.response.status_code"],
      ));

    it("have a bounded number of series a service", () =>
      assert.ok(connectors.span_metrics.aggregation_cardinality_limit > 0));

    it("have no label that changes with every start", () =>
      assert.deepEqual(connectors.span_metrics.exclude_dimensions, ["collector.instance.id"]));

    it("keep of the resource only what their series are counted by", () => {
      assert.deepEqual(connectors.span_metrics.resource_metrics_key_attributes, [
        "service.name",
        "service.namespace",
      ]);
      assert.deepEqual(processors["transform/span_metrics"].metric_statements[0].statements, [
        'keep_keys(resource.attributes, ["service.name", "service.namespace"])',
      ]);
    });
  });

  describe("tail sampling in one gateway", () => {
    const config = rendered(gateway, SAMPLED);
    const tail = config.processors.tail_sampling;

    it("needs no second tier", () => assert.equal(needsSampler(testConfig(SAMPLED)), false));

    it("uses all that it declares, and declares all that it uses", () => assertWired(config));

    it("comes after the span metrics", () => {
      const { pipelines } = config.service;
      assert.ok(!pipelines.traces.processors.includes("tail_sampling"));
      assert.deepEqual(pipelines["traces/kept"].processors, ["tail_sampling"]);
    });

    it("keeps errors, slow traces and a share of the rest", () =>
      assert.deepEqual(tail.policies, [
        { name: "errors", type: "status_code", status_code: { status_codes: ["ERROR"] } },
        { name: "slow", type: "latency", latency: { threshold_ms: 500 } },
        { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: 5 } },
      ]));

    it("keeps errors and slow traces alone with a share of 0", () => {
      const { processors } = rendered(gateway, { collector: { sampling: { share: 0 } } });
      assert.deepEqual(
        processors.tail_sampling.policies.map(({ name }: { name: string }) => name),
        ["errors", "slow"],
      );
    });

    it("waits as long as configured", () => assert.equal(tail.decision_wait, "20s"));

    it("holds traces by the memory limit", () => {
      const large = rendered(gateway, { ...SAMPLED, size: "large" }).processors.tail_sampling;
      assert.equal(large.num_traces / tail.num_traces > 9, true);
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
      assert.ok(Number.parseInt(timeout) > Number.parseInt(protocol.otlp.retry_on_failure.max_elapsed_time));
    });

    it("still counts every span, but leaves the graph and Jaeger to them", () => {
      assert.deepEqual(config.service.pipelines.traces.exporters, ["span_metrics", "forward/kept"]);
      assert.ok(!("otlp_grpc/jaeger" in config.exporters));
    });
  });

  describe("in several replicas", () => {
    const made = gateway(testConfig({ collector: { replicas: 2 } }));

    it("keeps a service's metrics on one gateway, and apart when they move", () => {
      const { exporters } = rendered(gateway, { collector: { replicas: 2 } });
      assert.equal(made.sessionAffinity, true);
      assert.deepEqual(exporters.prometheus.const_labels, { collector_pod: "${env:POD_NAME}" });
      assert.deepEqual(made.env["POD_NAME"], { field: "pod-name" });
    });

    it("does neither alone", () => {
      assert.equal(gateway(testConfig()).sessionAffinity, false);
      assert.equal(rendered(gateway).exporters.prometheus.const_labels, undefined);
    });
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

describe("collector sampler", () => {
  const config = rendered(sampler, TWO_TIERS);
  const made = sampler(testConfig(TWO_TIERS));

  it("is there for sampling with several gateways only", () => {
    assert.equal(needsSampler(testConfig(TWO_TIERS)), true);
    assert.equal(needsSampler(testConfig({ collector: { replicas: 3 } })), false);
    assert.equal(needsSampler(testConfig()), false);
  });

  it("uses all that it declares, and declares all that it uses", () => assertWired(config));

  it("draws the service graph of all traces, before it samples", () => {
    assert.deepEqual(config.service.pipelines.traces, {
      receivers: ["otlp"],
      processors: ["memory_limiter"],
      exporters: ["service_graph", "forward/kept"],
    });
    assert.deepEqual(config.service.pipelines["traces/kept"], {
      receivers: ["forward/kept"],
      processors: ["tail_sampling"],
      exporters: ["otlp_grpc/jaeger"],
    });
  });

  it("counts no span again", () => assert.ok(!("span_metrics" in config.connectors)));

  it("is found by the gateways, as many as they are", () => {
    assert.equal(made.peers, true);
    assert.equal(made.replicas, 3);
  });

  it("takes traces from the gateways alone", () =>
    assert.deepEqual(made.access, [
      { from: [{ workload: "collector" }], ports: ["otlp-grpc"] },
      { from: [{ workload: "prometheus" }], ports: ["spans", "metrics"] },
    ]));

  it("asks the API server for nothing", () => {
    assert.deepEqual(made.permissions, []);
    assert.deepEqual(made.egress, []);
  });
});

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
