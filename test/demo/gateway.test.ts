import assert from "node:assert/strict";
import { eventually, jsonOf, type Running, runDemo } from "./running.ts";

interface Refusal {
  readonly error: string;
  readonly request_id: string;
}

describe("demo: the gateway", () => {
  let demo: Running;
  before(async () => {
    demo = await runDemo();
  });
  after(() => demo.stop());

  /** Models fail now and then by themselves. */
  const answer = (path: string, body: unknown) =>
    eventually(`answer of ${path}`, async () => {
      const response = await demo.post(path, body);
      return response.status === 502 ? undefined : response;
    });

  it("labels a text, the same text in the same way", async () => {
    const [first, second] = [
      await answer("/v1/predict", { text: "good" }),
      await answer("/v1/predict", { text: "good" }),
    ];
    assert.equal(first.status, 200);
    const prediction = await jsonOf<{ model: string }>(first);
    assert.deepEqual(Object.keys(prediction), ["model", "label", "score"]);
    assert.equal(prediction.model, "sentiment");
    assert.deepEqual(await jsonOf(second), prediction);
  });

  it("turns texts into vectors, one each", async () => {
    const response = await answer("/v1/embeddings", { texts: ["a", "b"] });
    assert.equal(response.status, 200);
    const { embeddings } = await jsonOf<{ embeddings: readonly (readonly number[])[] }>(response);
    assert.deepEqual(
      embeddings.map((vector) => vector.length),
      [16, 16],
    );
  });

  it("labels a batch, slowly", async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    const response = await answer("/v1/batch", { texts });
    assert.equal(response.status, 200);
    assert.equal((await jsonOf<{ predictions: unknown[] }>(response)).predictions.length, 20);
  });

  it("is healthy, as are the workers", async () => {
    for (const url of Object.values(demo.urls)) {
      assert.deepEqual(await (await fetch(`${url}/healthz`)).json(), { status: "ok" });
    }
  });

  const WRONG: readonly (readonly [string, string, unknown, number, RegExp])[] = [
    ["no text", "/v1/predict", {}, 400, /must have required property 'text'/],
    ["an empty text", "/v1/predict", { text: "" }, 400, /fewer than 1 characters/],
    ["a number as text", "/v1/predict", { text: 5 }, 400, /must be string/],
    ["a field that nobody knows", "/v1/predict", { text: "a", modle: "topic" }, 400, /additional properties/],
    ["a text that is too long", "/v1/predict", { text: "a".repeat(4097) }, 400, /more than 4096 characters/],
    [
      "a model that is not there",
      "/v1/predict",
      { text: "a", model: "x" },
      404,
      /no model "x": sentiment, topic/,
    ],
    ["too many texts", "/v1/embeddings", { texts: Array(17).fill("a") }, 400, /more than 16 items/],
    ["an empty batch", "/v1/batch", { texts: [] }, 400, /fewer than 1 items/],
    ["what is no JSON", "/v1/predict", "{", 400, /JSON/],
    ["a body without end", "/v1/batch", { texts: ["a".repeat(70_000)] }, 413, /too large/],
    ["a route that is not there", "/v1/none", {}, 404, /no route POST \/v1\/none/],
  ];
  for (const [what, path, body, status, message] of WRONG) {
    it(`refuses ${what}`, async () => {
      const response = await demo.post(path, body);
      assert.equal(response.status, status);
      const { error, request_id } = await jsonOf<Refusal>(response);
      assert.match(error, message);
      assert.match(request_id, /^[\w.-]+$/);
    });
  }

  it("keeps the caller's request id through all services, in every line", async () => {
    await demo.post("/v1/predict", { text: "a" }, { "x-request-id": "mine-1" });
    const services = await eventually("line of both services", () => {
      const found = demo.lines.filter(({ request_id }) => request_id === "mine-1");
      const names = new Set(found.map(({ service_name }) => service_name));
      return names.size === 2 ? names : undefined;
    });
    assert.deepEqual([...services].sort(), ["inference-gateway", "predict-worker"]);
  });

  it("makes a new request id where the caller's is none", async () => {
    const response = await demo.post("/v1/predict", {}, { "x-request-id": "<script>" });
    assert.match((await jsonOf<Refusal>(response)).request_id, /^[0-9a-f-]{36}$/);
  });

  it("writes no line about probes and scrapes", async () => {
    await fetch(`${demo.gateway}/healthz`);
    await (await fetch(`${demo.gateway}/metrics`)).text();
    await demo.post("/v1/none", {}, { "x-request-id": "after-probes" });
    await eventually("line", () => demo.lines.find(({ request_id }) => request_id === "after-probes"));
    const texts = demo.lines.map((line) => `${line.route} ${line.msg}`);
    assert.deepEqual(
      texts.filter((text) => /healthz|metrics/.test(text)),
      [],
    );
  });

  it("answers 503 to more requests than it can hold at once", async () => {
    await demo.post("/chaos", { latencyMs: 1000 });
    const asked = Array.from(
      { length: 300 },
      async () => (await demo.post("/v1/predict", { text: "a" })).status,
    );
    const statuses = await Promise.all(asked);
    await fetch(`${demo.gateway}/chaos`, { method: "DELETE" });
    assert.ok(statuses.includes(503));
    assert.ok(statuses.filter((status) => status === 200).length > 200);
  });

  it("counts a caller who goes away as 499, and is not left with a request in flight", async () => {
    await demo.post("/chaos", { latencyMs: 2000 });
    const left = new AbortController();
    const asked = fetch(`${demo.gateway}/v1/predict`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-request-id": "gone" },
      body: JSON.stringify({ text: "a" }),
      signal: left.signal,
    });
    setTimeout(() => left.abort(), 100);
    await assert.rejects(asked, { name: "AbortError" });
    const line = await eventually("line of it", () =>
      demo.lines.find(
        ({ request_id, service_name }) => request_id === "gone" && service_name === "inference-gateway",
      ),
    );
    assert.equal(line.status, 499);
    const metrics = await (await fetch(`${demo.gateway}/metrics`)).text();
    assert.match(metrics, /http_server_active_requests\{[^}]*http_request_method="POST"[^}]*\} 0/);
  });
});
