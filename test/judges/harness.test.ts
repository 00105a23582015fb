import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backfillRules, backfillSeries, counter } from "./backfill.ts";
import { requireJudge } from "./judge.ts";
import { type PrometheusServer, startPrometheus } from "./prometheus-server.ts";
import { type RuleTest, testRules } from "./promtool.ts";

const rules = {
  "down.yaml": `groups: [{ name: targets, rules: [
    { alert: Down, expr: up == 0, for: 5m, labels: { severity: page }, annotations: { summary: "{{ $labels.job }}" } }
  ] }]`,
};

const firesAtFive: RuleTest = {
  name: "down for five minutes",
  input_series: [{ series: 'up{job="web"}', values: "1 0x10" }],
  alert_rule_test: [
    { eval_time: "5m", alertname: "Down" },
    {
      eval_time: "6m",
      alertname: "Down",
      exp_alerts: [{ exp_labels: { severity: "page", job: "web" }, exp_annotations: { summary: "web" } }],
    },
  ],
  promql_expr_test: [{ expr: "sum(up)", eval_time: "0m", exp_samples: [{ labels: "{}", value: 1 }] }],
};

describe("Rule tests", () => {
  before(function () {
    requireJudge.call(this, "promtool");
  });

  it("pass when promtool accepts", async () => {
    await testRules(rules, [firesAtFive], { evaluation_interval: "1m" });
  });

  it("fail with what promtool saw instead", async () => {
    const never = { "down.yaml": rules["down.yaml"].replace("up == 0", "up == 2") };
    await assert.rejects(
      testRules(never, [firesAtFive]),
      /alertname: Down, time: 6m.*severity="page".*got:\[\]/s,
    );
  });

  it("fail when the rules cannot be read", async () => {
    const broken = { "down.yaml": rules["down.yaml"].replace("up == 0", "up ===") };
    await assert.rejects(testRules(broken, [firesAtFive]), /could not parse expression|parse error/);
  });

  it("fail when they say of no alert that it does not fire", async () => {
    const silent = { ...firesAtFive, alert_rule_test: [{ eval_time: "5m", alertname: "Donw" }] };
    await assert.rejects(testRules(rules, [silent]), /no rule file defines the alert Donw/);
  });

  it("fail when they check nothing", async () => {
    await assert.rejects(testRules(rules, [{ name: "idle", input_series: [] }]), /"idle" checks nothing/);
  });
});

describe("Prometheus server", () => {
  const end = 1_700_006_400; // a multiple of two hours
  const range = { start: end - 4 * 3600, end };
  let data: string;
  let server: PrometheusServer;

  before(async function () {
    requireJudge.call(this, "promtool");
    requireJudge.call(this, "prometheus");
    data = mkdtempSync(join(tmpdir(), "prometheus-data-"));
    const samples = () => counter(range, 30, () => 5);
    await backfillSeries([{ name: "requests_total", labels: { job: "web" }, samples }], { data });
    server = await startPrometheus({ data });
  });
  after(async () => {
    await server?.stop();
    if (data !== undefined) rmSync(data, { recursive: true, force: true });
  });

  it("knows the increase of a backfilled counter", async () => {
    const { vector } = await server.query("increase(requests_total[1h])", { time: end });
    assert.deepEqual(vector, [{ labels: { job: "web" }, value: 600 }]);
  });

  it("tells how many samples a query read", async () => {
    const { stats } = await server.query("increase(requests_total[1h])", { time: end, stats: true });
    assert.equal(stats?.totalQueryableSamples, 120);
    assert.ok(stats.peakSamples >= 120);
  });

  it("gives no sample where there is no data", async () => {
    assert.deepEqual(await server.query("requests_total", { time: end - 86_400 }), { vector: [] });
  });

  it("says what is wrong with a query", async () => {
    await assert.rejects(server.query("sum("), /bad_data: .*parse error/);
  });

  it("answers from backfilled rules after it was started again", async () => {
    const rule = `{ record: "job:requests:increase1h", expr: "sum by (job) (increase(requests_total[1h]))" }`;
    const alert = `{ alert: Busy, expr: requests_total > 0 }`;
    const file = `groups: [{ name: requests, interval: 3m, labels: { kind: test }, rules: [${rule}, ${alert}] }]`;
    await backfillRules({ "requests.yaml": file }, { data, url: server.url, range });
    await server.stop();
    server = await startPrometheus({ data, rules: { "requests.yaml": file } });
    const { vector } = await server.query("job:requests:increase1h", { time: end });
    assert.deepEqual(
      vector.map(({ labels }) => labels),
      [{ __name__: "job:requests:increase1h", job: "web", kind: "test" }],
    );
    assert.equal(Math.round(vector[0]!.value), 600);
    assert.deepEqual(await server.query("Busy", { time: end }), { vector: [] });
  });

  it("does not start on a broken configuration, and says why", async () => {
    await assert.rejects(
      startPrometheus({ data, config: "global: { scrape: 1 }" }),
      /field scrape not found/,
    );
  });

  it("has ended when stopped", async () => {
    const other = await startPrometheus({ data: join(data, "other") });
    await other.stop();
    await other.stop();
    await assert.rejects(other.query("1"), /fetch failed/);
  });
});
