import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { HTTP_METRICS, SERVICES } from "../../demo/names.ts";
import { testConfig } from "../config-of.ts";

describe("demo: names", () => {
  const { metrics } = testConfig();

  it("measures requests by the names, labels and buckets that a stack has by default", () => {
    const { activeRequests, labels, latencyBuckets, requestDuration } = metrics;
    assert.deepEqual(HTTP_METRICS, { activeRequests, labels, latencyBuckets, requestDuration });
  });

  it("has every service, default port and setting in its documentation", () => {
    const page = readFileSync("docs/demo.md", "utf8");
    const source = readFileSync("demo/settings.ts", "utf8");
    const variables = [...source.matchAll(/"((?:DEMO|OTEL)_[A-Z_]+)"/g)].map(([, name]) => name!);
    assert.ok(variables.length >= 13);
    for (const name of [...SERVICES, ...variables, "8800", "8801", "8802", "8803"])
      assert.ok(page.includes(name), name);
  });
});
