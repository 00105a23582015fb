import assert from "node:assert/strict";
import { preferences, serviceAccounts } from "../../provisioning/access.ts";
import { grafanaContent } from "../../provisioning/index.ts";
import { testConfig } from "../config-of.ts";

const folders = (dashboards: object, more: object = {}) =>
  grafanaContent(testConfig({ dashboards, ...more })).folders.map(({ uid }) => uid);

describe("access", () => {
  it("has the home dashboard of the pack default, and Grafana's own without that pack", () => {
    assert.equal(preferences(testConfig()).homeDashboardUid, "home");
    assert.ok(!("homeDashboardUid" in preferences(testConfig({ dashboards: { packs: ["executive"] } }))));
  });

  for (const [lifetime, rotateBefore, seconds] of [
    ["2d", "1d", [172_800, 86_400]],
    ["1y", "30d", [31_536_000, 2_592_000]],
  ] as const) {
    it(`has tokens of ${lifetime}`, () => {
      const accounts = serviceAccounts(testConfig({ grafana: { tokens: { lifetime, rotateBefore } } }));
      assert.deepEqual(
        accounts.map((each) => [each.lifetimeSeconds, each.rotateBeforeSeconds]),
        [seconds, seconds],
      );
    });
  }
});

describe("folders", () => {
  it("are there for a pack, for alerts without one, and for whatever the stack names", () =>
    assert.deepEqual(folders({ packs: ["executive"], folders: [{ uid: "ours", title: "Ours" }] }), [
      "executive",
      "ml-platform",
      "infrastructure",
      "jupyterhub",
      "ours",
    ]));

  it("have the usual permissions whatever they are called", () => {
    const config = testConfig({ dashboards: { folders: [{ uid: "constructor", title: "Ours" }] } });
    const ours = grafanaContent(config).folders.find(({ uid }) => uid === "constructor");
    assert.deepEqual(ours?.permissions, [
      { role: "Viewer", permission: "View" },
      { role: "Editor", permission: "Edit" },
    ]);
  });

  it("are not there without pack and alerts", () =>
    assert.deepEqual(folders({ packs: [] }, { alerting: { engine: "prometheus" } }), []));
});
