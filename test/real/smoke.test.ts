import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { smoke } from "../../tools/smoke/smoke.ts";
import { testConfig } from "../config-of.ts";
import { requireJudge } from "../judges/judge.ts";
import { type StandIn, startStandIn, TOKEN } from "./grafana.ts";
import { realSettings } from "./settings.ts";
import { NEEDED, type Stack, startStack } from "./stack.ts";

/** Of its own, since its servers are stopped one after the other. */
describe("A smoke test of real servers", function () {
  this.timeout(180_000);
  let stack: Stack;
  let grafana: StandIn;
  let directory: string;

  before(async function () {
    for (const judge of NEEDED) requireJudge.call(this, judge);
    const { slos: _, ...rest } = realSettings();
    // Of whom nothing is asked here.
    const settings = { ...rest, demo: { ...(rest["demo"] as object), rate: 1 } };
    directory = mkdtempSync(join(tmpdir(), "lookout-real-smoke-"));
    const entries = Object.entries(settings).map(([key, value]) => [`lookout:${key}`, value]);
    const file = JSON.stringify({ config: Object.fromEntries(entries) });
    writeFileSync(join(directory, "Pulumi.test.yaml"), file);
    stack = await startStack({ settings, past: () => [] });
    grafana = await startStandIn(stack, testConfig(settings));
  });
  after(async () => {
    await grafana?.close();
    await stack?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  async function run(timeout: string, environment = {}) {
    const before = process.cwd();
    process.chdir(directory);
    try {
      return await smoke(["test", "--timeout", timeout], {
        GRAFANA_URL: grafana.url,
        GRAFANA_TOKEN: TOKEN,
        PROMETHEUS_URL: stack.url("prometheus:9090"),
        ALERTMANAGER_URL: stack.url("alertmanager:9093"),
        LOKI_URL: stack.url("loki:3100"),
        JAEGER_HEALTH_URL: stack.url("jaeger:13133"),
        COLLECTOR_HEALTH_URL: stack.url("collector:13133"),
        OTLP_URL: stack.url("collector:4318"),
        ...environment,
      });
    } finally {
      process.chdir(before);
    }
  }

  it("passes while all is well: signals arrive, and lead to each other", async () => {
    const { status, text } = await run("90s");
    assert.equal(status, 0, text);
    assert.match(text, /\n {2}links +span → metrics, “Duration p99” +ok/);
  });

  it("names the password that is wrong", async () => {
    const { status, text } = await run("10s", { GRAFANA_TOKEN: "glsa_old" });
    assert.equal(status, 1);
    assert.match(text, /^FAILED {2}grafana: lets us in$/m);
  });

  const STOPPED = {
    alertmanager: ["alertmanager: is ready", "grafana: datasource Alertmanager is healthy"],
    loki: ["loki: is ready", "grafana: datasource Loki is healthy"],
    jaeger: ["jaeger: is ready", "grafana: datasource Jaeger is healthy"],
    collector: [
      "collector: is ready",
      "collector: takes a trace",
      "collector: takes a log line",
      "collector: takes a metric with an exemplar",
    ],
    prometheus: ["prometheus: is ready", "grafana: datasource Prometheus is healthy"],
  } as const;
  for (const [name, failures] of Object.entries(STOPPED))
    it(`names ${name} when it is stopped, and nothing else`, async () => {
      const system = name as keyof typeof STOPPED;
      await stack.programs[system].kill();
      const { status, text } = await run("40s");
      assert.equal(status, 1, text);
      const failed = [...text.matchAll(/^FAILED {2}(.*)$/gm)].map(([, check]) => check);
      assert.deepEqual(failed, failures, text);
      await stack.restart(system);
    });
});
