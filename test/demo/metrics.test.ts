import assert from "node:assert/strict";
import { HTTP_METRICS } from "../../demo/names.ts";
import { parseOpenMetrics, type Sample } from "./openmetrics.ts";
import { eventually, type Running, runDemo } from "./running.ts";

describe("demo: metrics", () => {
  let demo: Running;
  let samples: readonly Sample[];

  const scrape = async (url: string) => {
    const response = await fetch(`${url}/metrics`);
    assert.match(response.headers.get("content-type")!, /^application\/openmetrics-text; version=1\.0\.0/);
    return parseOpenMetrics(await response.text());
  };

  before(async () => {
    demo = await runDemo();
    for (const text of ["a", "b", "c"]) await demo.post("/v1/predict", { text });
    await demo.post("/v1/predict", {});
    await demo.post("/nowhere", {});
    samples = await eventually("metrics of five requests", async () => {
      const found = await scrape(demo.gateway);
      const counts = found.filter(({ name }) => name === `${HTTP_METRICS.requestDuration}_count`);
      return counts.reduce((sum, { value }) => sum + value, 0) === 5 ? found : undefined;
    });
  });
  after(() => demo.stop());

  const ofRoute = (route: string, status: string) =>
    samples.filter(
      ({ labels }) => labels.http_route === route && labels.http_response_status_code === status,
    );

  it("are OpenMetrics, of all three services", async () => {
    for (const [service, url] of Object.entries(demo.urls)) {
      const own = await scrape(url);
      for (const { labels, name } of own) assert.equal(labels.service_name, service, name);
    }
  });

  it("have the labels and buckets that Lookout's queries read", () => {
    const buckets = ofRoute("/v1/predict", "400").filter(({ name }) => name.endsWith("_bucket"));
    assert.deepEqual(
      buckets.map(({ labels }) => labels.le),
      [...HTTP_METRICS.latencyBuckets.map(String), "+Inf"],
    );
    assert.deepEqual(Object.keys(buckets[0]!.labels).sort(), [
      "http_request_method",
      "http_response_status_code",
      "http_route",
      "le",
      "service_name",
    ]);
  });

  it("count what was refused, and what no route took under an empty one", () => {
    const count = (route: string, status: string) =>
      ofRoute(route, status).find(({ name }) => name.endsWith("_count"))?.value;
    assert.equal(count("/v1/predict", "400"), 1);
    assert.equal(count("", "404"), 1);
  });

  it("carry exemplars with the trace id of a line that was logged", () => {
    const exemplars = samples.flatMap(({ exemplar }) => exemplar ?? []);
    assert.ok(exemplars.length >= 3, `${exemplars.length}`);
    const logged = demo.lines.map(({ trace_id }) => trace_id);
    for (const { labels } of exemplars) {
      assert.match(labels.trace_id!, /^[0-9a-f]{32}$/);
      assert.ok(logged.includes(labels.trace_id), labels.trace_id);
    }
  });

  it("have each exemplar in the bucket of its value", () => {
    for (const { exemplar, labels } of samples) {
      if (exemplar !== undefined && labels.le !== "+Inf") assert.ok(exemplar.value <= Number(labels.le));
    }
  });

  it("have no exemplar for a trace that the caller does not keep", async () => {
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const ofProbe = (of: readonly Sample[]) =>
      of.filter(({ labels }) => labels.http_route === "/v1/embeddings");
    await demo.post("/v1/embeddings", {}, { traceparent: `00-${traceId}-b7ad6b7169203331-00` });
    const found = await eventually("metrics of it", async () => {
      const own = ofProbe(await scrape(demo.gateway));
      return own.length > 0 ? own : undefined;
    });
    assert.deepEqual(
      found.flatMap(({ exemplar }) => exemplar ?? []),
      [],
    );
    assert.ok(demo.lines.some(({ trace_id }) => trace_id === traceId));
  });

  it("say which requests are in flight, and how the process is", () => {
    const value = (name: string) => samples.find((sample) => sample.name === name)?.value;
    assert.equal(value(HTTP_METRICS.activeRequests), 0);
    assert.ok(Math.abs(value("process_start_time_seconds")! - Date.now() / 1000) < 3600);
    assert.ok(value("process_resident_memory_bytes")! > 2e7);
    assert.ok(value("process_cpu_seconds_total")! > 0);
  });

  it("make few series, whatever is asked for", async () => {
    for (let index = 0; index < 50; index++) {
      await fetch(`${demo.gateway}/random/${index}`, { method: index % 2 === 0 ? "GET" : "SEARCH" });
    }
    const after = await scrape(demo.gateway);
    assert.ok(after.length < samples.length + 60, `${samples.length} → ${after.length}`);
  });
});
