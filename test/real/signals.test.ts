import assert from "node:assert/strict";
import { DATASOURCES } from "../../model/datasources.ts";
import { grafanaContent } from "../../provisioning/index.ts";
import type { Tree } from "../program.ts";
import { ask } from "./ask.ts";
import { useReal } from "./shared.ts";
import { spans } from "./spans.ts";
import { until } from "./until.ts";
import { filled } from "./variables.ts";

const SERVICE = "inference-gateway";
const SECONDS = 60;

describe("A request's three signals on real servers", function () {
  this.timeout(2 * SECONDS * 1000);
  const real = useReal();
  /** A trace that an exemplar names, and the line in which the demo logged it. */
  let trace: { readonly id: string; readonly line: string };

  const settings = (uid: string): Tree =>
    grafanaContent(real().config).datasources.find((each) => each.uid === uid)!.jsonData;
  const field = (name: string): Tree =>
    settings(DATASOURCES.loki.uid).derivedFields.find((each: Tree) => each.name === name);
  const lines = async (expr: string) => {
    const data = (await ask(`${real().backends.loki}/loki/api/v1/query_range`, {
      query: expr,
      since: "15m",
    })) as Tree;
    return data.result as { readonly stream: Readonly<Record<string, string>> }[];
  };
  const exemplars = async (expr: string) => {
    const range = { start: `${Date.now() / 1000 - 900}`, end: `${Date.now() / 1000}` };
    const series = await ask(`${real().backends.prometheus}/api/v1/query_exemplars`, {
      query: expr,
      ...range,
    });
    return (series as Tree[]).flatMap(({ exemplars }) => exemplars as Tree[]);
  };

  before(async () => {
    const { name } = settings(DATASOURCES.prometheus.uid).exemplarTraceIdDestinations[0];
    const expr = `http_server_request_duration_seconds_bucket{service_name="${SERVICE}"}`;
    trace = await until(
      `${name} of an exemplar names a trace that the demo logged`,
      async () => {
        const ids = (await exemplars(expr)).map(({ labels }) => labels[name]);
        const logged = real().stack.programs.demo.log().split("\n");
        for (const id of ids.reverse()) {
          const line = logged.find((each) => each.includes(`"${id}"`) && each.includes(`"${SERVICE}"`));
          if (line !== undefined) return { id, line };
        }
        return undefined;
      },
      { seconds: SECONDS },
    );
  });

  it("an exemplar of the latency histogram names the trace of a line that the demo logged", () => {
    assert.match(trace.id, /^[0-9a-f]{32}$/);
    assert.equal(JSON.parse(trace.line).trace_id, trace.id);
  });

  it("the derived field for JSON finds the trace in the line as it was written", () => {
    const { matcherRegex, matcherType } = field("Trace in the line");
    assert.equal(matcherType, "regex");
    assert.equal(new RegExp(matcherRegex).exec(trace.line)?.[1], trace.id);
  });

  it("the line is in Loki, where the derived field for labels finds the trace", async () => {
    const { matcherRegex, matcherType } = field("Trace");
    assert.equal(matcherType, "label");
    const found = await until(
      "Loki has the trace's lines",
      async () => (await lines(`{service_name="${SERVICE}"} | trace_id="${trace.id}"`))[0],
      { seconds: SECONDS },
    );
    const label = Object.keys(found.stream).find((name) => new RegExp(matcherRegex).test(name));
    assert.equal(found.stream[label!], trace.id);
  });

  it("the way from the trace to its logs finds the same", async () => {
    const { tags, filterByTraceID } = settings(DATASOURCES.jaeger.uid).tracesToLogsV2;
    assert.equal(filterByTraceID, true);
    const selector = tags.map(({ value }: Tree) => `${value}="${SERVICE}"`).join(", ");
    // Source: https://github.com/grafana/grafana/blob/v12.4.0/public/app/features/explore/TraceView/createSpanLink.tsx
    const expr = `{${selector}} | label_format log_line_contains_trace_id=\`{{ contains "${trace.id}" __line__  }}\` | log_line_contains_trace_id="true" or trace_id="${trace.id}"`;
    await until("lines of the trace", async () => (await lines(expr))[0], { seconds: SECONDS });
  });

  it("the trace has come to where Jaeger is", async () => {
    await until(
      "the trace's spans",
      () => spans(real().stack.programs.jaeger.log()).find(({ traceId }) => traceId === trace.id),
      { seconds: SECONDS },
    );
  });

  it("the way from its span to metrics leads to rate, errors and durations of its operation", async () => {
    const { queries, tags } = settings(DATASOURCES.jaeger.uid).tracesToMetrics;
    const span = await until(
      "its server span",
      () =>
        spans(real().stack.programs.jaeger.log()).find(
          ({ kind, traceId }) => traceId === trace.id && kind === "Server",
        ),
      { seconds: SECONDS },
    );
    const scrape = real().config.prometheus.scrapeInterval.seconds;
    for (const { name, query } of queries) {
      const expr = filled(query.replaceAll(`\${__span.name:doublequote}`, JSON.stringify(span.name)), {
        __tags: tags.map(({ value }: Tree) => `${value}="${span.service}"`).join(", "),
        __rate_interval: `${12 * scrape}s`,
      });
      await until(
        `${name}: ${expr}`,
        async () =>
          ((await ask(`${real().backends.prometheus}/api/v1/query`, { query: expr })) as Tree).result[0],
        { seconds: SECONDS },
      );
    }
    assert.equal(queries.length, 5);
  });

  it("span metrics have exemplars of their own, which name traces that are there", async () => {
    const expr = `traces_span_metrics_duration_seconds_bucket{service_name="${SERVICE}"}`;
    const known = new Set(spans(real().stack.programs.jaeger.log()).map(({ traceId }) => traceId));
    await until(
      "an exemplar of a span",
      async () => (await exemplars(expr)).find(({ labels }) => known.has(labels.trace_id)),
      { seconds: SECONDS },
    );
  });
});
