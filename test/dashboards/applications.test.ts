import assert from "node:assert/strict";
import { applications } from "../../alerts/applications.ts";
import type { DashboardOf } from "../../dashboards/dashboard.ts";
import { incidentTimeline } from "../../dashboards/default/incident-timeline.ts";
import { applicationPerformance } from "../../dashboards/ml-platform/application-performance.ts";
import { logs } from "../../dashboards/ml-platform/logs.ts";
import { serviceMap } from "../../dashboards/ml-platform/service-map.ts";
import { allLines } from "../../dashboards/render.ts";
import { PANELS } from "../../model/dashboards.ts";
import { testConfig } from "../config-of.ts";
import { DEFAULTS, exprs, exprsOf, panel, variables } from "./one.ts";

type Json = Readonly<Record<string, unknown>>;

const ALL: readonly DashboardOf[] = [applicationPerformance, serviceMap, logs, incidentTimeline];
const NAMED = testConfig({
  metrics: {
    requestDuration: "request_seconds",
    activeRequests: "requests_now",
    labels: { service: "app", method: "verb", route: "path", status: "code" },
  },
});
const DOCKER = testConfig({ target: { kind: "docker" } });

describe("dashboards: applications", () => {
  it("follow the names of the stack's HTTP metrics", () => {
    for (const make of [applicationPerformance, incidentTimeline]) {
      const text = [...exprs(make, NAMED), JSON.stringify([...variables(make, NAMED).values()])].join("\n");
      for (const name of [
        "request_seconds_count",
        "request_seconds_bucket",
        'app=~"$service"',
        'code=~"5.."',
      ])
        assert.ok(text.includes(name), `${name} is not asked for`);
      assert.doesNotMatch(text, /http_|service_name=~"\$service",(?!k8s)/);
    }
    assert.match(
      exprsOf(applicationPerformance, PANELS.applicationPerformance.inFlight, NAMED)[0]!,
      /requests_now/,
    );
  });

  it("show what is in no namespace, unless one is chosen", () => {
    for (const make of [applicationPerformance, incidentTimeline, logs])
      assert.equal(variables(make).get("namespace")?.allValue, ".*");
  });

  it("know no namespaces on Docker", () => {
    for (const make of ALL) {
      assert.ok(!variables(make, DOCKER).has("namespace"));
      assert.ok(exprs(make, DOCKER).every((expr) => !expr.includes("namespace")));
    }
    assert.ok(exprs(logs).some((expr) => expr.includes('k8s_namespace_name=~"$namespace"')));
  });

  it("call variables of datasources by their kind, so that links between dashboards may keep them", () => {
    for (const make of ALL)
      for (const { name, query, type } of variables(make).values())
        if (type === "datasource") assert.equal(name, `${query}_datasource`);
  });

  it("ask Jaeger, which takes one service only, by a variable of one value", () => {
    for (const make of [serviceMap, incidentTimeline])
      for (const [, { queries }] of allLines(make(DEFAULTS)).flatMap(({ panels }) => panels))
        for (const query of queries) {
          if (query.kind !== "jaeger") continue;
          const variable = variables(make).get(query.search.service.slice(1));
          assert.equal(variable?.multi, false, query.search.service);
          assert.equal(variable?.includeAll, false, query.search.service);
        }
  });

  it("ask Jaeger for some service even where none is known yet, and then for the one that is chosen", () => {
    for (const [make, name] of [
      [serviceMap, "traced"],
      [incidentTimeline, "service"],
    ] as const) {
      const { hide, query, skipUrlSync } = variables(make).get("searched") as unknown as Json;
      // Grafana leaves out empty choices, and takes the first where the present one is no longer among them.
      const choices = (chosen: string) =>
        String(query)
          .replaceAll(`$${name}`, chosen)
          .split(",")
          .filter((each) => each !== "");
      assert.deepEqual(choices(""), ["none"]);
      assert.equal(choices("shop")[0], "shop");
      for (const before of ["", "shop"]) assert.ok(!choices("cart").includes(choices(before)[0]!), before);
      assert.deepEqual([hide, skipUrlSync], [2, true]);
      const names = [...variables(make).keys()];
      assert.ok(names.indexOf("searched") > names.indexOf(name));
    }
  });
});

