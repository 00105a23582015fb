import assert from "node:assert/strict";
import { checkPromql } from "../../config/promql.ts";
import { DATASOURCES } from "../../model/datasources.ts";
import { secretRef } from "../../model/secrets.ts";
import { type Datasource, datasources } from "../../provisioning/datasources/index.ts";
import { workloads } from "../../systems/index.ts";
import { testConfig } from "../config-of.ts";

function made(uid: string, values: object = {}): Datasource {
  const found = datasources(testConfig({ ...values })).find((each) => each.uid === uid);
  assert.ok(found, `no datasource ${uid}`);
  return found;
}

// biome-ignore lint/suspicious/noExplicitAny: settings of a plugin
const settings = (uid: string, values: object = {}): any => made(uid, values).jsonData;

describe("datasources", () => {
  const engine = (name: string) => ({ alerting: { engine: name } });

  it("are Prometheus, Loki and Jaeger, by fixed UIDs", () =>
    assert.deepEqual(
      datasources(testConfig()).map(({ name, type, uid }) => ({ uid, name, type })),
      [DATASOURCES.prometheus, DATASOURCES.loki, DATASOURCES.jaeger],
    ));

  it("have Alertmanager beside them where it is deployed", () =>
    assert.deepEqual(
      datasources(testConfig(engine("prometheus"))).map(({ uid }) => uid),
      ["prometheus", "loki", "jaeger", "alertmanager"],
    ));

  it("begin with Prometheus", () =>
    assert.deepEqual(
      datasources(testConfig(engine("prometheus")))
        .filter(({ isDefault }) => isDefault)
        .map(({ uid }) => uid),
      ["prometheus"],
    ));

  it("are where a workload listens that lets Grafana in", () => {
    const config = testConfig(engine("prometheus"));
    const stack = workloads(config, { names: [], files: {} });
    for (const { uid, url } of datasources(config)) {
      const { hostname, port, protocol } = new URL(url!);
      const workload = stack.find(({ name }) => name === hostname);
      const open = workload?.ports.find((each) => String(each.port) === port)?.name ?? "none";
      const lets = workload?.access.some(
        ({ from, ports }) =>
          ports.includes(open) &&
          from.some((peer) => typeof peer === "object" && "workload" in peer && peer.workload === "grafana"),
      );
      assert.ok(protocol === "http:" && lets === true, `${uid}: ${url}`);
    }
  });

  describe("Prometheus", () => {
    it("is asked by POST, for at most a minute on both sides", () => {
      const { httpMethod, queryTimeout, timeout } = settings("prometheus");
      assert.deepEqual(
        { httpMethod, queryTimeout, timeout },
        { httpMethod: "POST", queryTimeout: "60s", timeout: 60 },
      );
    });

    it("knows how often is scraped", () =>
      assert.equal(settings("prometheus", { prometheus: { scrapeInterval: "15s" } }).timeInterval, "15s"));

    it("asks only for what is new, and caches", () => {
      const { cacheLevel, incrementalQuerying, incrementalQueryOverlapWindow } = settings("prometheus");
      assert.deepEqual(
        [cacheLevel, incrementalQuerying, incrementalQueryOverlapWindow],
        ["High", true, "10m"],
      );
    });

    it("leads from exemplars to Jaeger, by a list", () =>
      assert.deepEqual(settings("prometheus").exemplarTraceIdDestinations, [
        { name: "trace_id", datasourceUid: "jaeger", urlDisplayLabel: "Show the trace" },
      ]));

    it("shows its alerting rules where it has any", () => {
      assert.equal(settings("prometheus", engine("prometheus")).manageAlerts, true);
      assert.equal(settings("prometheus", engine("grafana")).manageAlerts, false);
    });

    it("says which kind of Prometheus it is, and that it takes no samples", () => {
      const { allowAsRecordingRulesTarget, prometheusType, prometheusVersion } = settings("prometheus");
      assert.deepEqual([prometheusType, prometheusVersion], ["Prometheus", "2.50.1"]);
      assert.equal(allowAsRecordingRulesTarget, false);
    });
  });

  it("Alertmanager is Prometheus', and hears nothing of Grafana", () =>
    assert.deepEqual(settings("alertmanager", engine("prometheus")), {
      implementation: "prometheus",
      handleGrafanaManagedAlerts: false,
    }));

  describe("Jaeger", () => {
    const { nodeGraph, spanBar, traceIdTimeParams, tracesToLogsV2, tracesToMetrics } = settings("jaeger");
    const seconds = (shift: string) => Number(shift.slice(0, -1)) * 60;

    it("leads from a span to lines of its service that name its trace", () => {
      const { customQuery, datasourceUid, filterByTraceID, tags } = tracesToLogsV2;
      assert.deepEqual([datasourceUid, filterByTraceID, customQuery], ["loki", true, false]);
      assert.deepEqual(tags, [{ key: "service.name", value: "service_name" }]);
    });

    it("looks before and after the span", () => {
      for (const { spanEndTimeShift, spanStartTimeShift } of [tracesToLogsV2, tracesToMetrics]) {
        assert.match(`${spanStartTimeShift} ${spanEndTimeShift}`, /^-\d+m \d+m$/);
        assert.ok(seconds(spanStartTimeShift) <= -60 && seconds(spanEndTimeShift) >= 60);
      }
    });

    it("leads from a span to requests, errors and durations", () => {
      assert.equal(tracesToMetrics.datasourceUid, "prometheus");
      assert.deepEqual(
        tracesToMetrics.queries.map(({ name }: { name: string }) => name),
        ["Request rate", "Error rate", "Duration p50", "Duration p95", "Duration p99"],
      );
    });

    for (const { name, query } of tracesToMetrics.queries) {
      it(`asks for the ${name} of the span's service and operation alone`, () => {
        const selectors = [...query.matchAll(/traces_span_metrics_\w+\{[^}]*?(\$\{[^}]*\}[^}]*)\}/g)];
        assert.ok(selectors.length > 0);
        for (const [selector] of selectors) {
          assert.ok(selector.includes("span_name=${__span.name:doublequote}"), selector);
          assert.ok(selector.includes("$__tags"), selector);
        }
      });

      it(`asks for the ${name} in PromQL, with tags and without, over Grafana's interval`, () => {
        assert.match(query, /\[\$__rate_interval\]/);
        for (const tags of ['service_name="shop"', ""]) {
          const text = query
            .replaceAll("$__rate_interval", "1m")
            .replaceAll("${__span.name:doublequote}", '"say \\"hi\\""')
            .replaceAll("$__tags", tags);
          assert.equal(checkPromql(text), undefined, text);
        }
      });
    }

    it("draws the spans' graph, and their status codes beside them", () => {
      assert.deepEqual(nodeGraph, { enabled: true });
      assert.deepEqual(spanBar, { type: "Tag", tag: "http.response.status_code" });
    });

    it("finds a trace of any time by its id", () => assert.deepEqual(traceIdTimeParams, { enabled: false }));
  });

  describe("of the user's own", () => {
    const own = {
      uid: "sales",
      name: "Sales",
      type: "elasticsearch",
      url: "https://search.corp.io:9200",
      user: "reader",
      jsonData: { index: "orders", timeField: "@timestamp" },
      secrets: ["basicAuthPassword"],
    };
    const values = { grafana: { datasources: [own, { uid: "bare", name: "Bare", type: "testdata" }] } };

    it("come after the stack's, as the config says them", () => {
      const { secrets: _, ...rest } = own;
      assert.deepEqual(
        datasources(testConfig(values))
          .map(({ uid }) => uid)
          .slice(-2),
        ["sales", "bare"],
      );
      assert.deepEqual(made("sales", values), {
        ...rest,
        isDefault: false,
        secrets: made("sales", values).secrets,
      });
    });

    it("have secrets by reference, each by its own key", () =>
      assert.deepEqual(made("sales", values).secrets, {
        basicAuthPassword: secretRef("datasource-sales-basicAuthPassword"),
      }));

    it("have headers apart, by name, since the provider takes them no other way", () => {
      const search = {
        ...own,
        jsonData: { index: "orders", httpHeaderName1: "X-Api-Key", httpHeaderName2: "X-Tenant" },
        secrets: ["httpHeaderValue1", "httpHeaderValue2", "basicAuthPassword"],
      };
      const { headers, jsonData, secrets } = made("sales", { grafana: { datasources: [search] } });
      assert.deepEqual(headers, {
        "X-Api-Key": secretRef("datasource-sales-httpHeaderValue1"),
        "X-Tenant": secretRef("datasource-sales-httpHeaderValue2"),
      });
      assert.deepEqual(jsonData, { index: "orders" });
      assert.deepEqual(Object.keys(secrets), ["basicAuthPassword"]);
    });

    it("need no address", () => assert.ok(!("url" in made("bare", values))));
  });
});
