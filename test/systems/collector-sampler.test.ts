import assert from "node:assert/strict";
import { needsSampler } from "../../config/tiers.ts";
import { sampler } from "../../systems/collector/sampler.ts";
import { testConfig } from "../config-of.ts";
import { assertWired, rendered, TWO_TIERS } from "./collector-of.ts";

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
      processors: ["tail_sampling", "transform/jaeger"],
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
