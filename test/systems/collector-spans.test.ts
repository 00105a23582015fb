import assert from "node:assert/strict";
import { needsSampler } from "../../config/tiers.ts";
import { gateway } from "../../systems/collector/gateway.ts";
import { testConfig } from "../config-of.ts";
import { assertWired, rendered, SAMPLED } from "./collector-of.ts";

describe("collector gateway, of spans", () => {
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
      assert.equal(pipelines["traces/kept"].processors[0], "tail_sampling");
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
});
