import assert from "node:assert/strict";
import type { Render } from "../../../tools/render/render.ts";
import type { Tree } from "../../program.ts";
import { BASE, edited, renderOf, section } from "./renders.ts";

describe("what changes of alerts", () => {
  let base: Render;
  before(async () => {
    base = await renderOf(BASE);
  });
  const alerts = (from: Render, to: Render) => section("Alerts", from, to);

  it("is one that is turned off", async () => {
    const to = await renderOf({ ...BASE, alerts: { HighErrorRatio: { enabled: false } } });
    assert.match(
      alerts(base, to).join("\n"),
      /^gone: HighErrorRatio \(ticket\), told to platform\n {2}.+ > 0\.05 for 10m$/,
    );
  });

  it("is told together of those that change alike or go together", async () => {
    const paused = edited(base, (copy) => {
      const groups = copy.resources.filter(({ type }: Tree) => type.endsWith(":RuleGroup"));
      for (const rule of groups.flatMap(({ inputs }: Tree) => inputs.rules))
        rule.isPaused = /^(?:ErrorBudgetBurn .* 1h|HighLatency|HighErrorRatio)$/.test(rule.name);
    });
    assert.deepEqual(alerts(base, paused), [
      "HighErrorRatio and HighLatency: is paused",
      "ErrorBudgetBurn gateway-availability 1h: is paused",
    ]);
    const off = { HighErrorRatio: { enabled: false }, HighLatency: { enabled: false } };
    assert.deepEqual(alerts(base, await renderOf({ ...BASE, alerts: off })), [
      "gone: HighErrorRatio (ticket) and HighLatency (ticket), told to platform",
    ]);
  });

  it("is a threshold in Prometheus' rules as in Grafana's", async () => {
    const settings = { ...BASE, alerting: { ...BASE.alerting, engine: "prometheus" } };
    const to = await renderOf({ ...settings, alerts: { ServiceRestarting: { restarts: 9 } } });
    const told = alerts(await renderOf(settings), to);
    assert.deepEqual(told, ["ServiceRestarting: threshold: > 2 → > 9"]);
    const grafana = await renderOf({ ...BASE, alerts: { ServiceRestarting: { restarts: 9 } } });
    assert.deepEqual(alerts(base, grafana), told);
  });

  it("is what it does without data, and that it is paused", () => {
    const to = edited(base, (copy) => {
      const groups = copy.resources.filter(({ type }: Tree) => type.endsWith(":RuleGroup"));
      const rules = groups.flatMap(({ inputs }: Tree) => inputs.rules);
      const rule = rules.find(({ name }: Tree) => name === "HighErrorRatio");
      rule.noDataState = "Alerting";
      rule.isPaused = true;
    });
    assert.deepEqual(alerts(base, to), ["HighErrorRatio:", "  is paused", "  noDataState: OK → Alerting"]);
  });

  it("is who evaluates them", async () => {
    const to = await renderOf({ ...BASE, alerting: { ...BASE.alerting, engine: "prometheus" } });
    assert.equal(alerts(base, to)[0], "evaluated by Prometheus instead of Grafana");
  });
});
