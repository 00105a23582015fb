import assert from "node:assert/strict";
import { burnRatePairs, canFire, errorBudget } from "../../model/burn-rate.ts";
import { duration } from "../../model/duration.ts";

const factors = (window: string) => burnRatePairs(duration(window)).map(({ factor }) => factor);

describe("model/burn-rate: factors", () => {
  const FACTORS: Readonly<Record<string, readonly number[]>> = {
    // Tickets would be 0.7 and 0.233: below 1 the budget lasts.
    "7d": [3.36, 1.4, 1, 1],
    "14d": [6.72, 2.8, 1.4, 1],
    "28d": [13.44, 5.6, 2.8, 1],
    "30d": [14.4, 6, 3, 1],
    "90d": [43.2, 18, 9, 3],
  };
  for (const [window, expected] of Object.entries(FACTORS))
    it(`of ${window} are ${expected.join(", ")}`, () => assert.deepEqual(factors(window), expected));

  it("page for two pairs of windows and open a ticket for two", () =>
    assert.deepEqual(
      burnRatePairs(duration("30d")).map(({ long, severity, short }) => [severity, long.text, short.text]),
      [
        ["page", "1h", "5m"],
        ["page", "6h", "30m"],
        ["ticket", "1d", "2h"],
        ["ticket", "3d", "6h"],
      ],
    ));

  it("of a page mean the same share of the budget, whatever the window", () => {
    for (const days of [7, 28, 30, 90]) {
      const [fast, slow] = burnRatePairs(duration(`${days}d`)).map(
        ({ factor, long }) => (factor * long.seconds) / (days * 86_400),
      );
      assert.ok(Math.abs(fast! - 0.02) < 1e-9, `${days}d: ${fast}`);
      assert.ok(Math.abs(slow! - 0.05) < 1e-9, `${days}d: ${slow}`);
    }
  });
});

describe("model/burn-rate: budget", () => {
  it("is what the objective leaves, without the dust of binary fractions", () =>
    assert.deepEqual(
      [90, 95.5, 99, 99.9, 99.95, 99.99, 99.999].map(errorBudget),
      [0.1, 0.045, 0.01, 0.001, 0.0005, 0.0001, 0.00001],
    ));
});

describe("model/burn-rate: pairs that cannot fire", () => {
  const [fast] = burnRatePairs(duration("30d"));

  it("are those whose factor no failure reaches: 14.4 below 93.06%", () => {
    assert.equal(canFire(fast!, 93.05), false);
    assert.equal(canFire(fast!, 93.06), true);
  });

  it("are those that only all errors would just reach, for bounds are exclusive", () => {
    const [, , , slowest] = burnRatePairs(duration("30d"));
    assert.equal(canFire({ ...slowest!, factor: 10 }, 90), false);
    assert.equal(canFire({ ...slowest!, factor: 9.99 }, 90), true);
  });
});
