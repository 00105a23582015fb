import { z } from "zod";
import { SEVERITIES, type Severity } from "../../../model/alert.ts";
import { decimal, dnsLabel, duration } from "../types.ts";

/** Seconds. */
const LONGEST_HELD = 7 * 86_400;
const SHORTEST_SPAN = 600;

/** Of an alert that a stack says nothing of. */
export interface AlertDefaults {
  readonly severity: Severity;
  /** How long it must hold, as Prometheus writes durations. */
  readonly for: string;
}

/**
 * Settings of one alert of the catalogue.
 *
 * @param meaning what is wrong when it fires, in one sentence.
 * @param numbers its thresholds by name, each made by one of the functions below.
 */
export function alert<Numbers extends z.ZodRawShape>(
  meaning: string,
  defaults: AlertDefaults,
  numbers: Numbers,
) {
  return (
    z
      .strictObject({
        enabled: z.boolean().default(true).describe("Whether the alert exists."),
        severity: z
          .enum(SEVERITIES)
          .default(defaults.severity)
          .describe("`page` wakes somebody, `ticket` waits, `info` is only shown."),
        for: duration()
          .refine(({ seconds }) => seconds <= LONGEST_HELD, {
            error: "is above 7d: what lasts that long was to be told before; write 1h or 1d",
          })
          .prefault(defaults.for)
          .describe("How long it must hold before anybody is told, at most 7d."),
        team: dnsLabel().optional().describe("Who is told. `alerting.team`."),
        ...numbers,
      })
      // Every setting has a default, which the type of the numbers cannot say.
      .prefault({} as never)
      .describe(meaning)
  );
}

const PROPER_SHARE = "is not a share that can be exceeded: above 0 and below 1";
const SHARE = "is not a share: above 0 and at most 1";

/** A share of a whole that must be exceeded: above 0 and below 1. */
export const share = (value: number, of: string) =>
  decimal((number) => number.gt(0, { error: PROPER_SHARE }).lt(1, { error: PROPER_SHARE }))
    .prefault(value)
    .describe(`Share ${of}, 0 to 1.`);

/** A share that may be the whole, since less than it fires, or more than the whole is measured. */
export const wholeShare = (value: number, of: string) =>
  decimal((number) => number.gt(0, { error: SHARE }).max(1, { error: SHARE }))
    .prefault(value)
    .describe(`Share ${of}, 0 to 1.`);

/** A number of something, in its unit. */
export const amount = (value: number, unit: string) =>
  decimal((number) => number.min(0, { error: "is below 0" }))
    .prefault(value)
    .describe(`${unit}.`);

/** An age or a delay that a query compares with. */
export const age = (value: string, meaning: string) => duration().prefault(value).describe(meaning);

const atLeast = () =>
  duration().refine(({ seconds }) => seconds >= SHORTEST_SPAN, {
    error: "is below 10m: too few samples to judge by; write 1h",
  });

/** A length of time that a query looks back or ahead, at least ten minutes. */
export const span = (value: string, meaning: string) => atLeast().prefault(value).describe(meaning);

/** Such a length without a default of its own: what it is without one, its meaning says. */
export const optionalSpan = (meaning: string) => atLeast().optional().describe(meaning);
