import { PANELS } from "../../model/dashboards.ts";
import { requireJudge } from "../judges/judge.ts";
import type { RuleTest } from "../judges/promtool.ts";
import { asleep, counter, informed, records, requests, simulate } from "./simulation.ts";
import { CHECKOUT } from "./slo-config.ts";

const LABELS = { slo: "checkout", service: "shop", severity: "ticket", team: "platform" };

/** At this minute the ticket is open. */
function told(minute: number): NonNullable<RuleTest["alert_rule_test"]>[number] {
  const annotations = {
    summary: "checkout has had no data for an hour",
    description:
      "Nothing that this SLO of shop counts was measured for an hour: nobody knows whether it holds, and its other alerts cannot fire.",
    dashboard_url: `http://localhost:3000/d/slo-overview?viewPanel=${PANELS.sloOverview.requestRate}&var-slo=checkout`,
  };
  return {
    eval_time: `${minute}m`,
    alertname: "SLOWithoutData",
    exp_alerts: [{ exp_labels: LABELS, exp_annotations: annotations }],
  };
}

const ALL = ["5m", "30m", "1h", "2h", "6h", "1d", "3d", "30d"];
const unknown = (minute: number, windows = ALL) =>
  windows.map((window) => records(minute, `slo:errors:ratio_rate${window}`, undefined));

describe("slo: without data, by Prometheus", () => {
  before(function () {
    requireJudge.call(this, "promtool");
  });

  it("has neither 100% nor 0%, and opens a ticket after an hour", () =>
    simulate({}, [
      {
        name: "nothing was ever measured",
        input_series: [{ series: `up{job="${CHECKOUT.service}"}`, values: "1x90" }],
        promql_expr_test: [
          informed(59),
          ...unknown(59),
          records(59, "slo:availability:ratio_rate30d", undefined),
          records(59, "slo:error_budget_remaining:ratio", undefined),
          records(59, "slo:objective:ratio", undefined),
        ].slice(0, -1),
        alert_rule_test: [told(60), told(90)],
      },
    ]));

  it("opens a ticket an hour after the last rate, and pages nobody", () =>
    // The last sample is of minute 120: five minutes hold two of them until 123.
    simulate({}, [
      {
        name: "measuring ends",
        input_series: [requests("200", counter([[120, 60]])), requests("503", counter([[120, 0]]))],
        promql_expr_test: [
          records(123, "slo:errors:ratio_rate5m", 0),
          ...unknown(124, ["5m"]),
          informed(183),
          asleep(200),
          records(200, "slo:errors:ratio_rate6h", 0),
        ],
        alert_rule_test: [told(184)],
      },
    ]));

  it("closes the ticket when something is measured again", () =>
    simulate({}, [
      {
        name: "measuring begins late",
        input_series: [requests("200", `_x70 ${counter([[60, 60]])}`)],
        // The first sample is of minute 70, the first rate of 71.
        alert_rule_test: [told(70), { eval_time: "71m", alertname: "SLOWithoutData" }],
      },
    ]));

  it("is no service without requests: that has data, but no ratio", () =>
    simulate({}, [
      {
        name: "no traffic",
        input_series: [requests("200", "500x200"), requests("503", "7x200")],
        promql_expr_test: [
          informed(200),
          asleep(200),
          records(200, "slo:total:rate1h", 0),
          records(200, "slo:errors:rate1h", 0),
          ...unknown(200),
          records(200, "slo:error_budget_remaining:ratio", undefined),
        ],
      },
    ]));

  it("is no service that has never failed: it has no errors", () =>
    simulate({}, [
      {
        name: "no counter of errors",
        input_series: [requests("200", counter([[200, 60]], 1000))],
        promql_expr_test: [
          informed(200),
          records(200, "slo:errors:ratio_rate5m", 0),
          records(200, "slo:errors:ratio_rate30d", 0),
          records(200, "slo:availability:ratio_rate30d", 1),
          records(200, "slo:error_budget_remaining:ratio", 1),
        ],
      },
    ]));

  it("is a duration whose bucket does not exist: neither slow nor fast", () =>
    simulate({ indicator: { kind: "latency", threshold: "300ms" } }, [
      {
        name: "another bucket",
        input_series: ["_count", '_bucket,le="0.25"', '_bucket,le="+Inf"'].map((each) => {
          const [suffix, label = ""] = each.split(",");
          const labels = [`service_name="${CHECKOUT.service}"`, label]
            .filter((text) => text !== "")
            .join(",");
          return {
            series: `http_server_request_duration_seconds${suffix}{${labels}}`,
            values: counter([[90, 60]], 1000),
          };
        }),
        promql_expr_test: [
          records(60, "slo:total:rate1h", undefined),
          records(60, "slo:errors:rate1h", undefined),
          ...unknown(60),
          records(60, "slo:latency:ratio_rate30d", undefined),
          asleep(90),
          informed(59),
        ],
        alert_rule_test: [told(60)],
      },
    ]));
});
