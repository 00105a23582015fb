import assert from "node:assert/strict";
import { hubUsage } from "../../dashboards/jupyterhub/hub-usage.ts";
import { sloOverview } from "../../dashboards/ml-platform/slo-overview.ts";
import { PANELS } from "../../model/dashboards.ts";
import { testConfig } from "../config-of.ts";
import { exprsOf, panel } from "./one.ts";

/** Grafana's points are whole multiples of the step: the last is as long ago as a step may be. */
describe("dashboards of a stack that was just started", () => {
  const slo = { name: "a", service: "a", objective: 99, indicator: { kind: "http" } };
  const { requestRate } = PANELS.sloOverview;

  for (const [id, what] of [
    [requestRate, "requests"],
    [5, "availability"],
    [7, "latency"],
  ] as const)
    it(`show the ${what} of SLOs every minute`, () => {
      assert.equal(panel(sloOverview, id, testConfig({ slos: [slo] }))["interval"], "1m");
    });

  it("show the starts of a hub's servers of the half hour that is not over yet", () => {
    for (const id of [PANELS.hubUsage.spawnDuration, PANELS.hubUsage.spawnFailures, 25])
      for (const expr of exprsOf(hubUsage, id))
        assert.match(expr, /\[\$__rate_interval\] offset -\$__interval\)/, `${id}: ${expr}`);
  });
});
