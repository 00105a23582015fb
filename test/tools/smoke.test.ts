import assert from "node:assert/strict";
import { failures, fakePulumi, smokeCase } from "./smoke-case.ts";

describe("tools/smoke", () => {
  const each = smokeCase();

  it("passes where all is well, and says so as a table", async () => {
    const { status, text } = await each.run();
    assert.equal(status, 0, text);
    assert.match(text, /^Smoke test of test:\n {2}part +check +result/);
    assert.match(text, /\n {2}links +exemplar → trace, by trace_id +ok /);
    assert.match(text, /\d\d ok, 0 failed, 0 not tried, in \d s\. What was sent stays until it expires/);
  });

  it("asks every system, Grafana of every datasource, and follows every link that the stack provisions", async () => {
    const { text } = await each.run(["test", "--json"]);
    const { checks } = JSON.parse(text) as { checks: { part: string; check: string }[] };
    const of = (part: string) => checks.filter((row) => row.part === part).map(({ check }) => check);
    assert.deepEqual(of("links"), [
      "exemplar → trace, by trace_id",
      "log line → trace, by “Trace”",
      "log line → trace, by “Trace in the line”",
      "span → logs",
      "span → metrics, “Request rate”",
      "span → metrics, “Error rate”",
      "span → metrics, “Duration p50”",
      "span → metrics, “Duration p95”",
      "span → metrics, “Duration p99”",
      "prometheus → loki, “Logs of the service”, by service_name",
      "prometheus → jaeger, “Traces of the service”, by service_name",
      "prometheus → jaeger, “Traces of the operation”, by span_name",
      "loki → loki, “Lines of the request”, by Request",
      "loki → loki, “Lines of the request”, by Request in the line",
      "loki → prometheus, “Operations of the service”, by service_name",
      "loki → jaeger, “Traces of the service”, by service_name",
    ]);
    for (const part of ["grafana", "prometheus", "loki", "jaeger", "collector"])
      assert.ok(of(part).includes("is ready"), part);
    for (const name of ["Prometheus", "Loki", "Jaeger"])
      assert.ok(of("grafana").includes(`datasource ${name} is healthy`), name);
  });

  it("sends three signals of one trace, marked as its own and by a run of its own", async () => {
    await each.run();
    const first = JSON.stringify(each.stack.taken);
    const ids = [...first.matchAll(/"traceId":"(\w{32})"/g)].map(([, id]) => id);
    assert.equal(ids.length, 3);
    assert.equal(new Set(ids).size, 1);
    assert.equal(first.match(/"key":"service\.name","value":\{"stringValue":"lookout-smoke"\}/g)?.length, 3);
    await each.run();
    assert.ok(!JSON.stringify(each.stack.taken).includes(ids[0]!));
  });

  it("writes nothing into Grafana", async () => {
    await each.run();
    const written = each.stack.asked.filter((line) => /^(?:POST|PUT|DELETE) \/grafana/.test(line));
    assert.deepEqual([...new Set(written)], ["POST /grafana/api/ds/query"]);
  });

  it("waits for signals until the time is over, and no longer", async () => {
    each.stack.lost.add("logs");
    const before = performance.now();
    const rows = await each.wrong();
    const took = performance.now() - before;
    assert.ok(took > 3_000 && took < 7_000, `${took} ms`);
    assert.match(rows["loki: has the log line"]!.says, /^it was not found by the end: \{service_name=/);
  });

  it("ends in time where a system takes what it is asked and says nothing", async () => {
    for (const path of ["/grafana/api/ds/query", "/loki/ready"]) each.stack.hanging.add(path);
    const before = performance.now();
    const rows = await each.wrong();
    assert.ok(performance.now() - before < 7_000);
    assert.ok(failures(rows).includes("loki: is ready") && failures(rows).includes("jaeger: has the trace"));
  });

  it("finds Grafana at --url", async () => {
    const { GRAFANA_URL: url = "", ...rest } = each.stack.environment;
    const { status, text } = await each.run(["test", "--url", url], {
      ...rest,
      GRAFANA_URL: "http://127.0.0.1:9",
    });
    assert.equal(status, 0, text);
  });

  it("takes the administrator's password in place of a token", async () => {
    each.stack.says.set("/grafana/api/org", { status: 200, content: {} });
    const rows = await each.wrong({ GRAFANA_TOKEN: "", GRAFANA_PASSWORD: "secret" });
    assert.equal(rows["grafana: lets us in"], undefined);
  });

  it("asks Pulumi for the stack's own token where nobody is named", async () => {
    const outputs = { tokens: { ci: "glsa_opensesame" }, adminPassword: "x" };
    const PATH = fakePulumi(each.at(""), `echo '${JSON.stringify(outputs)}'`);
    const { status, text } = await each.run(["test"], { GRAFANA_TOKEN: "", PATH });
    assert.equal(status, 0, text);
  });

  it("explains itself", async () => {
    const { status, text } = await each.run(["--help"]);
    assert.equal(status, 0);
    assert.match(text, /npm run smoke -- <stack>/);
  });

  it("refuses a wrong call, and a stack that is not there, before it touches anything", async () => {
    const refused = async (...args: string[]) => {
      const { status, text } = await each.run(args);
      assert.equal(status, 2, text);
      return text;
    };
    assert.match(await refused("a", "b"), /^name one stack/);
    assert.match(await refused("tset"), /^no stack is called tset; there are: test$/);
    assert.match(await refused("--timeout", "1s"), /^--timeout takes 5s to 30m/);
    assert.match(await refused("--timeout", "soon"), /given: soon$/);
    assert.match(await refused("--url", "localhost"), /^--url is not a URL of http or https/);
    assert.match(await refused("--nothing"), /^Unknown option '--nothing'/);
    assert.deepEqual(each.stack.asked, []);
  });
});

describe("tools/smoke of a stack with Prometheus' engine", () => {
  const each = smokeCase({
    alerting: { engine: "prometheus", runbookBaseUrl: "https://git.example.org/runbooks.md" },
  });

  it("asks Alertmanager too, and whether Prometheus finds it", async () => {
    const { status, text } = await each.run();
    assert.equal(status, 0, text);
    assert.match(text, /\n {2}alertmanager +is ready +ok/);
    assert.match(text, /\n {2}grafana +datasource Alertmanager is healthy +ok/);
    assert.match(text, /\n {2}prometheus +finds Alertmanager +ok +1 of them/);
  });

  it("names an Alertmanager that is away, or that Prometheus does not know", async () => {
    each.stack.down.add("alertmanager");
    assert.deepEqual(failures(await each.wrong()), ["alertmanager: is ready"]);
    each.stack.down.clear();
    each.stack.says.set("/prometheus/api/v1/alertmanagers", {
      status: 200,
      content: { data: { activeAlertmanagers: [] } },
    });
    assert.deepEqual(failures(await each.wrong()), ["prometheus: finds Alertmanager"]);
  });
});
