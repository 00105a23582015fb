import assert from "node:assert/strict";
import { DASHBOARDS } from "../../model/dashboards.ts";
import { requireJudge } from "../judges/judge.ts";
import { CONFIG, queriesOfPanels, SERVICE, withDashboardPast } from "./dashboard-past.ts";
import { type Answer, ask, type PanelQuery } from "./panel-queries.ts";
import { rawQuery } from "./raw-panels.ts";
import { PAST } from "./traffic.ts";

/** What recording rules must save at the least, for them to be worth it. */
const TIMES_FEWER = 100;

interface Asked {
  readonly query: PanelQuery;
  readonly recorded: Answer;
  readonly raw: Answer;
}

describe("SLO Overview, on what the stack's own rules recorded in thirty days", () => {
  let all: readonly Asked[];
  before(async function () {
    requireJudge.call(this, "promtool");
    requireJudge.call(this, "prometheus");
    await withDashboardPast(async (server) => {
      const asked: Asked[] = [];
      for (const query of queriesOfPanels(DASHBOARDS.sloOverview)) {
        const recorded = await ask(server, query, PAST.end);
        const raw = await ask(server, rawQuery(query, SERVICE, CONFIG), PAST.end);
        asked.push({ query, recorded, raw });
      }
      all = asked;
    });
  });

  it("shows something in every panel", () => {
    assert.ok(all.length >= 12);
    for (const { query, recorded } of all) {
      assert.ok(recorded.series > 0, `${query.panel} (${query.key}) shows nothing: ${query.expr}`);
      const known = recorded.values.filter(Number.isFinite);
      const points = query.range === undefined ? 1 : query.range.seconds / query.range.step;
      assert.ok(known.length >= 0.9 * points, `${query.panel}: ${known.length} of ${points} points`);
    }
  });

  it("shows what the counters say", () => {
    for (const { query, raw, recorded } of all) {
      const [is, should] = [recorded.values.at(-1)!, raw.values.at(-1)!];
      // What was recorded is as old as its last evaluation, and the outage goes on.
      assert.ok(
        Math.abs(is - should) <= 0.1 * Math.abs(should) + 1e-4,
        `${query.panel}: ${is}, not ${should}`,
      );
    }
  });

  it(`reads at least ${TIMES_FEWER} times fewer samples than the same panels over counters`, () => {
    const total = (some: readonly Asked[], what: "raw" | "recorded") =>
      some.reduce((sum, each) => sum + each[what].samples, 0);
    const screen = all.filter(({ query }) => !query.inRow);
    // One graph over thirty days costs more than all the rest.
    const most = Math.max(...all.map(({ raw }) => raw.samples));
    for (const some of [screen, all, all.filter(({ raw }) => raw.samples < most)]) {
      const [recorded, raw] = [total(some, "recorded"), total(some, "raw")];
      assert.ok(recorded > 0 && raw >= TIMES_FEWER * recorded, `${recorded} samples against ${raw}`);
    }
  });
});
