import assert from "node:assert/strict";
import { pageTest } from "../../tools/page-test/page-test.ts";
import { labelsTo } from "../../tools/page-test/route.ts";
import { testConfig } from "../config-of.ts";
import { alertingCase } from "./alerting-case.ts";
import { receiver } from "./alerting-server.ts";

const GROUP = "/apis/notifications.alerting.grafana.app";

/** Alertmanager's counters of webhooks. */
const counters = (tries: number, failed: number) =>
  [
    `alertmanager_notification_requests_total{integration="webhook"} ${tries}`,
    `alertmanager_notification_requests_total{integration="email"} ${tries * 7}`,
    `alertmanager_notification_requests_failed_total{integration="webhook"} ${failed}`,
  ].join("\n");

describe("tools/page-test", () => {
  const said: string[] = [];
  const each = alertingCase((args, environment) => pageTest(args, environment, (line) => said.push(line), 2));
  beforeEach(() => said.splice(0));

  describe("by Grafana", () => {
    const test = (...args: string[]) => each.run([...args, "--stack", "grafana"]);

    for (const version of ["v0alpha1", "v1beta1"])
      it(`tests each integration as Grafana's own button does, by API ${version}`, async () => {
        each.server.version = version;
        const { status, text } = await test("pager");
        assert.equal(status, 0, text);
        assert.match(text, /^Test page of grafana sent to pager: webhook took it\./);
        const [[path, content] = []] = each.server.posted;
        assert.equal(path, `${GROUP}/${version}/namespaces/default/receivers/cGFnZXI/test`);
        const { alert, integration } = content as Record<string, Record<string, unknown>>;
        assert.deepEqual(integration, receiver("pager").spec.integrations[0]);
        assert.match(JSON.stringify(alert), /"alertname":"PageTest","severity":"page".*nothing is wrong/);
      });

    it("says why one fails, in Grafana's words", async () => {
      each.server.says.set(`${GROUP}/v1beta1/namespaces/default/receivers/cGFnZXI/test`, {
        status: 200,
        content: { status: "failure", duration: "1ms", error: "dial tcp: connection refused" },
      });
      assert.equal(
        await each.refused(["pager", "--stack", "grafana"]),
        "the contact point pager does not work: webhook: dial tcp: connection refused",
      );
    });

    it("tells which contact points there are, and the one that is meant", async () => {
      assert.equal(
        await each.refused(["pagr", "--stack", "grafana"]),
        'grafana has no contact point "pagr": did you mean "pager"?; there are: pager, chat',
      );
      assert.equal(
        await each.refused(["--stack", "grafana"]),
        "name a contact point of grafana: pager, chat",
      );
      each.server.receivers = [];
      assert.match(
        await each.refused(["pager", "--stack", "grafana"]),
        /has no contact point: lookout:alerting/,
      );
    });

    it("needs a Grafana that can, and somebody who may", async () => {
      const refused = (environment = {}) => each.refused(["pager", "--stack", "grafana"], environment);
      assert.match(await refused({ GRAFANA_TOKEN: "glsa_old" }), /^Grafana does not accept the token/);
      each.server.says.set(`${GROUP}/v1beta1/namespaces/default/receivers/cGFnZXI/test`, {
        status: 403,
        content: { message: "cannot create resource receivers/test" },
      });
      assert.match(
        await refused(),
        /may not view contact points, or test them: cannot create .* the role Editor$/,
      );
      each.server.says.set(GROUP, { status: 404, content: { message: "Not found" } });
      assert.match(await refused(), /has no API that tests contact points: it must be 12\.4 or newer$/);
    });
  });

  describe("by Alertmanager", () => {
    const args = ["pager", "--stack", "prometheus"];
    /** Counters as they are one reading after another; the last stays. */
    const read = (...readings: readonly string[]) => {
      const left = [...readings];
      each.server.metrics = () => (left.length > 1 ? left.shift()! : left[0]!);
    };

    it("posts an alert that is routed there, waits until it is told, and takes it back", async () => {
      read(counters(3, 1), counters(3, 1), counters(4, 1));
      const { status, text } = await each.run(args);
      assert.equal(status, 0, text);
      const alerts = each.server.posted.map(([path, content]) => {
        assert.equal(path, "/api/v2/alerts");
        return (content as Record<string, string>[])[0]!;
      });
      assert.equal(alerts.length, 2);
      assert.deepEqual(alerts[0]!["labels"], alerts[1]!["labels"]);
      assert.ok(Date.parse(alerts[0]!["endsAt"]!) > Date.now() + 60_000);
      assert.ok(Date.parse(alerts[1]!["endsAt"]!) <= Date.now());
      assert.match(said.join(), /waits 1s for others of its kind/);
    });

    it("takes it back also where it could not be told, and says so", async () => {
      read(counters(3, 1), counters(4, 2));
      assert.match(await each.refused(args), /^Alertmanager could not tell pager: its log says why/);
      assert.equal(each.server.posted.length, 2);
      read(counters(3, 1));
      assert.match(await each.refused(args), /took the page for pager and told nobody by the end/);
    });

    it("says at once what keeps it silent, or that Alertmanager's routes are others", async () => {
      read(counters(0, 0));
      const held = { receivers: [{ name: "pager" }], status: { silencedBy: ["abc"] } };
      each.server.says.set("/api/v2/alerts", { status: 200, content: [held] });
      assert.match(await each.refused(args), /tells pager of no page now: a silence holds it, .*: abc$/);
      each.server.says.set("/api/v2/alerts", { status: 200, content: [{ receivers: [{ name: "chat" }] }] });
      assert.match(
        await each.refused(args),
        /^Alertmanager would tell chat, not pager: its config is not that of the stack/,
      );
    });

    it("refuses, before it posts, a contact point that no route leads to, and a heartbeat", async () => {
      const refused = (name: string) => each.refused([name, "--stack", "prometheus"]);
      assert.match(
        await refused("unused"),
        /^no route leads to unused, so that no alert would be told there/,
      );
      assert.match(await refused("alive"), /^alive is a heartbeat: the Watchdog calls it every 1m/);
      assert.match(await refused("chats"), /did you mean "chat"\?; there are: pager, chat, unused, alive$/);
      assert.deepEqual(each.server.posted, []);
    });
  });

  describe("the labels that lead to a contact point", () => {
    const config = (routes: object) =>
      testConfig({
        alerting: {
          engine: "prometheus",
          contactPoints: ["a", "b"].map((name) => ({ kind: "webhook", name, url: "https://example.org" })),
          routes,
        },
      });
    const base = { severity: "page", team: "platform" };

    it("are those of its route", () => {
      assert.deepEqual(labelsTo("b", base, config({ page: "a", ticket: "b" })), {
        ...base,
        severity: "ticket",
      });
    });

    it("are such that no earlier route takes the alert", () => {
      const specific = [
        { severity: "page", to: "a" },
        { team: "web", to: "b" },
      ];
      assert.deepEqual(labelsTo("b", base, config({ specific })), { severity: "ticket", team: "web" });
    });
  });

  it("explains itself, and refuses what it does not know", async () => {
    assert.match((await each.run(["--help"])).text, /npm run page-test -- <contact point>/);
    assert.match(await each.refused(["a", "b"]), /^name one contact point/);
    assert.match(await each.refused(["--to", "a"]), /^Unknown option '--to'/);
  });
});
