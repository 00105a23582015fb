import assert from "node:assert/strict";
import { loadAt } from "../../demo/load/curve.ts";
import { dueAfter } from "../../demo/load/load.ts";
import { nextRequest } from "../../demo/load/requests.ts";
import { eventually, runDemo } from "./running.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const hour = (of: number) => loadAt(20_000 * DAY_MS + of * 3_600_000, DAY_MS);

describe("demo: the load", () => {
  it("stays between a sixth and the whole, at every minute", () => {
    const day = Array.from({ length: 1440 }, (_, minute) => hour(minute / 60));
    assert.ok(Math.min(...day) >= 0.15 && Math.min(...day) < 0.17, `${Math.min(...day)}`);
    assert.ok(Math.max(...day) <= 1 && Math.max(...day) > 0.95, `${Math.max(...day)}`);
  });

  it("has no step, not even at midnight", () => {
    for (let minute = 0; minute < 1440; minute++) {
      assert.ok(Math.abs(hour(minute / 60) - hour((minute + 1) / 60)) < 0.01, `${minute}`);
    }
  });

  it("is quiet at night, busy before noon, less so at lunch, busiest in the afternoon", () => {
    assert.ok(hour(3) < hour(10) / 3);
    assert.ok(hour(12.5) < hour(10));
    assert.ok(hour(10) < hour(15.5));
  });

  it("has the same day in less time", () => {
    for (const part of [0.1, 0.4, 0.65]) {
      assert.ok(Math.abs(loadAt(part * 600_000, 600_000) - hour(part * 24)) < 1e-9);
    }
  });

  it("sends the rate on average", () => {
    let sent = 0;
    for (let tick = 0; tick < 10_000; tick++) sent += dueAfter(200, 8, 64, Math.random);
    assert.ok(Math.abs(sent / 2000 - 8) < 0.5, `${sent / 2000} a second`);
  });

  it("never sends more than may wait, and does not make up for a sleep of the machine", () => {
    assert.equal(dueAfter(1000, 10_000, 5, Math.random), 5);
    assert.equal(dueAfter(200, 100, 0, Math.random), 0);
    const afterSleep = Array.from({ length: 50 }, () => dueAfter(3_600_000, 8, 64, Math.random));
    assert.ok(Math.max(...afterSleep) < 40, `${Math.max(...afterSleep)}`);
  });

  it("asks for everything that the gateway does, and for what it does not", () => {
    const paths = new Set(
      Array.from({ length: 1000 }, (_, index) => nextRequest(() => (index % 1000) / 1000).path),
    );
    assert.deepEqual([...paths].sort(), ["/v1/batch", "/v1/embeddings", "/v1/models", "/v1/predict"]);
  });

  it("brings requests to all services by itself", async () => {
    const demo = await runDemo({ DEMO_LOAD: "on", DEMO_RATE: "100" });
    try {
      await eventually("line of each service", () => {
        const names = new Set(
          demo.lines.filter(({ status }) => status === 200).map(({ service_name }) => service_name),
        );
        return names.size === 3 ? names : undefined;
      });
    } finally {
      await demo.stop();
    }
    const after = demo.lines.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(demo.lines.length, after, "nothing is sent once it has stopped");
  });
});
