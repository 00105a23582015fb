import assert from "node:assert/strict";
import { type PagingChanges, pagingChanges } from "../../../tools/diff/changes/paging.ts";
import type { Text } from "../../../tools/diff/text.ts";
import type { Render } from "../../../tools/render/render.ts";
import type { Tree } from "../../program.ts";
import { BASE, edited, plainText, renderOf, SECRETS, warningsOf } from "./renders.ts";

const ALERTING = BASE.alerting;
type Alerting = Readonly<Record<string, unknown>>;

const withAlerting = (changed: Alerting) => renderOf({ ...BASE, alerting: { ...ALERTING, ...changed } });

function plain({ others, warnings }: PagingChanges) {
  const texts = (some: readonly Text[]) => some.map(plainText);
  return { pages: texts(warnings), others: texts(others) };
}

const told = (from: Render, to: Render) => plain(pagingChanges(from, to));

for (const engine of ["grafana", "prometheus"] as const) {
  describe(`who is paged, by ${engine}`, () => {
    const render = (changed: Alerting) => withAlerting({ engine, ...changed });
    let base: Render;
    before(async () => {
      base = await render({});
    });

    it("is the same where nothing changed", () => {
      assert.deepEqual(told(base, base), { pages: [], others: [] });
    });

    it("is somebody who was not before", async () => {
      const { routes, ...rest } = ALERTING;
      const silent = await renderOf({
        ...BASE,
        alerting: { ...rest, engine, routes: { ticket: routes.ticket } },
      });
      const { others, pages } = told(silent, base);
      assert.deepEqual(others, []);
      assert.equal(pages.length, 1);
      assert.match(
        pages[0]!,
        /^oncall \(PagerDuty\) is now paged by \d alerts that told nobody before: ErrorBudgetBurn gateway/,
      );
      assert.match(
        told(base, silent).pages[0]!,
        /^nobody is paged any more by \d alerts; until now oncall \(PagerDuty\) was: ErrorBudgetBurn gateway/,
      );
    });

    it("is another, of the alerts that a route names", async () => {
      const specific = [{ severity: "page", team: "platform", to: "platform" }];
      const to = await render({ routes: { ...ALERTING.routes, specific } });
      const { pages } = told(base, to);
      assert.equal(pages.length, 1);
      assert.match(
        pages[0]!,
        /^platform \(Slack\) is now paged by \d alerts, and oncall \(PagerDuty\) no longer: /,
      );
    });

    it("is told apart from who gets tickets", async () => {
      const to = await render({ routes: { page: "oncall", ticket: "oncall" } });
      const { others, pages } = told(base, to);
      assert.deepEqual(pages, []);
      assert.match(
        others[0]!,
        /^oncall \(PagerDuty\) is now told by \d+ alerts, and platform \(Slack\) no longer/,
      );
    });

    it("is nobody at new times of silence", async () => {
      const muteTimings = [{ name: "nights", from: "22:00", to: "23:00" }];
      const to = await render({ muteTimings, routes: { ...ALERTING.routes, mute: { page: ["nights"] } } });
      assert.match(
        told(base, to).pages[0]!,
        /^oncall \(PagerDuty\) is paged by \d alerts at other times \(muted in nights\): /,
      );
    });

    it("is nobody at other times of the same name", async () => {
      const muted = (mute: object, to: string) =>
        render({
          muteTimings: [{ name: "nights", from: "22:00", to }],
          routes: { ...ALERTING.routes, mute },
        });
      const pages = told(
        await muted({ page: ["nights"] }, "23:00"),
        await muted({ page: ["nights"] }, "23:59"),
      );
      assert.deepEqual(pages.others, []);
      assert.equal(pages.pages.length, 1);
      assert.match(
        pages.pages[0]!,
        /^mute timing nights, in which \d pages are silent, has other times: times\.end(?:_time)? 23:00 → 23:59 \(ErrorBudgetBurn gateway/,
      );
      const tickets = told(
        await muted({ ticket: ["nights"] }, "23:00"),
        await muted({ ticket: ["nights"] }, "23:59"),
      );
      assert.deepEqual(tickets.pages, []);
      assert.match(
        tickets.others[0]!,
        /^mute timing nights, in which \d+ alerts are silent, has other times: /,
      );
      assert.deepEqual(told(await muted({}, "23:00"), await muted({}, "23:59")), { pages: [], others: [] });
    });

    it("is not who gets the heartbeat, each of whom does", async () => {
      const heartbeats = ["first", "second"].map((name) => ({ kind: "heartbeat", name }));
      const settings = { engine, contactPoints: [...ALERTING.contactPoints, ...heartbeats] };
      const secrets = { ...SECRETS, "contactPoint-first": "https://a", "contactPoint-second": "https://b" };
      const to = await renderOf({ ...BASE, alerting: { ...ALERTING, ...settings } }, "prod", secrets);
      assert.deepEqual(told(base, to), {
        pages: [],
        others: [
          "first (webhook) and second (webhook) are now told by 1 alert that told nobody before: Watchdog",
        ],
      });
    });

    it("is another channel behind the same name", async () => {
      const [oncall] = ALERTING.contactPoints;
      const to = await render({
        contactPoints: [oncall, { kind: "slack", name: "platform", channel: "ops" }],
      });
      assert.deepEqual(told(base, to).pages, ["contact point platform: #platform → #ops"]);
    });
  });
}

describe("who is paged", () => {
  it("is the same whichever engine tells", async () => {
    const [grafana, prometheus] = [
      await withAlerting({ engine: "grafana" }),
      await withAlerting({ engine: "prometheus" }),
    ];
    const about = (text: string) => !/new alert|gone/.test(text);
    const { others, pages } = told(grafana, prometheus);
    assert.deepEqual([...pages, ...others].filter(about), []);
  });

  it("is told of an alert that is gone", async () => {
    const gone = await renderOf({ ...BASE, slos: [] });
    assert.deepEqual(told(await renderOf(BASE), gone).pages, [
      "oncall (PagerDuty) is no longer paged by 2 alerts that are gone: ErrorBudgetBurn gateway-availability 1h and ErrorBudgetBurn gateway-availability 6h",
    ]);
  });

  it("is told of an alert that only opens tickets from now on", async () => {
    const page = await renderOf({ ...BASE, alerts: { HighErrorRatio: { severity: "page" } } });
    assert.deepEqual(told(page, await renderOf(BASE)).pages, [
      "oncall (PagerDuty) is no longer paged by 1 alert; now it only tells platform (Slack): HighErrorRatio",
    ]);
  });

  it("is nobody while an alert is paused", async () => {
    const base = await renderOf(BASE);
    const paused = edited(base, (copy) => {
      const groups = copy.resources.filter(({ type }: Tree) => type.endsWith(":RuleGroup"));
      const rules = groups.flatMap(({ inputs }: Tree) => inputs.rules);
      for (const rule of rules) rule.isPaused = /^ErrorBudgetBurn .* 1h$/.test(rule.name);
    });
    assert.deepEqual(told(base, paused).pages, [
      "nobody is paged any more by 1 alert; until now oncall (PagerDuty) was: ErrorBudgetBurn gateway-availability 1h",
    ]);
  });

  it("is told of a contact point with another secret", async () => {
    const other = await renderOf(BASE, "prod", { ...SECRETS, "contactPoint-oncall": "another" });
    assert.deepEqual(warningsOf("pager", await renderOf(BASE), other), [
      "contact point oncall: its secret is another, and so may be those whom it tells",
    ]);
  });

  it("is nobody to tell of where no alert had anybody", async () => {
    const settings = { slos: BASE.slos };
    const none = await renderOf(settings, "test", {});
    const more = await renderOf(
      { ...settings, alerts: { HighErrorRatio: { severity: "page" } } },
      "test",
      {},
    );
    assert.deepEqual(told(none, more), { pages: [], others: [] });
  });
});
