import assert from "node:assert/strict";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { RUNBOOKS, WALK_SLO } from "./settings.ts";
import { useReal } from "./shared.ts";

/** What a walk may take, of which most is Alertmanager's: it is silent for its first minute. */
const WALK_MS = 300_000;

describe("An incident on real servers", function () {
  this.timeout(WALK_MS);
  const real = useReal();

  it("fires the fast page within a minute of errors", async () => {
    const { seconds } = await real().walk.fires;
    assert.ok(seconds < 60, `${seconds} s`);
  });

  it("reaches Alertmanager with the labels that routes choose by", async () => {
    const { labels } = await real().walk.routed;
    const { environment, service, severity, slo, team } = labels;
    assert.deepEqual(
      { environment, service, severity, slo, team },
      { environment: "dev", service: "inference-gateway", severity: "page", slo: WALK_SLO, team: "platform" },
    );
  });

  it("tells its receiver, with links that lead to the panel and to the runbook", async () => {
    const { annotations } = await real().walk.told;
    const link = new URL(annotations["dashboard_url"]!);
    assert.equal(link.origin, real().config.grafana.url.origin);
    assert.equal(link.pathname, `/d/${DASHBOARDS.sloOverview}`);
    assert.equal(link.searchParams.get("viewPanel"), String(PANELS.sloOverview.burnRate));
    assert.equal(link.searchParams.get("var-slo"), WALK_SLO);
    assert.equal(annotations["runbook_url"], `${RUNBOOKS}#errorbudgetburn`);
  });

  it("says in numbers what happens", async () => {
    const { annotations } = await real().walk.told;
    assert.match(
      annotations["summary"]!,
      /^walk burns its error budget at [\d.]+ times the rate that lasts 7d$/,
    );
  });

  it("tells that it is over once the demo is well again", async () => {
    const { alert, seconds } = await real().walk.over;
    assert.equal(alert.status, "resolved");
    assert.ok(seconds < 180, `${seconds} s`);
  });
});
