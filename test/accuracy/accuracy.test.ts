import assert from "node:assert/strict";
import { errorBudget } from "../../model/burn-rate.ts";
import { duration } from "../../model/duration.ts";
import { SLO_SERIES } from "../../model/slo-series.ts";
import { table } from "../../tools/preview/table.ts";
import { requireJudge } from "../judges/judge.ts";
import { withPast } from "./blocks.ts";
import { type Measured, measured } from "./measured.ts";
import { makersOf } from "./rule-passes.ts";
import { burnRateQueries } from "./samples.ts";
import { OBJECTIVE, recordingGroupsOf, sloRuleFiles, stackOf } from "./stack.ts";
import { LATE_OUTAGE, PAST, QUIET_OUTAGE, TRAFFICS } from "./traffic.ts";

/** Share, 0 to 1: a hundredth of a percentage point. */
const TOLERANCE = 0.0001;
const MOST_SAMPLES = 10;
const WINDOWS = ["30d", "7d"].map(duration);

/** A real Prometheus says, from raw counters alone, what the recorded thirty days should be. */
describe("Recorded availability", () => {
  const byName = new Map<string, Measured>();
  const pairs: { readonly window: string; readonly fires: boolean; readonly samples: number }[] = [];
  const of = (name: string): Measured => byName.get(name)!;

  before(async function () {
    requireJudge.call(this, "promtool");
    requireJudge.call(this, "prometheus");
    const config = stackOf(TRAFFICS);
    const wanted = [...WINDOWS.map(SLO_SERIES.availability), SLO_SERIES.budgetRemaining];
    // Alerts are looked at for one SLO, and read most of what there is.
    const groups = recordingGroupsOf(config);
    const whole = groups.filter(({ labels }) => labels?.["slo"] === LATE_OUTAGE.name);
    const others = groups.filter((group) => !whole.includes(group));
    await withPast(TRAFFICS, [...whole, ...makersOf(wanted, others)], config, async (server) => {
      for (const { name } of TRAFFICS) byName.set(name, await measured(server, name, config));
      for (const file of sloRuleFiles(config)) {
        for (const { recorded, window } of burnRateQueries(file, LATE_OUTAGE.name, config)) {
          const { stats, vector } = await server.query(recorded, { time: PAST.end, stats: true });
          pairs.push({ window, fires: vector.length === 1, samples: stats!.totalQueryableSamples });
        }
      }
    });
  });

  for (const { name } of TRAFFICS) {
    it(`is exact to 0.01 points over 30 and 7 days: ${name}`, () => {
      const { exact, recorded } = of(name);
      for (const { text } of WINDOWS) {
        const [is, should] = [recorded[text]!, exact[text]!];
        assert.ok(Math.abs(is - should) <= TOLERANCE, `${text}: recorded ${is}, counters say ${should}`);
      }
    });

    it(`leaves the budget that the counters leave: ${name}`, () => {
      const { budgetRemaining, exact } = of(name);
      const budget = errorBudget(OBJECTIVE);
      const should = 1 - (1 - exact["30d"]!) / budget;
      const difference = Math.abs(budgetRemaining - should);
      assert.ok(difference <= TOLERANCE / budget, `recorded ${budgetRemaining}, counters say ${should}`);
    });
  }

  it("is far closer than a mean of ratios, where a quiet hour fails", () => {
    const { exact, meanOfRatios, recorded } = of(QUIET_OUTAGE.name);
    const ours = Math.abs(recorded["30d"]! - exact["30d"]!);
    const mean = Math.abs(meanOfRatios - exact["30d"]!);
    assert.ok(mean > 10 * TOLERANCE && mean > 100 * ours, `a mean is off by ${mean}, ours by ${ours}`);
  });

  it("is read by alerts in at most 10 samples a pair of windows, when all fire", () => {
    assert.deepEqual(
      pairs.map(({ fires, window }) => [window, fires]),
      ["1h", "6h", "1d", "3d"].map((window) => [window, true]),
    );
    for (const { samples, window } of pairs)
      assert.ok(samples > 0 && samples <= MOST_SAMPLES, `${window}: ${samples} samples`);
  });

  after(() => {
    if (byName.size === 0) return;
    const rows = [...byName].map(([name, { exact, meanOfRatios, recorded }]) => {
      const should = exact["30d"]!;
      return [name, percent(should), points(recorded["30d"]! - should), points(meanOfRatios - should)];
    });
    const head = [
      "percentage points over 30 days",
      "availability",
      "Lookout is off by",
      "a mean of 5m ratios by",
    ];
    console.log(table([head, ...rows], "    ").join("\n"));
  });
});

const percent = (share: number) => `${(share * 100).toFixed(4)}%`;
const points = (share: number) => (share * 100).toFixed(6);
