import assert from "node:assert/strict";
import { type Ran, runStack } from "../program.ts";

const PREFIX = "lookout-grafana-content";
const ALERTING = {
  alerting: { contactPoints: [{ kind: "webhook", name: "bot", url: "https://bot.corp.io/alerts" }] },
};

const ofType = (ran: Ran, type: string) => ran.registrations.filter((each) => each.type.endsWith(`:${type}`));
const dependsOn = (ran: Ran, type: string, named: string) =>
  ofType(ran, type).map(({ dependencies }) => dependencies.includes(ran.resource(`${PREFIX}-${named}`).urn));

describe("what is inside Grafana: the order in which it changes", () => {
  it("prefers a home dashboard that is there", async () => {
    assert.deepEqual(dependsOn(await runStack(), "OrganizationPreferences", "dashboard-home"), [true]);
  });

  it("links datasources that are there", async () => {
    const ran = await runStack();
    for (const { dependencies, inputs, name } of ofType(ran, "Correlation"))
      for (const uid of [inputs["sourceUid"], inputs["targetUid"]])
        assert.ok(dependencies.includes(ran.resource(`${PREFIX}-datasource-${uid}`).urn), `${name}: ${uid}`);
  });

  it("makes the default datasource first: Grafana takes the first for it", async () => {
    const others = ofType(await runStack(), "DataSource").filter(
      ({ inputs }) => inputs["isDefault"] !== true,
    );
    assert.ok(others.length >= 2, `${others.length}`);
    for (const { dependencies, name } of others)
      assert.ok(
        dependencies.some((urn) => urn.endsWith(`${PREFIX}-datasource-prometheus`)),
        name,
      );
  });

  it("gives permissions of folders that are there, and takes them before those go", async () => {
    const ran = await runStack();
    const permissions = ofType(ran, "FolderPermission");
    assert.ok(permissions.length >= 5, `${permissions.length}`);
    for (const { dependencies, name, plain } of permissions)
      assert.ok(dependencies.includes(ran.resource(`${PREFIX}-folder-${plain.folderUid}`).urn), name);
  });

  it("makes a contact point before the one that it replaces goes: policies may name that", async () => {
    const [point] = ofType(await runStack(ALERTING), "ContactPoint");
    assert.equal(point?.options["deleteBeforeReplace"], false);
  });

  it("makes a token before the one that it replaces goes", async () => {
    const tokens = ofType(await runStack(), "ServiceAccountRotatingToken");
    assert.deepEqual(
      tokens.map(({ options }) => options["deleteBeforeReplace"]),
      [false, false],
    );
  });

  it("takes up dashboards that an interrupted deployment left", async () => {
    const dashboards = ofType(await runStack(), "Dashboard");
    assert.ok(dashboards.length >= 10, `${dashboards.length}`);
    for (const { name, plain } of dashboards) assert.equal(plain.overwrite, true, name);
  });
});
