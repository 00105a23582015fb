import { requireJudge } from "../judges/judge.ts";
import { counter, quiet, records, requests, type Stretch, simulate, simulateBudget } from "./simulation.ts";

/** What counters have counted before. */
const BEFORE = 1000;
const HOUR = 60;
const DAY = 24 * HOUR;

/** A day of 12 hours with 10 requests a minute and 12 with 1,000. */
const NIGHT: Stretch = [12 * HOUR, 10];
const NOON: Stretch = [12 * HOUR, 1000];

describe("slo: counting, by Prometheus", () => {
  before(function () {
    requireJudge.call(this, "promtool");
  });

  it("weighs every event the same while traffic varies a hundredfold", async () => {
    // 30 minutes of the night fail whole: 300 of 727,200 requests. A mean of ratios would say 2.08%.
    const input_series = [
      requests("200", counter([[6 * HOUR, 10], [30, 0], [12 * HOUR - 6 * HOUR - 30, 10], NOON], BEFORE)),
      requests(
        "500",
        counter(
          [
            [6 * HOUR, 0],
            [30, 10],
            [DAY, 0],
          ],
          BEFORE,
        ),
      ),
    ];
    const share = 300 / 727_200;
    await simulate(
      { window: "7d" },
      [
        {
          name: "an outage at night",
          input_series,
          promql_expr_test: [
            records(DAY, "slo:total:rate1d", 727_200 / 86_400),
            records(DAY, "slo:errors:rate1d", 300 / 86_400),
            records(DAY, "slo:errors:ratio_rate1d", share),
            records(DAY, "slo:availability:ratio_rate7d", 1 - share),
            records(DAY, "slo:availability:ratio_rate30d", 1 - share),
            records(DAY, "slo:error_budget_remaining:ratio", 1 - share / 0.001),
          ],
        },
      ],
      3,
    );
  });

  it("takes from the budget what failed in the window, and gives it back when that is over", async () => {
    // A week of 5,090,400 good requests. 900 fail in the first night, 6,000 at noon of the sixth day.
    const [first, sixth] = [HOUR, 5 * DAY + 18 * HOUR];
    const end = 7 * DAY + 2 * HOUR;
    const good = Array.from({ length: 8 }, () => [NIGHT, NOON]).flat();
    const errors: readonly Stretch[] = [
      [first, 0],
      [30, 30],
      [sixth - first - 30, 0],
      [60, 100],
      [end - sixth - 60, 0],
    ];
    const left = (failed: number, days: number) => 1 - failed / (days * 727_200 + failed) / 0.001;
    const budget = (minute: number, share: number) =>
      records(minute, "slo:error_budget_remaining:ratio", share);
    const promql_expr_test = [
      budget(HOUR, 1),
      budget(DAY, left(900, 1)),
      budget(5 * DAY, left(900, 5)),
      budget(7 * DAY, left(6900, 7)),
      budget(end, left(6000, 7)),
    ];
    const input_series = [requests("200", counter(good, BEFORE)), requests("500", counter(errors, BEFORE))];
    await simulateBudget([{ name: "two outages", input_series, promql_expr_test }]);
  });

  it("does not take a counter's reset for errors", async () => {
    // 0.1% fails, before as after: exactly the rate that lasts the window.
    const gains = (gain: number) => `${counter([[120, gain]], BEFORE * gain)} ${counter([[120, gain]])}`;
    await simulate({ objective: 99.8 }, [
      {
        name: "a reset at minute 121",
        input_series: [requests("200", gains(9990)), requests("500", gains(10))],
        promql_expr_test: [
          quiet(240),
          ...[121, 122, 125, 150, 200].map((minute) => records(minute, "slo:errors:ratio_rate1h", 0.001)),
          ...[122, 123, 125].map((minute) => records(minute, "slo:errors:ratio_rate5m", 0.001)),
        ],
      },
    ]);
  });

  it("sums pods, of which one restarts", async () => {
    // An hour has 59 steps of 100 a pod, extrapolated to 60; the restart costs one of the second pod's.
    const restarted = `${counter([[120, 100]], BEFORE)} ${counter([[60, 100]])}`;
    const input_series = [
      requests("200", counter([[181, 100]], BEFORE), "a"),
      requests("200", restarted, "b"),
      requests("500", counter([[181, 0]], 50), "a"),
      requests("500", "50x120 0x60", "b"),
    ];
    await simulate({}, [
      {
        name: "a restart",
        input_series,
        promql_expr_test: [
          quiet(181),
          records(119, "slo:total:rate1h", 200 / 60),
          records(150, "slo:total:rate1h", ((59 + 58) * 100 * (60 / 59)) / 3600),
          records(150, "slo:errors:rate1h", 0),
        ],
      },
    ]);
  });

  it("counts a pod that takes another's place", async () => {
    const input_series = [
      requests("200", `${counter([[100, 100]], BEFORE)} stale`, "a"),
      requests("200", `_x101 ${counter([[99, 100]])}`, "b"),
    ];
    await simulate({}, [
      {
        name: "a rollout",
        input_series,
        promql_expr_test: [
          quiet(200),
          records(180, "slo:total:rate1h", 100 / 60),
          records(180, "slo:errors:rate1h", 0),
        ],
      },
    ]);
  });
});
