import { PANELS } from "../../model/dashboards.ts";
import { requireJudge } from "../judges/judge.ts";
import {
  asleep,
  burns,
  counter,
  pages,
  quiet,
  records,
  requests,
  type Stretch,
  simulate,
} from "./simulation.ts";

/** What counters have counted before: one that begins at zero is taken for new, and its rate for lower. */
const BEFORE = 1000;

/** Requests by the minute of which a share fails, after a time in which none does. */
function failing(clean: number, bad: number, perMinute: number, share: number, after = 0) {
  const errors = perMinute * share;
  const good: readonly Stretch[] = [[clean, perMinute], [bad, perMinute - errors], ...rest(after, perMinute)];
  const failed: readonly Stretch[] = [[clean, 0], [bad, errors], ...rest(after, 0)];
  return [requests("200", counter(good, BEFORE)), requests("503", counter(failed, BEFORE))];
}

const rest = (minutes: number, gain: number): readonly Stretch[] => (minutes === 0 ? [] : [[minutes, gain]]);

/** By scrapes a minute apart an hour has 59 steps, five minutes have 4, and a slice of three minutes has its 3. */
describe("slo: burning at 99.9%, by Prometheus", () => {
  before(function () {
    requireJudge.call(this, "promtool");
  });

  it("pages in the first minute of an outage", async () => {
    // 1 of 59 steps is 1.69%, above 14.4 times 0.1%; so is 1 of 4.
    const input_series = failing(120, 10, 60, 1);
    await simulate({}, [{ name: "outage", input_series, promql_expr_test: [quiet(120), pages(121, "1h")] }]);
  });

  it("pages after 9 minutes in which a tenth fails", async () => {
    // A tenth of 9 of 59 steps is 1.53%, of 8 it is 1.36%: the bound is 1.44%.
    const input_series = failing(120, 20, 100, 0.1);
    const promql_expr_test = [
      asleep(128),
      pages(129, "1h"),
      records(129, "slo:burn_rate:ratio_rate1h", 900 / 59),
    ];
    await simulate({}, [{ name: "a tenth", input_series, promql_expr_test }]);
  });

  it("pages by six hours where an hour says nothing: after 175 minutes of 1.25%", async () => {
    // Rates of 5m climb in 4 steps, so 175 minutes count as 173.5 of 360: 0.602%; 174 are 0.599%. The bound is 0.6%.
    const input_series = failing(360, 200, 8000, 0.0125);
    const promql_expr_test = [asleep(360 + 174), pages(360 + 175, "6h"), pages(360 + 200, "6h")];
    await simulate({}, [{ name: "1.25%", input_series, promql_expr_test }]);
  });

  it("opens both tickets after 277 slices of 0.52%, and pages nobody", async () => {
    // 0.52% of 277/480 of a day is 0.30008%, of 277/1440 of three days 0.10003%; the bounds are 0.3% and 0.1%.
    const days = 3 * 1440;
    const bad = 3 * 277;
    const input_series = failing(days, bad, 10_000, 0.0052);
    const promql_expr_test = [quiet(days + bad - 3), burns(days + bad, "1d", "3d")];
    await simulate({}, [{ name: "0.52%", input_series, promql_expr_test }], 3);
  });

  it("opens a ticket by three days alone after 71 slices of 0.27%, six hours after its birth", async () => {
    // A mean is of what there is: 0.27% of 71/(120 + 71) is 0.10037%, of 70/190 it is 0.09947%.
    const bad = 3 * 71;
    const input_series = failing(360, bad + 60, 10_000, 0.0027);
    const promql_expr_test = [quiet(360 + bad - 3), burns(360 + bad, "3d"), burns(360 + bad + 60, "3d")];
    await simulate({}, [{ name: "0.27%", input_series, promql_expr_test }], 3);
  });

  it("is quiet at the rate that lasts the window", async () => {
    const input_series = failing(60, 600, 100_000, 0.00099);
    await simulate({}, [{ name: "0.099%", input_series, promql_expr_test: [quiet(660)] }], 3);
  });

  it("stops paging when the short window is clean, however much the long one has seen", async () => {
    // The last error is counted at minute 370. Rates of 5m have a step of it until 373, means of those for 30m until 402.
    const input_series = failing(360, 10, 60, 1, 60);
    const promql_expr_test = [
      pages(373, "1h", "6h"),
      pages(374, "6h"),
      records(374, "slo:errors:ratio_rate5m", 0),
      records(374, "slo:burn_rate:ratio_rate1h", 10_000 / 59),
      pages(402, "6h"),
      pages(403),
      pages(430),
    ];
    await simulate({}, [{ name: "recovery", input_series, promql_expr_test }]);
  });

  it("says which promise, how fast and where to look", async () => {
    const description =
      "People can pay. Over 1h, and still over the last 5m, shop spent the budget of its 99.9% at 15.25 times the rate that lasts 30d. This begins at 14.4×, at which a full budget lasts 50 hours.";
    const labels = {
      slo: "checkout",
      service: "shop",
      tier: "gold",
      window: "1h",
      severity: "page",
      team: "payments",
    };
    const alert_rule_test = [
      {
        eval_time: "1449m",
        alertname: "ErrorBudgetBurn",
        exp_alerts: [
          {
            exp_labels: labels,
            exp_annotations: {
              summary: "checkout burns its error budget at 15.25 times the rate that lasts 30d",
              description,
              dashboard_url: `http://localhost:3000/d/slo-overview?viewPanel=${PANELS.sloOverview.burnRate}&var-slo=checkout`,
              runbook_url: "https://wiki.corp.io/pay",
            },
          },
        ],
      },
    ];
    const slo = {
      description: "People can pay",
      team: "payments",
      labels: { tier: "gold" },
      runbook: "https://wiki.corp.io/pay",
    };
    await simulate(slo, [{ name: "texts", input_series: failing(1440, 20, 100, 0.1), alert_rule_test }], 3);
  });
});

describe("slo: little traffic, by Prometheus", () => {
  before(function () {
    requireJudge.call(this, "promtool");
  });

  // 0.0167 a second is below the guard's 0.02, 0.0333 above it.
  const [below, above] = [failing(120, 60, 1, 1), failing(120, 60, 2, 1)];

  it("tells nobody below the guard, though all requests fail", () =>
    simulate({}, [{ name: "1 a minute", input_series: below, promql_expr_test: [quiet(180)] }]));

  it("pages above it", () =>
    simulate({}, [
      { name: "2 a minute", input_series: above, promql_expr_test: [asleep(120), pages(121, "1h")] },
    ]));

  it("tells nobody of one error of an SLO that has just begun", () =>
    simulate({}, [
      {
        name: "born",
        input_series: [
          requests("200", counter([[400, 2]])),
          requests(
            "503",
            counter([
              [3, 0],
              [1, 1],
              [396, 0],
            ]),
          ),
        ],
        promql_expr_test: [quiet(400)],
      },
    ]));

  it("tells nobody of one error of a service that comes back from nothing", () =>
    simulate({}, [
      {
        name: "back",
        input_series: [
          requests("200", `${counter([[60, 2]])} _x420 ${counter([[60, 2]])}`),
          requests(
            "503",
            `${counter([[60, 0]])} _x420 ${counter([
              [7, 0],
              [1, 1],
              [52, 0],
            ])}`,
          ),
        ],
        promql_expr_test: [quiet(500)],
      },
    ]));

  it("pages at any traffic without a guard", () =>
    simulate({ minimumTraffic: 0 }, [
      { name: "no guard", input_series: below, promql_expr_test: [asleep(120), pages(121, "1h")] },
    ]));
});
