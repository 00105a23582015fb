import assert from "node:assert/strict";
import { type FakeCollector, fakeCollector, type ReceivedSpan } from "./fake-collector.ts";
import { eventually, type Running, runDemo } from "./running.ts";

const OTLP = { OTEL_TRACES_EXPORTER: "otlp", OTEL_LOGS_EXPORTER: "otlp" };
const [SERVER, CLIENT] = [2, 3];

describe("demo: OTLP", () => {
  let collector: FakeCollector;
  let demo: Running;
  before(async () => {
    collector = await fakeCollector();
    demo = await runDemo({ ...OTLP, OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
    await demo.post("/v1/predict", { text: "a" }, { "x-request-id": "traced" });
    await demo.post("/v1/embeddings", { texts: ["a"] });
    await demo.post("/chaos", { errorRate: 1, service: "predict-worker" });
    await demo.post("/v1/predict", { text: "a" }, { "x-request-id": "broken" });
    await demo.post("/v1/predict", {}, { "x-request-id": "refused" });
    // Ends with what waits being sent.
    await eventually("line of the last", () => demo.lines.find(({ request_id }) => request_id === "refused"));
    await demo.stop();
  });
  after(() => collector.stop());

  const serviceOf = ({ resource }: { resource: Readonly<Record<string, unknown>> }) =>
    resource["service.name"];
  const traceOf = (request: string) => demo.lines.find(({ request_id }) => request_id === request)!.trace_id!;
  const spansOf = (request: string) => collector.spans.filter(({ traceId }) => traceId === traceOf(request));
  const parentOf = ({ parentSpanId }: ReceivedSpan) =>
    collector.spans.find(({ spanId }) => spanId === parentSpanId);

  it("brings spans of all three services, each with its own resource", () => {
    assert.deepEqual([...new Set(collector.spans.map(serviceOf))].sort(), [
      "embedding-worker",
      "inference-gateway",
      "predict-worker",
    ]);
    for (const { resource } of collector.spans) assert.equal(resource["service.namespace"], "demo");
  });

  it("links the spans of a request from the work to the gateway", () => {
    const spans = spansOf("traced");
    const work = spans.find(({ name }) => name === "infer sentiment")!;
    const chain: ReceivedSpan[] = [];
    for (let span: ReceivedSpan | undefined = work; span !== undefined; span = parentOf(span))
      chain.push(span);
    assert.deepEqual(
      chain.map((span) => [serviceOf(span), span.kind, span.name]),
      [
        ["predict-worker", 1, "infer sentiment"],
        ["predict-worker", SERVER, "POST /infer"],
        ["inference-gateway", CLIENT, "POST /infer"],
        ["inference-gateway", SERVER, "POST /v1/predict"],
      ],
    );
    assert.equal(chain.at(-1)!.parentSpanId, undefined);
    assert.equal(spans.length, 4);
  });

  it("names requests by OpenTelemetry's conventions, which span metrics are made of", () => {
    const root = spansOf("traced").find(({ name }) => name === "POST /v1/predict")!;
    assert.equal(root.attributes["http.request.method"], "POST");
    assert.equal(root.attributes["http.route"], "/v1/predict");
    assert.ok(Number(root.attributes["http.response.status_code"]) >= 200);
    assert.equal(root.attributes["request.id"], "traced");
  });

  it("marks as failed what failed, and not what the caller did wrong", () => {
    const failed = spansOf("broken").filter((span) => span.failed);
    assert.deepEqual(
      failed.map((span) => [serviceOf(span), span.kind]).sort(),
      [
        ["inference-gateway", SERVER],
        ["inference-gateway", CLIENT],
        ["predict-worker", SERVER],
      ].sort(),
    );
    assert.deepEqual(
      spansOf("refused").map((span) => span.failed),
      [false],
    );
  });

  it("brings each line that is written, within its span", () => {
    assert.equal(collector.logs.length, demo.lines.length);
    for (const line of demo.lines.filter(({ request_id }) => request_id === "broken")) {
      const record = collector.logs.find(({ body, spanId }) => body === line.msg && spanId === line.span_id)!;
      assert.equal(record.traceId, line.trace_id);
      assert.equal(serviceOf(record), line.service_name);
      assert.equal(record.severity, line.level.toUpperCase());
      assert.equal(record.attributes.request_id, "broken");
    }
  });

  it("tells why a request failed, with the stack", () => {
    const error = collector.logs.find(
      (record) =>
        serviceOf(record) === "predict-worker" &&
        record.attributes.request_id === "broken" &&
        "exception.message" in record.attributes,
    );
    assert.equal(error!.severity, "ERROR");
    assert.equal(error!.attributes["exception.message"], "broken on demand by /chaos");
    assert.match(String(error!.attributes["exception.stacktrace"]), /\n +at /);
  });

  it("belongs to the caller's trace, where there is one", async () => {
    const own = await runDemo();
    try {
      const traceId = "0af7651916cd43dd8448eb211c80319c";
      await own.post("/v1/none", {}, { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
      await eventually("line", () => own.lines.find(({ trace_id }) => trace_id === traceId));
    } finally {
      await own.stop();
    }
  });
});

describe("demo: without a collector", () => {
  it("works, says so once, and says when there is one", async () => {
    const probe = await fakeCollector();
    const { endpoint } = probe;
    await probe.stop();
    const demo = await runDemo({ ...OTLP, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    const tells = () => demo.lines.filter(({ msg }) => msg.includes("collector"));
    try {
      await eventually("word of it", async () => {
        assert.ok((await demo.post("/v1/predict", { text: "a" })).status < 503);
        return tells()[0];
      });
      for (let more = 0; more < 5; more++) await demo.post("/v1/predict", { text: "a" });
      assert.deepEqual(
        tells().map(({ level, service_name }) => [level, service_name]),
        [["warn", "inference-gateway"]],
      );
      const late = await fakeCollector(Number(new URL(endpoint).port));
      try {
        await eventually("word of its return", () => tells()[1]);
        assert.equal(tells()[1]!.msg, "the collector answers again");
      } finally {
        await late.stop();
      }
    } finally {
      await demo.stop();
    }
  });

  it("ends within seconds", async () => {
    const demo = await runDemo({ ...OTLP, OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" });
    await demo.post("/v1/predict", { text: "a" });
    const began = Date.now();
    await demo.stop();
    assert.ok(Date.now() - began < 8000, `${Date.now() - began} ms`);
  });
});
