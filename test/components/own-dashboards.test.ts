import assert from "node:assert/strict";
import { refusal, runStack, texts } from "../program.ts";

const DIRECTORY = "dashboards-of-ours";
const SETTINGS = {
  dashboards: { directory: DIRECTORY, folders: [{ uid: "team-a", title: "Team A" }], packs: ["default"] },
};
const TYPE = "grafana:oss/dashboard:Dashboard";
const dashboard = (uid: string) =>
  JSON.stringify({
    id: 9,
    uid,
    title: `Ours: ${uid}`,
    version: 3,
    panels: [{ id: 4, type: "text", title: "A" }],
  });

describe("components: dashboards of one's own", () => {
  it("are registered in their folders, beside Lookout's, without what Grafana notes for itself", async () => {
    const ran = await runStack(SETTINGS, {
      files: {
        [`${DIRECTORY}/team-a/a.json`]: dashboard("a"),
        [`${DIRECTORY}/executive/b.json`]: dashboard("b"),
      },
    });
    const made = ran.registrations.filter(({ type }) => type === TYPE).map(({ inputs }) => inputs);
    const ours = made.map(({ configJson, folder }) => ({ folder, ...JSON.parse(configJson) }));
    const byUid = new Map(ours.map((each) => [each.uid, each]));
    assert.equal(byUid.get("a").folder, "team-a");
    assert.equal(byUid.get("b").folder, "executive");
    assert.deepEqual(Object.keys(byUid.get("a")).sort(), ["folder", "panels", "revision", "title", "uid"]);
    const folders = ran.registrations.filter(({ type }) => type === "grafana:oss/folder:Folder");
    const uids = folders.map(({ inputs }) => inputs.uid);
    for (const uid of ["team-a", "executive"]) assert.ok(uids.includes(uid), `there is no folder ${uid}`);
  });

  it("stop the program before anything is registered when they are broken", async () => {
    // The schema of stack files is JSON, but no dashboard, and lies in no folder of Grafana.
    const { error, registrations } = await refusal(texts({ dashboards: { directory: "config" } }));
    assert.match(
      error.message,
      /dashboards\.directory → config\/stack\.schema\.json: is in no folder of Grafana/,
    );
    const made = registrations.map(({ type }) => type).filter((type) => type !== "pulumi:pulumi:Stack");
    assert.deepEqual(made, []);
  });
});
