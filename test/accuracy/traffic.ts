import type { TimeRange } from "../judges/backfill.ts";

/** What a service is asked, and how much of it fails, as functions of the moment: seconds since 1970. */
export interface Traffic {
  /** Of the service, and of its SLO. */
  readonly name: string;
  readonly requestsPerSecond: (seconds: number) => number;
  /** Share of requests that are answered with a server error, 0 to 1. */
  readonly errorShare: (seconds: number) => number;
}

/** Noon in UTC, when every service is busiest: what goes wrong at this end of a window weighs most. */
const END = Date.UTC(2023, 10, 14, 12) / 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** Thirty days, and what the first slices reach back. */
export const PAST: TimeRange = { start: END - 30 * DAY - HOUR, end: END };

/** Half a request a second at midnight, fifty at noon. */
const daily = (seconds: number) => 0.5 * 100 ** ((1 - Math.cos((2 * Math.PI * seconds) / DAY)) / 2);
const usual = () => 0.0005;
/** More fails when more is asked. */
const underLoad = (seconds: number) => 0.0002 + 0.00002 * daily(seconds);

const during =
  ({ start, end }: TimeRange, otherwise: Traffic["errorShare"]): Traffic["errorShare"] =>
  (seconds) =>
    seconds > start && seconds <= end ? 1 : otherwise(seconds);

/** 90 seconds long, one slot in 16; the same ones in every run. */
const bursts = (seconds: number) =>
  Math.abs(Math.sin(Math.floor(seconds / 90) * 12.9898) * 43_758.5453) % 1 < 1 / 16;

/** Half an hour on both sides of a midnight, ten days before the end. */
const quietestHour = { start: END - 10.5 * DAY - HOUR / 2, end: END - 10.5 * DAY + HOUR / 2 };
const lastHalfHour = { start: END - HOUR / 2, end: END };

export const QUIET_OUTAGE: Traffic = {
  name: "outage-at-night",
  requestsPerSecond: daily,
  errorShare: during(quietestHour, usual),
};

export const LATE_OUTAGE: Traffic = {
  name: "outage-at-the-end",
  requestsPerSecond: daily,
  errorShare: during(lastHalfHour, underLoad),
};

export const TRAFFICS: readonly Traffic[] = [
  { name: "constant", requestsPerSecond: () => 20, errorShare: usual },
  { name: "daily", requestsPerSecond: daily, errorShare: underLoad },
  {
    name: "bursty",
    requestsPerSecond: (seconds) => (bursts(seconds) ? 200 : 1),
    errorShare: (seconds) => (bursts(seconds) ? 0.003 : 0.0001),
  },
  QUIET_OUTAGE,
  LATE_OUTAGE,
];
