import type { AlertCase } from "../../alert-case.ts";

const COUNT = "http_server_request_duration_seconds_count";
const ACTIVE = "http_server_active_requests";

const PILE_UP = {
  labels: { service_name: "cart", service: "cart" },
  summary: "cart has 120 requests in flight",
  description:
    "On average over five minutes, 120 requests to cart waited for their answer, more than 3 times the most of the day before. At the present pace it would take longer than 5 seconds to answer them: it is saturated, or what it depends on hangs.",
};

const STOPPED = {
  labels: { service_name: "cart", service: "cart" },
  summary: "cart gets no requests any more",
  description:
    "Over fifteen minutes, cart got 0% of the requests of the same time yesterday, and 3h ago it still had some. They may be lost on their way to it, or it has stopped.",
};

export const trafficCases: readonly AlertCase[] = [
  {
    alert: "RequestsPileUp",
    fires: {
      // The mean of five minutes passes 50 with the second of the many, at 302: 54, beside 6 answers a second.
      series: {
        [`${ACTIVE}{service_name="cart"}`]: "10x300 120x40",
        [`${COUNT}{service_name="cart"}`]: "0+600x300 180120+120x40",
      },
      atMinute: 307,
      ...PILE_UP,
    },
    quiet: {
      because: "twelve times as many are answered too: one second's worth is in flight",
      series: {
        [`${ACTIVE}{service_name="cart"}`]: "10x300 120x40",
        [`${COUNT}{service_name="cart"}`]: "0+600x300 187200+7200x40",
      },
      untilMinute: 340,
    },
  },
  {
    alert: "RequestsPileUp",
    fires: {
      series: {
        [`${ACTIVE}{service_name="cart",collector="collector-1"}`]: "10x300 120x40",
        [`${ACTIVE}{service_name="cart",collector="collector-2"}`]: "10x300 120x40",
        [`${COUNT}{service_name="cart",collector="collector-1"}`]: "0+600x300 180120+120x40",
      },
      atMinute: 307,
      ...PILE_UP,
    },
    quiet: {
      because:
        "one has 50 in flight, which two collectors tell of; the other had 40 yesterday, so 120 are no more than 3 times that",
      series: {
        [`${ACTIVE}{service_name="cart",collector="collector-1"}`]: "10x300 50x40",
        [`${ACTIVE}{service_name="cart",collector="collector-2"}`]: "10x300 50x40",
        [`${COUNT}{service_name="cart",collector="collector-1"}`]: "0+600x300 180120+120x40",
        [`${ACTIVE}{service_name="mail"}`]: "10x50 40x10 10x238 120x40",
        [`${COUNT}{service_name="mail"}`]: "0+600x300 180120+120x40",
      },
      untilMinute: 340,
    },
  },
  {
    alert: "RequestsPileUp",
    fires: {
      // Many are in flight for 100 minutes before they wait for long: that is no part of what is usual yet.
      // At 404 the five minutes hold nothing but 120 answers a minute.
      series: {
        [`${ACTIVE}{service_name="cart"}`]: "10x300 120x140",
        [`${COUNT}{service_name="cart"}`]: "0+600x300 187200+7200x99 900120+120x40",
      },
      atMinute: 409,
      ...PILE_UP,
    },
    quiet: {
      because: "yesterday had as many",
      series: {
        [`${ACTIVE}{service_name="cart"}`]: "10x100 120x9 10x190 120x140",
        [`${COUNT}{service_name="cart"}`]: "0+600x300 187200+7200x99 900120+120x40",
      },
      untilMinute: 440,
    },
  },
  {
    alert: "TrafficStopped",
    fires: {
      // Nothing after minute 1500; the fifteen minutes up to 1514 hold no increase.
      series: { [`${COUNT}{service_name="cart"}`]: "0+60x1500 90000x60" },
      atMinute: 1519,
      ...STOPPED,
    },
    quiet: {
      because: "2% of the requests still come",
      series: { [`${COUNT}{service_name="cart"}`]: "0+60x1500 90001.2+1.2x60" },
      untilMinute: 1560,
    },
  },
  {
    alert: "TrafficStopped",
    fires: {
      // The last two samples leave the range at 1514.
      series: {
        [`${COUNT}{service_name="cart"}`]: "0+60x1500 stale",
        [`${COUNT}{service_name="other"}`]: "0+60x1560",
      },
      atMinute: 1519,
      ...STOPPED,
    },
    quiet: {
      because: "one rests at night, so three hours ago it had none; the other had few yesterday",
      series: {
        [`${COUNT}{service_name="cart"}`]: "0+60x200 12000x1400",
        [`${COUNT}{service_name="mail"}`]: "0+15x200 3000+60x1300 81000x60",
      },
      untilMinute: 1560,
    },
  },
  {
    alert: "TrafficStopped",
    values: {
      slos: [{ name: "cart", service: "cart", objective: 99.9, window: "7d", indicator: { kind: "http" } }],
    },
    fires: {
      series: { [`${COUNT}{service_name="cart"}`]: "0+60x1500 90000x60" },
      atMinute: 1519,
      ...STOPPED,
    },
    quiet: {
      because: "what has an SLO and is no longer measured has an alert for that",
      series: {
        [`${COUNT}{service_name="cart"}`]: "0+60x1500 stale",
        [`${COUNT}{service_name="other"}`]: "0+60x1560",
      },
      untilMinute: 1560,
    },
  },
  {
    alert: "TrafficStopped",
    fires: {
      series: {
        [`${COUNT}{service_name="cart",http_route="/a"}`]: "0+30x1500 stale",
        [`${COUNT}{service_name="cart",http_route="/b"}`]: "0+30x1500 45000x60",
      },
      atMinute: 1519,
      ...STOPPED,
    },
    quiet: {
      because: "nothing is measured any more: the way of the metrics is broken",
      series: {
        [`${COUNT}{service_name="cart"}`]: "0+60x1500 stale",
        [`${COUNT}{service_name="other"}`]: "0+60x1500 stale",
      },
      untilMinute: 1560,
    },
  },
];
