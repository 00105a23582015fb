import assert from "node:assert/strict";
import { CAPS, chaos, type Disturbance } from "../../demo/gateway/chaos.ts";
import { jsonOf, type Running, runDemo } from "./running.ts";

describe("demo: /chaos", () => {
  let demo: Running;
  before(async () => {
    demo = await runDemo();
  });
  after(() => demo.stop());
  afterEach(() => fetch(`${demo.gateway}/chaos`, { method: "DELETE" }));

  const state = async () =>
    jsonOf<Partial<Disturbance> & { active: boolean }>(await fetch(`${demo.gateway}/chaos`));
  const predict = async () => (await demo.post("/v1/predict", { text: "a" })).status;

  it("is calm until asked", async () => assert.deepEqual(await state(), { active: false }));

  it("fails the gateway's requests, all of them if asked, and not its probes", async () => {
    assert.equal((await demo.post("/chaos", { errorRate: 1 })).status, 200);
    assert.deepEqual([await predict(), await predict()], [500, 500]);
    assert.equal((await fetch(`${demo.gateway}/healthz`)).status, 200);
  });

  it("fails a worker, for which the gateway answers 502", async () => {
    await demo.post("/chaos", { errorRate: 1, service: "predict-worker" });
    assert.equal(await predict(), 502);
    const { active, service } = await state();
    assert.deepEqual({ active, service }, { active: true, service: "predict-worker" });
  });

  it("makes requests slower", async () => {
    await demo.post("/chaos", { latencyMs: 400 });
    const began = performance.now();
    await predict();
    assert.ok(performance.now() - began >= 400);
  });

  it("holds memory, and lets go of it", async () => {
    assert.equal((await jsonOf<Disturbance>(await demo.post("/chaos", { memoryMb: 64 }))).memoryMb, 64);
    const held = process.memoryUsage().arrayBuffers;
    assert.ok(held >= 64 * 1024 * 1024);
    await fetch(`${demo.gateway}/chaos`, { method: "DELETE" });
    assert.deepEqual(await state(), { active: false });
  });

  it("ends by itself", async () => {
    await demo.post("/chaos", { errorRate: 1, seconds: 1 });
    assert.equal((await state()).active, true);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    assert.deepEqual(await state(), { active: false });
  });

  it("does one thing at a time: the next takes the place of the last", async () => {
    await demo.post("/chaos", { errorRate: 1 });
    await demo.post("/chaos", { latencyMs: 1 });
    const { errorRate, latencyMs } = await state();
    assert.deepEqual({ errorRate, latencyMs }, { errorRate: 0, latencyMs: 1 });
  });

  const WRONG: readonly (readonly [string, unknown, RegExp])[] = [
    ["nothing", {}, /nothing to break/],
    ["more errors than requests", { errorRate: 1.1 }, /must be <= 1/],
    ["a longer wait than it may", { latencyMs: CAPS.latencyMs + 1 }, /must be <= 10000/],
    ["more memory than it may", { memoryMb: CAPS.memoryMb + 1 }, /must be <= 256/],
    ["a longer time than it may", { errorRate: 1, seconds: CAPS.seconds + 1 }, /must be <= 1800/],
    ["no time at all", { errorRate: 1, seconds: 0 }, /must be >= 1/],
    [
      "a service that is not there",
      { errorRate: 1, service: "database" },
      /allowed values: inference-gateway, predict-worker, embedding-worker$/,
    ],
    ["a field that nobody knows", { errorRate: 1, forever: true }, /additional properties: forever$/],
    ["a text as number", { errorRate: "1" }, /must be number/],
  ];
  for (const [what, body, message] of WRONG) {
    it(`refuses ${what}, and breaks nothing`, async () => {
      const response = await demo.post("/chaos", body);
      assert.equal(response.status, 400);
      assert.match((await jsonOf<{ error: string }>(response)).error, message);
      assert.deepEqual(await state(), { active: false });
    });
  }

  it("cannot be reached from a page in a browser, which may post text alone", async () => {
    const response = await fetch(`${demo.gateway}/chaos`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: '{"errorRate":1}',
    });
    assert.equal(response.status, 400);
    assert.deepEqual(await state(), { active: false });
  });

  it("is not there when it is turned off", async () => {
    const safe = await runDemo({ DEMO_CHAOS: "off" });
    try {
      assert.equal((await safe.post("/chaos", { errorRate: 1 })).status, 404);
    } finally {
      await safe.stop();
    }
  });

  it("fails as many requests as asked", async () => {
    let next = 0;
    const broken = chaos(() => (next++ % 10) / 10);
    broken.start({ service: "inference-gateway", errorRate: 0.3, latencyMs: 0, memoryMb: 0, seconds: 60 });
    const ask = broken.before("inference-gateway");
    const failed = await Promise.all(
      Array.from({ length: 100 }, () =>
        ask().then(
          () => 0,
          () => 1,
        ),
      ),
    );
    broken.reset();
    assert.equal(
      failed.reduce((sum: number, each) => sum + each, 0),
      30,
    );
  });
});