describe("dashboards: Application Performance", () => {
  const ID = PANELS.applicationPerformance;

  it("shows with each panel that an alert leads to what the alert is about", () => {
    const about = new Map(
      applications(DEFAULTS).map(({ condition, name, panel: { panel: id } }) => {
        assert.ok("all" in condition);
        return [id, { name, alert: condition.all[0].query }] as const;
      }),
    );
    const shared = {
      [ID.requestRate]: /http_server_request_duration_seconds_count/,
      [ID.errorRate]: /http_response_status_code=~"5\.\."/,
      [ID.latency]: /histogram_quantile\(0\.99/,
      [ID.inFlight]: /max without \(collector\) \((avg_over_time\()?http_server_active_requests/,
      [ID.restarts]: /changes\(process_start_time_seconds\{.*\}\[1h\]\) unless resets\(/,
    };
    assert.deepEqual([...about.keys()].sort(), Object.keys(shared).map(Number).sort());
    for (const [id, pattern] of Object.entries(shared)) {
      const { alert, name } = about.get(Number(id))!;
      assert.match(alert, pattern, `${name} asks for something else by now`);
      assert.ok(
        exprsOf(applicationPerformance, Number(id)).some((expr) => pattern.test(expr)),
        `panel ${id} does not show what ${name} is about`,
      );
    }
  });

  it("compares the rate with that of a day before, as the alert on stopped traffic does", () => {
    assert.ok(exprsOf(applicationPerformance, ID.requestRate).some((expr) => expr.endsWith("offset 1d))")));
  });

  it("draws the bounds of the alerts, as the stack sets them", () => {
    const config = testConfig({
      alerts: { HighErrorRatio: { threshold: 0.2 }, ServiceRestarting: { restarts: 7 } },
    });
    const bound = (id: number) => {
      const { defaults } = panel(applicationPerformance, id, config).fieldConfig!;
      return (defaults["thresholds"] as { steps: { value: number | null }[] }).steps.at(-1)!.value;
    };
    assert.equal(bound(ID.errorRate), 0.2);
    assert.equal(bound(ID.restarts), 7);
  });

  it("leads from percentiles and heatmap to traces", () => {
    for (const id of [ID.latency, 7]) {
      const { targets } = panel(applicationPerformance, id) as {
        targets?: readonly { exemplar?: boolean }[];
      };
      assert.equal(targets?.filter(({ exemplar }) => exemplar === true).length, 1);
    }
  });

  it("tables what was over the whole time, not just its end", () => {
    assert.equal(panel(applicationPerformance, 9)["maxDataPoints"], 1);
  });
});

describe("dashboards: Service Map and Traces", () => {
  const GRAPH = 4;

  it("gives the node graph fields by the names that it knows", () => {
    const names = exprsOf(serviceMap, GRAPH).map((expr) => /"stat", "(\w+)", "", ""\)$/.exec(expr)?.[1]);
    assert.deepEqual(names, [
      "mainstat",
      "secondarystat",
      "arc__failed",
      "arc__answered",
      "mainstat",
      "secondarystat",
    ]);
    const [first] = panel(serviceMap, GRAPH)["transformations"] as { id: string; options: unknown }[];
    assert.deepEqual(first, { id: "labelsToFields", options: { mode: "columns", valueLabel: "stat" } });
  });

  it("gives each edge its ends, and each node an id", () => {
    for (const { expr = "", refId } of panel(serviceMap, GRAPH).targets ?? []) {
      const by = refId.startsWith("nodes_") ? "by (id, title)" : "by (id, source, target)";
      assert.ok(expr.includes(by), refId);
    }
  });

  it("has a node for who only calls: an edge without one breaks the panel", () => {
    const failed = panel(serviceMap, GRAPH).targets?.find(({ refId }) => refId === "nodes_arc__failed");
    assert.match(failed?.expr ?? "", /or 0 \* sum by \(id, title\) \(.*sum by \(client\)/);
  });

  it("merges the numbers of nodes, and those of edges, each by themselves", () => {
    const merges = (panel(serviceMap, GRAPH)["transformations"] as readonly Record<string, unknown>[]).filter(
      ({ id }) => id === "merge",
    );
    const patterns = merges.map(({ filter }) => (filter as { options: string }).options);
    assert.deepEqual(patterns, ["/^nodes_/", "/^edges_/"]);
    const refIds = (panel(serviceMap, GRAPH).targets ?? []).map(({ refId }) => refId);
    for (const refId of refIds)
      assert.equal(patterns.filter((each) => new RegExp(each.slice(1, -1)).test(refId)).length, 1, refId);
  });

  it("sorts traces by their duration, which Jaeger cannot", () => {
    const { sortBy } = panel(serviceMap, 6).options as { sortBy: readonly unknown[] };
    assert.deepEqual(sortBy, [{ displayName: "Duration", desc: true }]);
  });
});
