import type { AlertCase } from "../../alert-case.ts";

const COUNT = "http_server_request_duration_seconds_count";
const BUCKET = "http_server_request_duration_seconds_bucket";

/** Answers a minute of one service, by status. */
const answers = (service: string, good: number, failed: number) => ({
  [`${COUNT}{service_name="${service}",http_response_status_code="200"}`]: `0+${good}x40`,
  [`${COUNT}{service_name="${service}",http_response_status_code="503"}`]: `0+${failed}x40`,
});

/** Requests a minute of one service, by what they take: up to 2.5 seconds, and up to 5. */
const durations = (service: string, fast: number, all: number) => ({
  [`${BUCKET}{service_name="${service}",le="2.5"}`]: `0+${fast}x40`,
  [`${BUCKET}{service_name="${service}",le="5.0"}`]: `0+${all}x40`,
  [`${BUCKET}{service_name="${service}",le="+Inf"}`]: `0+${all}x40`,
  [`${COUNT}{service_name="${service}"}`]: `0+${all}x40`,
});

/** A whole service, and one route of another. */
const SLOS = [
  { name: "shop", service: "shop", objective: 99.9, window: "7d", indicator: { kind: "http" } },
  {
    name: "shop-fast",
    service: "shop",
    objective: 99,
    window: "7d",
    indicator: { kind: "latency", threshold: "1s" },
  },
  { name: "mail", service: "mail.out", objective: 99, window: "7d", indicator: { kind: "spans" } },
  {
    name: "mail-fast",
    service: "mail.out",
    objective: 99,
    window: "7d",
    indicator: { kind: "spans", threshold: "1s" },
  },
  { name: "pay", service: "cart", objective: 99.9, window: "7d", indicator: { kind: "http", route: "/pay" } },
  {
    name: "pay-fast",
    service: "cart",
    objective: 99,
    window: "7d",
    indicator: { kind: "latency", route: "/pay", threshold: "1s" },
  },
];

export const requestCases: readonly AlertCase[] = [
  {
    alert: "HighErrorRatio",
    fires: {
      // Ten minutes from the first rate, which takes two samples.
      series: answers("cart", 54, 6),
      atMinute: 11,
      labels: { service_name: "cart", service: "cart" },
      summary: "cart answers 10% of requests with a server error",
      description:
        "Over five minutes, 10% of the requests to cart ended in a status of 5xx. No availability SLO covers it as a whole, so nothing says how much is too much.",
    },
    quiet: { because: "49 of 1000 are less than 5%", series: answers("cart", 951, 49), untilMinute: 40 },
  },
  {
    alert: "HighErrorRatio",
    values: { slos: SLOS },
    fires: {
      // A counter that begins at 0 is not taken to have been there before: 28 in five minutes at 4, 35 at 5.
      series: answers("cart", 0, 7),
      atMinute: 15,
      labels: { service_name: "cart", service: "cart" },
      summary: "cart answers 100% of requests with a server error",
      description:
        "Over five minutes, 100% of the requests to cart ended in a status of 5xx. No availability SLO covers it as a whole, so nothing says how much is too much.",
    },
    quiet: {
      because:
        "SLOs guard the availability of two, the third has six requests a minute, and the last no name",
      series: {
        ...answers("shop", 0, 60),
        ...answers("mail.out", 0, 60),
        ...answers("cart", 0, 6),
        ...answers("", 0, 60),
      },
      untilMinute: 40,
    },
  },
  {
    alert: "HighLatency",
    fires: {
      // The hundredth of 120 is 118.8: 0.8 of the two between 2.5 and 5 seconds.
      // More than 300 requests have come at 3.
      series: durations("cart", 118, 120),
      atMinute: 13,
      labels: { service_name: "cart", service: "cart" },
      summary: "cart takes 3.5s or more for one request in a hundred",
      description:
        "Over five minutes, the slowest hundredth of the requests to cart took 3.5s or longer. No latency SLO covers it as a whole, so nothing says how slow is too slow.",
    },
    quiet: {
      because: "991 of 1000 requests take at most 2.5 seconds",
      series: durations("cart", 991, 1000),
      untilMinute: 40,
    },
  },
  {
    alert: "HighLatency",
    values: { slos: SLOS },
    fires: {
      // 0.99 of all, between 2.5 and 5 seconds.
      // More than 300 requests have come at 4.
      series: durations("cart", 0, 100),
      atMinute: 14,
      labels: { service_name: "cart", service: "cart" },
      summary: "cart takes 4.975s or more for one request in a hundred",
      description:
        "Over five minutes, the slowest hundredth of the requests to cart took 4.975s or longer. No latency SLO covers it as a whole, so nothing says how slow is too slow.",
    },
    quiet: {
      because: "SLOs guard the latency of two, the third has one request a second, and the last no name",
      series: {
        ...durations("shop", 0, 120),
        ...durations("mail.out", 0, 120),
        ...durations("cart", 0, 60),
        ...durations("", 0, 120),
      },
      untilMinute: 40,
    },
  },
];
