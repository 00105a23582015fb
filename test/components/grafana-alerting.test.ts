import assert from "node:assert/strict";
import { type Ran, type Registered, runStack } from "../program.ts";

const SECRETS = {
  "contactPoint-oncall": "canary-key",
  "contactPoint-platform": "https://hooks.slack.example/canary-slack",
  "contactPoint-science": "https://teams.example/canary-teams",
  "contactPoint-beat": "https://beats.example/canary-beat",
};
const ALERTING = {
  contactPoints: [
    { kind: "pagerduty", name: "oncall" },
    { kind: "slack", name: "platform", channel: "alerts" },
    { kind: "teams", name: "science" },
    { kind: "heartbeat", name: "beat" },
  ],
  muteTimings: [{ name: "evenings", from: "18:30" }],
  routes: { page: "oncall", ticket: "platform", mute: { ticket: ["evenings"] } },
};

const stack = (alerting: object = {}) =>
  runStack({ alerting: { ...ALERTING, ...alerting } }, { secrets: SECRETS });
const ofType = (ran: Ran, type: string): readonly Registered[] =>
  ran.registrations.filter((each) => each.type.startsWith(`grafana:alerting/${type}:`));

describe("alerting inside Grafana", () => {
  it("is not there where Prometheus is the engine", async () => {
    const ran = await stack({ engine: "prometheus" });
    assert.deepEqual(
      ran.registrations.filter(({ type }) => type.startsWith("grafana:alerting/")),
      [],
    );
  });

  it("makes what the policies name before them, and deletes it after them", async () => {
    const ran = await stack();
    const [policy, ...others] = ofType(ran, "notificationPolicy");
    assert.equal(others.length, 0);
    const named = [...ofType(ran, "contactPoint"), ...ofType(ran, "muteTiming")];
    assert.equal(named.length, 5);
    for (const { name, urn } of named) assert.ok(policy?.dependencies.includes(urn), name);
  });

  it("makes the templates that contact points call before them", async () => {
    const ran = await stack();
    const templates = ofType(ran, "messageTemplate");
    assert.equal(templates.length, 5);
    for (const { dependencies, name } of ofType(ran, "contactPoint"))
      for (const { urn } of templates) assert.ok(dependencies.includes(urn), name);
  });

  it("makes rules after their folder", async () => {
    const ran = await stack();
    const groups = ofType(ran, "ruleGroup");
    assert.ok(groups.length >= 8, `${groups.length}`);
    for (const { dependencies, inputs, name } of groups) {
      const folder = ran.registrations.find(
        (each) => each.type.endsWith(":Folder") && each.inputs["uid"] === inputs["folderUid"],
      );
      assert.ok(folder !== undefined && dependencies.includes(folder.urn), name);
    }
  });

  it("makes one group after the other, and the policies before: what fires at once finds its way", async () => {
    const ran = await stack();
    const groups = ofType(ran, "ruleGroup");
    const chain = [...ofType(ran, "notificationPolicy"), ...groups].map(({ urn }) => urn);
    for (const [index, { dependencies, name }] of groups.entries())
      assert.ok(dependencies.includes(chain[index]!), name);
  });

  it("keeps keys and addresses secret, and gets them right", async () => {
    const ran = await stack();
    const points = ofType(ran, "contactPoint");
    const plain = JSON.stringify(points.map((each) => each.plain));
    const masked = JSON.stringify(points.map(({ inputs }) => inputs));
    for (const secret of Object.values(SECRETS)) {
      assert.ok(plain.includes(JSON.stringify(secret)), secret);
      assert.ok(!masked.includes(secret), secret);
    }
    assert.doesNotMatch(plain, /"secret":"contactPoint-/);
  });

  it("is called by names that last: a contact point's own, and never its place in a list", async () => {
    const names = (ran: Ran) =>
      ofType(ran, "contactPoint")
        .map(({ name }) => name)
        .toSorted();
    const expected = ["beat", "oncall", "platform", "science"].map(
      (point) => `lookout-grafana-content-contact-point-${point}`,
    );
    assert.deepEqual(names(await stack()), expected);
    const turned = { contactPoints: ALERTING.contactPoints.toReversed() };
    assert.deepEqual(names(await stack(turned)), expected);
  });
});
