import assert from "node:assert/strict";
import { parse } from "yaml";
import { loki } from "../../systems/loki/workload.ts";
import { testConfig } from "../config-of.ts";

const S3 = { kind: "s3", bucket: "lookout-logs" };

const workload = (settings: object = {}) => loki(testConfig({ loki: settings }));

// biome-ignore lint/suspicious/noExplicitAny: a parsed configuration file
function rendered(settings: object = {}): any {
  return parse(workload(settings).files[0]!.files["config.yaml"]!);
}

describe("loki", () => {
  describe("alone on a volume", () => {
    const config = rendered();

    it("keeps one copy of each line", () => assert.equal(config.common.replication_factor, 1));

    it("needs no ring of peers", () => {
      assert.equal(config.common.ring.kvstore.store, "inmemory");
      assert.equal(config.memberlist, undefined);
      assert.equal(workload().peers, false);
    });

    it("keeps chunks on the volume", () => {
      assert.deepEqual(Object.keys(config.common.storage), ["filesystem"]);
      assert.equal(config.schema_config.configs[0].object_store, "filesystem");
    });

    it("has a schema of v13, tsdb and a day", () => {
      const { store, schema, index } = config.schema_config.configs[0];
      assert.deepEqual([store, schema, index.period], ["tsdb", "v13", "24h"]);
    });

    it("keeps its data past a destroy", () => {
      const [data] = workload({ volume: "30Gi" }).volumes;
      assert.deepEqual(data?.kind === "data" && [data.name, data.directory, data.size.text, data.keep], [
        "data",
        "/loki",
        "30Gi",
        true,
      ]);
    });

    it("reaches nothing outside", () => assert.deepEqual(workload().egress, []));

    it("is open to Grafana, the gateway and Prometheus, on HTTP alone", () => {
      assert.deepEqual(workload().access, [
        {
          from: [{ workload: "grafana" }, { workload: "collector" }, { workload: "prometheus" }],
          ports: ["http"],
        },
      ]);
    });

    it("takes nothing from the environment but Go's memory limit", () =>
      assert.deepEqual(workload().env, { GOMEMLIMIT: "921MiB" }));
  });

  describe("in several replicas on S3", () => {
    const settings = { replicas: 5, storage: { ...S3, region: "eu-west-1" } };
    const config = rendered(settings);

    it("keeps three copies of each line", () => assert.equal(config.common.replication_factor, 3));

    it("keeps one copy in one replica on S3", () =>
      assert.equal(rendered({ storage: S3 }).common.replication_factor, 1));

    it("joins its peers by their service", () => {
      assert.deepEqual(config.memberlist.join_members, ["dns+loki-peers:7946"]);
      assert.equal(workload(settings).peers, true);
    });

    it("dials peers by the pod's own address", () => {
      assert.equal(config.common.instance_addr, "${POD_IP}");
      assert.deepEqual(workload(settings).env["POD_IP"], { field: "pod-ip" });
    });

    it("lets a new replica start while a dead one is still in the ring", () =>
      assert.equal(config.ingester.autoforget_unhealthy, true));

    it("flushes on shutdown, with the time for it", () => {
      assert.equal(config.ingester.wal.flush_on_shutdown, true);
      assert.ok(workload(settings).gracePeriodSeconds >= 300);
    });

    it("shares the marks of deletions through the bucket", () =>
      assert.equal(config.compactor.deletion_marker_object_store_prefix, "markers/"));

    it("lets only Loki to the ring's ports", () =>
      assert.deepEqual(workload(settings).access[1], {
        from: [{ workload: "loki" }],
        ports: ["grpc", "memberlist"],
      }));
  });

  describe("storage on S3", () => {
    it("addresses Amazon's by bucket and region", () =>
      assert.deepEqual(rendered({ storage: S3 }).common.storage.s3, {
        bucketnames: "lookout-logs",
        region: "us-east-1",
      }));

    it("addresses another by path, in the clear if it says http", () => {
      const { s3 } = rendered({ storage: { ...S3, endpoint: "http://minio.storage:9000" } }).common.storage;
      assert.deepEqual([s3.endpoint, s3.insecure, s3.s3forcepathstyle], ["minio.storage:9000", true, true]);
    });

    it("takes keys as secrets in the environment, never in files or arguments", () => {
      const { env, files, args } = workload({ storage: S3 });
      assert.deepEqual(env["AWS_ACCESS_KEY_ID"], { secret: "lokiS3AccessKeyId" });
      assert.deepEqual(env["AWS_SECRET_ACCESS_KEY"], { secret: "lokiS3SecretAccessKey" });
      assert.doesNotMatch(JSON.stringify([files, args]), /access_key/i);
    });

    it("takes no keys with the pod's own identity, but its annotations", () => {
      const annotations = { "eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/loki" };
      const made = workload({
        storage: { ...S3, credentials: "workload-identity" },
        serviceAccountAnnotations: annotations,
      });
      assert.deepEqual(Object.keys(made.env), ["GOMEMLIMIT"]);
      assert.deepEqual(made.serviceAccountAnnotations, annotations);
    });

    const ports = (settings: object) =>
      workload({ storage: { ...S3, ...settings } }).egress.map((e) => e.ports);

    it("reaches 443, or the endpoint's port", () => {
      assert.deepEqual(ports({}), [[443]]);
      assert.deepEqual(ports({ endpoint: "http://minio.storage:9000" }), [[9000]]);
    });

    it("also reaches what gives an identity its keys", () => {
      assert.deepEqual(ports({ credentials: "workload-identity" }), [[443], [80]]);
      assert.deepEqual(ports({ credentials: "workload-identity", endpoint: "https://s3.internal:9443" }), [
        [9443],
        [443],
        [80],
      ]);
    });

    it("deletes by the same store", () =>
      assert.equal(rendered({ storage: S3 }).compactor.delete_request_store, "s3"));
  });

  describe("limits", () => {
    it("turns the retention into Go's notation, for deletion and look-back", () => {
      const { limits_config, compactor } = rendered({ retention: "90d" });
      assert.equal(limits_config.retention_period, "2160h");
      assert.equal(limits_config.max_query_lookback, "2160h");
      assert.equal(compactor.retention_enabled, true);
    });

    it("takes the rate as that of all replicas", () => {
      const { limits_config } = rendered({ limits: { ingestionRateMb: 8, ingestionBurstMb: 24 } });
      assert.equal(limits_config.ingestion_rate_strategy, "global");
      assert.equal(limits_config.ingestion_rate_mb, 8);
      assert.equal(limits_config.ingestion_burst_size_mb, 24);
    });

    it("writes a stream's rate as a whole number, as Loki reads it", () => {
      const { limits_config } = rendered({ limits: { streamRateMb: 0.5 } });
      assert.equal(limits_config.per_stream_rate_limit, "512KB");
      assert.equal(limits_config.per_stream_rate_limit_burst, "2048KB");
    });

    it("limits active streams", () =>
      assert.equal(rendered({ limits: { maxStreams: 123 } }).limits_config.max_global_streams_per_user, 123));

    it("lets a query run to its end before the server cuts it off", () => {
      const { server, limits_config } = rendered();
      assert.equal(limits_config.query_timeout, "2m");
      assert.equal(server.http_server_read_timeout, "2m10s");
      assert.equal(server.http_server_write_timeout, "2m10s");
    });

    it("has Grafana's log volume", () => assert.equal(rendered().limits_config.volume_enabled, true));
  });

  describe("labels of OTLP logs", () => {
    const [index, dropped] = rendered().limits_config.otlp_config.resource_attributes.attributes_config;

    it("index the service and its place", () => {
      for (const name of ["service.name", "service.namespace", "k8s.namespace.name", "k8s.deployment.name"])
        assert.ok(index.attributes.includes(name), name);
    });

    it("never index what each pod has for itself", () => {
      assert.equal(rendered().limits_config.otlp_config.resource_attributes.ignore_defaults, true);
      for (const name of ["k8s.pod.name", "service.instance.id", "k8s.pod.uid"])
        assert.ok(!index.attributes.includes(name), name);
    });

    it("stay within Loki's 15 a stream", () => assert.ok(index.attributes.length <= 15));

    it("leave out the pod's uid", () =>
      assert.deepEqual([dropped.action, dropped.attributes.includes("k8s.pod.uid")], ["drop", true]));
  });

  describe("memory", () => {
    const resources = { memory: "1Gi", memoryLimit: "2Gi" };

    it("bounds the replay of the log", () =>
      assert.equal(rendered({ resources }).ingester.wal.replay_memory_ceiling, "1024MB"));

    it("bounds all caches to a fifth of the limit", () => {
      const { query_range, chunk_store_config } = rendered({ resources });
      const results = query_range.results_cache.cache.embedded_cache.max_size_mb;
      const chunks = chunk_store_config.chunk_cache_config.embedded_cache.max_size_mb;
      assert.ok(6 * results + chunks <= 2048 / 5, `${results}, ${chunks}`);
    });
  });

  it("sends nothing home", () => {
    const config = rendered();
    assert.equal(config.analytics.reporting_enabled, false);
    assert.equal(config.tracing.enabled, false);
  });

  it("is not restarted while it replays or stops", () => {
    const { liveness, readiness, startup } = workload().probes;
    assert.equal(readiness.path, "/ready");
    assert.notEqual(liveness.path, "/ready");
    assert.ok(startup.periodSeconds * startup.failures >= 300);
  });
});
