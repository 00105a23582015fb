import assert from "node:assert/strict";
import { failures, fakePulumi, smokeCase } from "./smoke-case.ts";

describe("tools/smoke names what is wrong:", () => {
  const each = smokeCase();
  const settings = (uid: string) =>
    each.stack.datasources.find((datasource) => datasource.uid === uid)!.jsonData;

  for (const system of ["loki", "jaeger", "prometheus"])
    it(`${system} is stopped`, async () => {
      each.stack.down.add(system);
      const rows = await each.wrong();
      assert.ok(failures(rows).includes(`${system}: is ready`), JSON.stringify(rows));
      assert.match(rows[`${system}: is ready`]!.says, /^nothing answers at http:\/\/127/);
      assert.match(rows[`${system}: is ready`]!.todo!, new RegExp(`docker logs lookout-test-${system}`));
    });

  it("a system that answers and is not ready", async () => {
    each.stack.says.set("/loki/ready", { status: 503, content: "Ingester not ready: waiting" });
    const rows = await each.wrong();
    assert.deepEqual(failures(rows), ["loki: is ready"]);
    assert.equal(rows["loki: is ready"]!.says, "it is not ready: status 503: Ingester not ready: waiting");
  });

  it("the collector is stopped: nothing is sent, and nothing looked for", async () => {
    each.stack.down.add("collector").add("otlp");
    const rows = await each.wrong();
    assert.deepEqual(failures(rows), [
      "collector: is ready",
      "collector: takes a trace",
      "collector: takes a log line",
      "collector: takes a metric with an exemplar",
    ]);
    assert.equal(rows["jaeger: has the trace"]!.result, "not tried");
    assert.equal(rows["jaeger: has the trace"]!.says, "needs: collector: takes a trace");
  });

  it("Grafana is stopped: the others are asked all the same", async () => {
    each.stack.down.add("grafana");
    const rows = await each.wrong();
    assert.deepEqual(failures(rows), ["grafana: is ready"]);
    assert.equal(rows["collector: takes a trace"], undefined);
    assert.equal(rows["grafana: lets us in"]!.says, "needs: grafana: is ready");
  });

  it("a token or password that Grafana does not accept", async () => {
    const token = await each.wrong({ GRAFANA_TOKEN: "glsa_old" });
    assert.deepEqual(failures(token), ["grafana: lets us in"]);
    assert.match(
      token["grafana: lets us in"]!.says,
      /token in GRAFANA_TOKEN: Invalid API key; take one from/,
    );
    const password = await each.wrong({ GRAFANA_TOKEN: "", GRAFANA_PASSWORD: "wrong" });
    assert.match(password["grafana: lets us in"]!.says, /password in GRAFANA_PASSWORD: .*adminPassword/);
    assert.ok(!JSON.stringify([token, password]).includes("glsa_old"), "tells the token");
  });

  it("nobody who asks: neither in the environment nor from Pulumi", async () => {
    const refusing = fakePulumi(each.at(""), "exit 255");
    const { status, text } = await each.run(["test"], { GRAFANA_TOKEN: "", PATH: refusing });
    assert.equal(status, 2);
    assert.match(
      text,
      /^neither GRAFANA_TOKEN nor GRAFANA_PASSWORD is set, .* Pulumi does not tell the token of test: .* status 255$/,
    );
    const empty = fakePulumi(each.at(""), "echo '{}'");
    assert.match(
      (await each.run(["test"], { GRAFANA_TOKEN: "", PATH: empty })).text,
      /the stack test has no token yet: deploy it/,
    );
    assert.deepEqual(each.stack.asked, []);
  });

  it("a datasource that Grafana cannot reach, in Grafana's words", async () => {
    each.stack.says.set("/grafana/api/datasources/uid/jaeger/health", {
      status: 400,
      content: { message: "dial tcp 10.0.0.7:16686: connect: connection refused", status: "ERROR" },
    });
    const rows = await each.wrong();
    assert.deepEqual(failures(rows), ["grafana: datasource Jaeger is healthy"]);
    assert.match(rows["grafana: datasource Jaeger is healthy"]!.says, /status 400: dial tcp/);
    assert.equal(rows["links: span → logs"]!.result, "not tried");
  });

  it("a datasource that is not there", async () => {
    each.stack.datasources = each.stack.datasources.filter(({ uid }) => uid !== "loki");
    const rows = await each.wrong();
    assert.deepEqual(failures(rows), ["grafana: datasource Loki is healthy"]);
    assert.equal(
      rows["grafana: datasource Loki is healthy"]!.says,
      "Grafana has no datasource with the UID loki",
    );
  });

  const LOST = { traces: "jaeger: has the trace", metrics: "prometheus: has the metric" } as const;
  for (const [kind, check] of Object.entries(LOST))
    it(`${kind} that are taken and do not arrive`, async () => {
      each.stack.lost.add(kind as keyof typeof LOST);
      const rows = await each.wrong();
      assert.deepEqual(failures(rows), [check]);
      assert.match(rows[check]!.says, /^it was not found by the end: /);
      assert.ok((rows[check]!.todo ?? "").length > 0);
    });

  it("signals that the collector refuses", async () => {
    each.stack.says.set("/otlp/v1/traces", {
      status: 200,
      content: '{"partialSuccess":{"rejectedSpans":"1"}}',
    });
    each.stack.says.set("/otlp/v1/logs", { status: 503, content: "memory limit" });
    const rows = await each.wrong();
    assert.deepEqual(failures(rows), ["collector: takes a trace", "collector: takes a log line"]);
    assert.match(rows["collector: takes a log line"]!.says, /status 503: memory limit$/);
  });

  it("exemplars that lead nowhere", async () => {
    settings("prometheus")["exemplarTraceIdDestinations"] = [{ name: "traceID", datasourceUid: "jaeger" }];
    const name = "links: exemplar → trace, by trace_id";
    const rows = await each.wrong();
    assert.deepEqual(failures(rows), [name]);
    assert.match(rows[name]!.says, /read traceID; the exemplar has .*trace_id$/);
    settings("prometheus")["exemplarTraceIdDestinations"] = [{ name: "trace_id", datasourceUid: "tempo" }];
    assert.match(
      (await each.wrong())[name]!.says,
      /leads to a datasource with the UID tempo, which is not there$/,
    );
  });

  it("derived fields that are gone, or that read nothing out of a line", async () => {
    const fields = settings("loki")["derivedFields"] as Record<string, string>[];
    fields[1]!["matcherRegex"] = "trace=(\\w+)";
    const name = "links: log line → trace, by “Trace in the line”";
    const rows = await each.wrong();
    assert.deepEqual(failures(rows), [name]);
    assert.match(rows[name]!.says, /trace=\(\\w\+\) finds nothing in its text \{/);
    settings("loki")["derivedFields"] = [];
    assert.match((await each.wrong())[name]!.says, /^derivedFields of Loki have no “Trace in the line”/);
  });

  it("links of spans that read no tag, ask for nothing, or are gone", async () => {
    const jaeger = settings("jaeger");
    const toLogs = jaeger["tracesToLogsV2"] as Record<string, unknown>;
    toLogs["tags"] = [{ key: "app" }];
    each.stack.empty.add("quantile(0.5,");
    const rows = await each.wrong();
    assert.deepEqual(failures(rows), ["links: span → logs", "links: span → metrics, “Duration p50”"]);
    assert.match(rows["links: span → logs"]!.says, /^tracesToLogsV2 reads the tags app; the span has: /);
    assert.match(
      rows["links: span → metrics, “Duration p50”"]!.says,
      /asks Prometheus, and nothing is found: histogram_quantile\(0\.5, .*service_name="lookout-smoke"/,
    );
    delete jaeger["tracesToMetrics"];
    assert.equal(failures(await each.wrong()).filter((check) => check.includes("→ metrics")).length, 5);
  });

  it("correlations that are gone, or ask for nothing", async () => {
    const by = (label: string) => each.stack.correlations.find((one) => one.label === label)!;
    by("Logs of the service").config["target"] = { expr: '{app="${service_name}"}', queryType: "range" };
    each.stack.empty.add("{app=");
    by("Operations of the service").label = "Mine";
    const rows = await each.wrong();
    const name = "links: prometheus → loki, “Logs of the service”, by service_name";
    const gone = "links: loki → prometheus, “Operations of the service”, by service_name";
    assert.deepEqual(failures(rows), [name, gone]);
    assert.match(rows[name]!.says, /asks Loki, and nothing is found: \{app="lookout-smoke"\}$/);
    assert.match(rows[gone]!.says, /^Grafana has no correlation “Operations of the service” of the field/);
  });

  it("alert rules in error, with the first error", async () => {
    const [first, second] = each.stack.rules;
    Object.assign(first!, { health: "error", lastError: "failed to execute query:\n401" });
    Object.assign(second!, { health: "nodata" });
    const rows = await each.wrong();
    assert.deepEqual(failures(rows), ["grafana: no alert rule is in error"]);
    assert.match(
      rows["grafana: no alert rule is in error"]!.says,
      new RegExp(`^1 of \\d+ rules fail: ${first!.name}; the first says: failed to execute query: 401$`),
    );
  });

  it("alert rules that are missing", async () => {
    const gone = each.stack.rules.pop()!;
    const rows = await each.wrong();
    assert.match(
      rows["grafana: no alert rule is in error"]!.says,
      new RegExp(`^Grafana lacks 1 of \\d+ alert rules: ${gone.name}$`),
    );
  });

  it("rules of Prometheus in error", async () => {
    each.stack.says.set("/prometheus/api/v1/rules", {
      status: 200,
      content: {
        data: { groups: [{ rules: [{ name: "slo:x", health: "err", lastError: "many-to-many" }] }] },
      },
    });
    const rows = await each.wrong();
    assert.deepEqual(failures(rows), ["prometheus: no rule is in error"]);
    assert.match(rows["prometheus: no rule is in error"]!.says, /slo:x; the first says: many-to-many$/);
    each.stack.says.set("/prometheus/api/v1/rules", { status: 200, content: "<html>" });
    assert.match(
      (await each.wrong())["prometheus: no rule is in error"]!.says,
      /is not Prometheus' API: status 200: <html>$/,
    );
  });
});
