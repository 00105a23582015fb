import assert from "node:assert/strict";
import { grafanaContent } from "../../provisioning/index.ts";
import { grafanaFiles, panelsOf } from "../../tools/preview/grafana.ts";
import { testConfig } from "../config-of.ts";

/** So many that their rules are in several groups. */
const SLOS = Array.from({ length: 60 }, (_, index) => ({
  name: `service-${index}-availability`,
  service: `service-${index}`,
  objective: 99.5,
  indicator: { kind: "http" },
}));

describe("tools/preview: what is inside Grafana", () => {
  it("shows alert rules as they are sent, their queries readable", () => {
    const config = testConfig({ slos: SLOS });
    const files = grafanaFiles(config);
    const groups = grafanaContent(config).alerting.ruleGroups;
    assert.ok(groups.filter(({ name }) => name.startsWith("slo-")).length > 1);
    for (const { folderUid, name, rules } of groups) {
      const shown = JSON.parse(files.get(`grafana/alert-rules/${name}.json`) ?? "null");
      assert.equal(shown.folderUid, folderUid, name);
      const uids = (each: { readonly uid: string }) => each.uid;
      assert.deepEqual(shown.rules.map(uids), rules.map(uids), name);
      assert.deepEqual(shown.rules[0].datas[0].model, JSON.parse(rules[0]!.datas[0]!.model), name);
    }
  });

  it("counts the panels in rows, and not the rows", () => {
    const row = { type: "row", panels: [{ type: "stat" }, { type: "table" }] };
    const types = panelsOf({ panels: [{ type: "text" }, { type: "row" }, row] }).map(({ type }) => type);
    assert.deepEqual(types, ["text", "stat", "table"]);
  });
});
