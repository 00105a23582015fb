import assert from "node:assert/strict";
import { parse } from "yaml";
import { jaeger } from "../../systems/jaeger/workload.ts";
import { testConfig } from "../config-of.ts";

const OPENSEARCH = {
  kind: "opensearch",
  urls: ["https://one.search.svc:9200", "https://two.search.svc:9200/", "https://search.svc/path"],
  user: "tracer$",
  indexPrefix: "lookout",
};

const workload = (settings: Readonly<Record<string, unknown>> = {}) =>
  jaeger(testConfig({ jaeger: settings }));
const scaled = (settings: Readonly<Record<string, unknown>> = {}) =>
  workload({ storage: OPENSEARCH, replicas: 3, ...settings });
// biome-ignore lint/suspicious/noExplicitAny: the shape is what the tests are about
type Tree = any;
const configOf = (made: ReturnType<typeof jaeger>): Tree => parse(made.files[0]?.files["config.yaml"] ?? "");
const spansOf = (made: ReturnType<typeof jaeger>): Tree =>
  configOf(made).extensions.jaeger_storage.backends.spans;

describe("systems/jaeger", () => {
  describe("with badger", () => {
    const made = workload();
    const config = configOf(made);

    it("reads the configuration that it mounts", () => {
      const [set] = made.files;
      assert.deepEqual(made.args, [`--config=${set?.directory}/config.yaml`]);
      assert.ok(set?.files["config.yaml"]);
      assert.equal(config.extensions.jaeger_query.ui.config_file, `${set.directory}/ui.json`);
    });

    it("keeps spans on a volume that outlives a destroy", () => {
      const [data] = made.volumes;
      assert.equal(data?.kind, "data");
      assert.equal(data.keep, true);
      assert.equal(data.directory, "/badger");
      const { badger } = spansOf(made);
      assert.equal(badger.ephemeral, false);
      assert.deepEqual(badger.directories, { keys: "/badger/keys", values: "/badger/values" });
    });

    it("drops spans after the retention, in hours as Go writes them", () => {
      assert.equal(spansOf(workload({ retention: "7d" })).badger.ttl.spans, "168h");
      assert.equal(spansOf(workload({ retention: "90m" })).badger.ttl.spans, "1h30m");
    });

    it("needs no secret and no way out", () => {
      assert.deepEqual(made.secretFiles, []);
      assert.deepEqual(made.egress, []);
    });

    it("runs one replica", () => assert.equal(made.replicas, 1));

    it("shows the dependencies, computed from the store", () => {
      assert.deepEqual(JSON.parse(made.files[0]?.files["ui.json"] ?? ""), {
        monitor: { menuEnabled: true },
        dependencies: { menuEnabled: true },
      });
    });
  });

  describe("with OpenSearch", () => {
    const made = scaled();
    const { opensearch } = spansOf(made);

    it("has no data volume and as many replicas as told", () => {
      assert.equal(made.replicas, 3);
      assert.deepEqual(
        made.volumes.map(({ kind, directory }) => [kind, directory]),
        [["scratch", "/tmp"]],
      );
    });

    it("names the nodes without a closing slash", () => {
      assert.deepEqual(opensearch.server_urls, [
        "https://one.search.svc:9200",
        "https://two.search.svc:9200",
        "https://search.svc/path",
      ]);
    });

    it("reads the password from a file and says no password", () => {
      assert.deepEqual(made.secretFiles, [
        {
          name: "opensearch",
          directory: "/etc/jaeger-opensearch",
          files: { password: "jaegerOpensearchPassword" },
        },
      ]);
      assert.equal(opensearch.auth.basic.password, undefined);
      assert.equal(opensearch.auth.basic.password_file, "/etc/jaeger-opensearch/password");
    });

    it("escapes dollar signs, which the collector's configuration expands", () => {
      assert.equal(opensearch.auth.basic.username, "tracer$$");
    });

    it("writes indices under the prefix, by the default rotation, which is daily", () => {
      assert.equal(opensearch.indices.index_prefix, "lookout");
      for (const kind of ["spans", "services", "dependencies", "sampling"]) {
        assert.equal(opensearch.indices[kind].rotation, undefined);
        assert.equal(opensearch.indices[kind].replicas, 1);
      }
      assert.equal(opensearch.indices.spans.shards, 3);
    });

    it("holds no text that Go's YAML takes for a date", () => {
      assert.doesNotMatch(made.files[0]?.files["config.yaml"] ?? "", /: \d{4}-\d\d-\d\d/);
    });

    it("searches as far back as the retention", () => {
      assert.equal(spansOf(scaled({ retention: "30d" })).opensearch.max_span_age, "720h");
    });

    it("uses no setting that Jaeger 2.20 refuses at start", () => {
      for (const key of ["use_aliases", "use_ilm", "span_read_alias", "span_write_alias"]) {
        assert.equal(opensearch[key], undefined);
      }
    });

    it("hides the dependencies page, which stays empty", () => {
      assert.equal(JSON.parse(made.files[0]?.files["ui.json"] ?? "").dependencies.menuEnabled, false);
    });

    it("reaches each port of the nodes once", () => {
      assert.deepEqual(
        made.egress.map(({ ports }) => ports),
        [[9200], [443]],
      );
    });

    it("makes senders connect anew, so that they find new replicas", () => {
      const grpc = (of: typeof made) => configOf(of).receivers.otlp.protocols.grpc;
      assert.equal(grpc(made).keepalive.server_parameters.max_connection_age, "2m");
      assert.equal(grpc(scaled({ replicas: 1 })).keepalive, undefined);
    });
  });

  describe("the job that drops old indices", () => {
    it("runs with OpenSearch only", () => {
      assert.equal(scaled().jobs?.length, 1);
      assert.deepEqual(workload().jobs, []);
    });

    it("keeps an index a day longer than the retention, for it takes spans for a day", () => {
      assert.equal(scaled({ retention: "7d" }).jobs?.[0]?.args[0], "8");
      assert.equal(scaled({ retention: "36h" }).jobs?.[0]?.args[0], "3");
    });

    it("takes the indices of this Jaeger's prefix and no other", () => {
      assert.ok(scaled().jobs?.[0]?.args.includes("--index-prefix=lookout"));
    });

    it("reads the password as a secret", () => {
      assert.deepEqual(scaled().jobs?.[0]?.env["ES_PASSWORD"], { secret: "jaegerOpensearchPassword" });
    });
  });

  describe("always", () => {
    const made = workload();
    const config = configOf(made);
    const port = (name: string) => made.ports.find((each) => each.name === name)?.port;

    it("listens on every interface on the ports that it declares", () => {
      assert.equal(config.receivers.otlp.protocols.grpc.endpoint, `0.0.0.0:${port("otlp-grpc")}`);
      assert.equal(config.extensions.jaeger_query.http.endpoint, `0.0.0.0:${port("query")}`);
      assert.equal(config.extensions.healthcheckv2.http.endpoint, `0.0.0.0:${port("health")}`);
      const [reader] = config.service.telemetry.metrics.readers;
      assert.equal(reader.pull.exporter.prometheus.host, "0.0.0.0");
      assert.equal(reader.pull.exporter.prometheus.port, port("metrics"));
    });

    it("names its own metrics with unit and type, as dashboards expect them", () => {
      const [reader] = config.service.telemetry.metrics.readers;
      assert.equal(reader.pull.exporter.prometheus.without_type_suffix, false);
      assert.equal(reader.pull.exporter.prometheus.without_units, false);
    });

    it("keeps the query API that nobody uses to itself", () => {
      assert.equal(config.extensions.jaeger_query.grpc.endpoint, "localhost:16685");
    });

    it("only names components that it defines", () => {
      const { extensions, pipelines } = config.service;
      for (const name of extensions) assert.ok(config.extensions[name], name);
      for (const kind of ["receivers", "processors", "exporters"]) {
        for (const name of pipelines.traces[kind]) assert.ok(config[kind][name], name);
      }
      const { storage } = config.extensions.jaeger_query;
      assert.ok(config.extensions.jaeger_storage.backends[storage.traces]);
      assert.ok(config.extensions.jaeger_storage.metric_backends[storage.metrics]);
      assert.equal(config.exporters.jaeger_storage_exporter.trace_storage, storage.traces);
    });

    it("reads performance from Prometheus under the names of the span metrics", () => {
      assert.deepEqual(config.extensions.jaeger_storage.metric_backends.span_metrics.prometheus, {
        endpoint: "http://prometheus:9090",
        metric_namespace: "traces_span_metrics",
        latency_unit: "s",
        normalize_calls: true,
        normalize_duration: true,
      });
    });

    it("does not trace itself", () => {
      assert.equal(config.extensions.jaeger_query.enable_tracing, false);
      assert.equal(made.env["OTEL_TRACES_SAMPLER"], "always_off");
    });

    it("acknowledges spans only when they are written", () => {
      assert.deepEqual(config.service.pipelines.traces.processors, ["memory_limiter"]);
      assert.equal(config.exporters.jaeger_storage_exporter.queue, undefined);
    });

    it("admits the last tier of collectors to OTLP, Grafana to queries, Prometheus to metrics, and nobody else", () => {
      assert.deepEqual(made.access, [
        { from: [{ workload: "collector" }], ports: ["otlp-grpc"] },
        { from: [{ workload: "grafana" }], ports: ["query"] },
        { from: [{ workload: "prometheus" }], ports: ["metrics"] },
      ]);
    });

    it("gets traffic only while it is healthy, restarts only when it hangs, and has ten minutes to replay", () => {
      const { startup, readiness, liveness } = made.probes;
      assert.deepEqual([readiness.port, readiness.path], ["health", "/status"]);
      assert.deepEqual([liveness.port, liveness.path], ["metrics", "/metrics"]);
      assert.equal(startup.periodSeconds * startup.failures, 600);
    });

    it("takes its resources and volume from the config", () => {
      const sized = workload({ volume: "77Gi", resources: { memoryLimit: "2Gi" } });
      assert.equal(sized.resources.memoryLimit.text, "2Gi");
      assert.equal(sized.env["GOMEMLIMIT"], "1843MiB");
      assert.equal(sized.volumes[0]?.kind === "data" && sized.volumes[0].size.text, "77Gi");
    });

    it("gives the same for the same config", () => assert.deepEqual(scaled(), scaled()));
  });
});
