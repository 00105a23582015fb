import assert from "node:assert/strict";
import { incidentTimeline } from "../../dashboards/default/incident-timeline.ts";
import { logs } from "../../dashboards/ml-platform/logs.ts";
import { testConfig } from "../config-of.ts";
import { DEFAULTS, exprs, panel, variables } from "./one.ts";

describe("dashboards: Logs", () => {
  it("takes the variables that messages of alerts set, several values each", () => {
    for (const name of ["service", "namespace"]) assert.equal(variables(logs).get(name)?.multi, true, name);
  });

  it("asks Loki with a matcher that no empty value matches, also for all services", () => {
    assert.equal(variables(logs).get("service")?.allValue, ".+");
  });

  it("leaves out Grafana's history of alerts, which is no service's log", () => {
    for (const expr of [...exprs(logs), ...exprs(incidentTimeline).filter((each) => each.includes("k8s_"))])
      assert.ok(expr.includes('from!="state-history"'), expr);
  });

  it("searches all lines until somebody writes what for", () => {
    const search = variables(logs).get("search");
    assert.equal(search?.type, "textbox");
    assert.equal(search?.query, "");
  });
});

describe("dashboards: Incident Timeline", () => {
  const ALERTS = 1;

  it("reads the states of alerts where the stack's engine keeps them", () => {
    const source = (engine: string) => {
      const [target] = panel(incidentTimeline, ALERTS, testConfig({ alerting: { engine } })).targets!;
      return [
        target!.datasource.type,
        target!.expr!.includes(engine === "grafana" ? "state-history" : "ALERTS{"),
      ];
    };
    assert.deepEqual(source("grafana"), ["loki", true]);
    assert.deepEqual(source("prometheus"), ["prometheus", true]);
  });

  it("makes no series of no changes, by a field that Loki's answer has without any line", () => {
    const { transformations } = panel(incidentTimeline, ALERTS) as unknown as {
      readonly transformations: readonly {
        id: string;
        options: { fields?: readonly string[]; include?: { names: readonly string[] } };
      }[];
    };
    const of = (id: string) => transformations.find((each) => each.id === id)!.options;
    // Source: pkg/tsdb/loki/frame.go of Grafana 12.4, and what a real one answers
    const always = ["labels", "Time", "Line", "tsNs", "id"];
    const by = of("partitionByValues").fields!;
    assert.deepEqual(
      by.filter((field) => !always.includes(field)),
      [],
    );
    for (const field of [...by, "Time", "Value"])
      assert.ok(of("filterFieldsByName").include!.names.includes(field), field);
  });

  it("names each series of states by the alert, which is the line", () => {
    const [target] = panel(incidentTimeline, ALERTS).targets!;
    assert.match(target!.expr!, /alertname="labels\.alertname".*\| line_format "\{\{\.alertname\}\}"$/);
  });

  it("has a word for every state of Grafana's alerts", () => {
    const { mappings } = panel(incidentTimeline, ALERTS).fieldConfig!.defaults as {
      mappings: readonly { options: { pattern: string; result: { text: string } } }[];
    };
    const word = (state: string) =>
      mappings.find(({ options }) => new RegExp(options.pattern.slice(1, -1)).test(state))?.options.result
        .text;
    // Source: pkg/services/ngalert/eval/eval.go and state/format.go of Grafana 12.4
    const states = [
      "Normal",
      "Normal (MissingSeries)",
      "Pending",
      "Alerting",
      "Alerting (NoData)",
      "Recovering",
    ];
    assert.deepEqual(states.map(word), ["Normal", "Normal", "Pending", "Firing", "Firing", "Firing"]);
    assert.deepEqual(["NoData", "Error"].map(word), ["Unknown", "Unknown"]);
  });

  it("is about one service", () => {
    assert.equal(variables(incidentTimeline).get("service")?.includeAll, false);
  });

  it("has its graphs one above the other, as wide as each other", () => {
    for (const { panels } of incidentTimeline(DEFAULTS).screen)
      assert.deepEqual(
        panels.map(([width]) => width),
        [24],
      );
  });

  it("leads from a failed trace to the trace, in the datasource that was chosen", () => {
    const text = JSON.stringify(panel(incidentTimeline, 5).fieldConfig!.overrides);
    assert.ok(text.includes("${jaeger_datasource}"));
    assert.ok(text.includes('${__data.fields[\\"Trace ID\\"]}'));
  });
});
