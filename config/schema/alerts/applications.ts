import { decimal } from "../types.ts";
import { alert, amount, share, span, wholeShare } from "./setting.ts";

/** Alerts on services, by the HTTP metrics that `metrics` names. */
export const applicationAlerts = {
  HighErrorRatio: alert(
    "A service without an availability SLO answers too many requests with a server error.",
    { severity: "ticket", for: "10m" },
    {
      threshold: share(0.05, "of requests"),
      minimumTraffic: amount(0.1, "Requests a second below which it is silent"),
    },
  ),
  HighLatency: alert(
    "A service without a latency SLO takes too long for one request in a hundred.",
    { severity: "ticket", for: "10m" },
    {
      threshold: decimal((number) => number.gt(0, { error: "is not above 0" }))
        .optional()
        .describe(
          "Seconds that 99 of 100 requests stay below. 2.5, or the largest bucket but one where all are shorter.",
        ),
      minimumTraffic: amount(1, "Requests a second below which it is silent"),
    },
  ),
  RequestsPileUp: alert(
    "Requests come in faster than a service answers them.",
    { severity: "ticket", for: "5m" },
    {
      minimumRequests: amount(50, "Requests in flight up to which it is silent"),
      factor: decimal((number) =>
        number.min(1, { error: "is below 1: fewer than usual are no pile; write 3" }),
      )
        .prefault(3)
        .describe("Times the most that were in flight in the day before, at least 1."),
      longestWait: amount(5, "Seconds that it would take to answer them all at the present pace"),
    },
  ),
  ServiceRestarting: alert(
    "A process of a service starts again and again.",
    { severity: "ticket", for: "5m" },
    { restarts: amount(2, "Restarts of one process within an hour up to which it is silent") },
  ),
  TrafficStopped: alert(
    "A service gets no requests at an hour at which it had many.",
    { severity: "ticket", for: "5m" },
    {
      threshold: wholeShare(0.01, "of the requests of the same time yesterday"),
      minimumTraffic: amount(0.5, "Requests a second, yesterday and `before` ago, below which it is silent"),
      before: span("3h", "How long ago there was traffic too; it is told of no longer than that."),
    },
  ),
} as const;
