import { z } from "zod";
import { dnsLabel } from "./types.ts";

export const START_OF_DAY = "00:00";
export const END_OF_DAY = "24:00";

export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/**
 * Whether Alertmanager and Grafana, written in Go, know a time zone. `Intl` knows the same names, aliases among them, but
 * takes them in any case; those that it has no other name for must be written as it writes them.
 */
function isTimeZone(name: string): boolean {
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

const TIME_ZONE_ERROR = "is no time zone: write UTC or Europe/Berlin";

/** Times that come again, in which those who name it are not told. */
export const muteTiming = z.strictObject({
  name: dnsLabel().describe("Name that routes use."),
  weekdays: z
    .array(z.enum(WEEKDAYS))
    .min(1, { error: "needs at least one day" })
    .optional()
    .describe("Every day when left out."),
  daysOfMonth: z
    .array(
      z
        .int()
        .min(-31)
        .max(31)
        .refine((day) => day !== 0, { error: "is no day: the first is 1, the last is -1" }),
    )
    .min(1, { error: "needs at least one day" })
    .optional()
    .describe("1 is the first, -1 the last. Every day when left out. With `weekdays`, days that are both."),
  from: z
    .string()
    .regex(CLOCK, { error: "is not a time of day: write 22:30" })
    .default(START_OF_DAY)
    .describe("Beginning, in 24 hours."),
  to: z
    .string()
    .regex(new RegExp(`${CLOCK.source}|^${END_OF_DAY}$`), {
      error: "is not a time of day: write 22:30, at most 24:00",
    })
    .default(END_OF_DAY)
    .describe("End, in 24 hours, later than the beginning: a night is two mute timings."),
  timezone: z
    .string()
    .regex(/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/, { error: TIME_ZONE_ERROR, abort: true })
    .refine(isTimeZone, { error: TIME_ZONE_ERROR })
    .default("UTC")
    .describe("Of the IANA database: `Europe/Berlin`."),
});

export type MuteTiming = z.output<typeof muteTiming>;
