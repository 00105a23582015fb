import assert from "node:assert/strict";
import { hubUsage } from "../../dashboards/jupyterhub/hub-usage.ts";
import { allLines } from "../../dashboards/render.ts";
import { PANELS } from "../../model/dashboards.ts";
import { testConfig } from "../config-of.ts";
import { DEFAULTS, exprs, exprsOf, panel, variables } from "./one.ts";

/** With exporters, which no stack has there: `docs/docker.md` says why. */
const DOCKER = { ...DEFAULTS, target: testConfig({ target: { kind: "docker" } }).target };
const { hubUsage: ids } = PANELS;

describe("dashboards: Hub Usage", () => {
  it("has every panel that alerts name, with the hub as the variable that they set", () => {
    const there = allLines(hubUsage(DEFAULTS)).flatMap(({ panels }) => panels.map(([, { id }]) => id));
    for (const [name, id] of Object.entries(ids)) assert.ok(there.includes(id), name);
    assert.equal(variables(hubUsage).get("namespace")?.multi, true);
  });

  it("stacks the users of each day by hub, three months back", () => {
    const users = panel(hubUsage, ids.activeUsers);
    assert.equal(users["timeFrom"], "90d");
    assert.equal(users["interval"], "1d");
    const { custom } = users.fieldConfig!.defaults as {
      readonly custom: { readonly drawStyle: string; readonly stacking: { readonly mode: string } };
    };
    assert.deepEqual([custom.drawStyle, custom.stacking.mode], ["bars", "normal"]);
  });

  it("gives each day its own users: what was known as it ended", () => {
    assert.deepEqual(exprsOf(hubUsage, ids.activeUsers), [
      'last_over_time(max by (namespace) (jupyterhub_active_users{namespace=~"$namespace",period="24h"})[1d:1h] offset -1d)',
    ]);
  });

  it("shows unique users of all three periods", () => {
    for (const period of ["24h", "7d", "30d"])
      assert.ok(
        exprs(hubUsage).includes(
          `sum(max by (namespace) (jupyterhub_active_users{namespace=~"$namespace",period="${period}"}))`,
        ),
        period,
      );
  });

  it("compares the running servers with those of a week before, as the alert does", () => {
    const [now, before] = exprsOf(hubUsage, ids.runningServers);
    assert.equal(before, now!.replace("})", "} offset 1w)"));
  });

  it("counts no refusal as a failed start, of old hubs and new ones", () => {
    const failed = exprsOf(hubUsage, ids.spawnFailures)[1]!;
    assert.ok(
      failed.includes('status=~"failure|error",reason!~"throttled|too-many-users|already-pending"'),
      failed,
    );
  });

  it("takes half an hour of starts at least, and no NaN where there was none", () => {
    assert.equal(panel(hubUsage, ids.spawnDuration)["interval"], "30m");
    for (const expr of exprsOf(hubUsage, ids.spawnDuration)) assert.match(expr, / > 0$/);
  });

  it("knows users' pods by their name, in the chosen hubs", () => {
    const usage = exprs(hubUsage).filter((expr) => expr.includes("container_"));
    assert.ok(usage.length >= 6);
    for (const expr of usage) assert.ok(expr.includes('namespace=~"$namespace",pod=~"jupyter-.+"'), expr);
  });

  it("on Docker, knows them as containers, and no nodes", () => {
    const asked = exprs(hubUsage, DOCKER).join("\n");
    assert.ok(asked.includes('name=~"jupyter-.+"'));
    assert.doesNotMatch(asked, /\bkube_|pod=~/);
  });

  it("asks nothing of an exporter that is switched off", () => {
    const bare = testConfig({ exporters: { cadvisor: false, kubeStateMetrics: false, nodeExporter: false } });
    assert.doesNotMatch(exprs(hubUsage, bare).join("\n"), /\b(?:container|kube|node)_/);
  });
});
