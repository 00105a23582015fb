import { z } from "zod";
import { SEVERITIES, type Severity } from "../../../model/alert.ts";
import { dnsLabel, duration } from "../types.ts";

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
        for: duration().prefault(defaults.for).describe("How long it must hold before anybody is told."),
        team: dnsLabel().optional().describe("Who is told. `alerting.team`."),
        ...numbers,
      })
      // Every setting has a default, which the type of the numbers cannot say.
      .prefault({} as never)
      .describe(meaning)
  );
}

/** A share of a whole, above 0 and at most 1. */
export const share = (value: number, of: string) =>
  z
    .number()
    .gt(0, { error: "is not a share: above 0 and at most 1" })
    .max(1, { error: "is not a share: above 0 and at most 1" })
    .default(value)
    .describe(`Share ${of}, 0 to 1.`);

/** A number of something, in its unit. */
export const amount = (value: number, unit: string) =>
  z.number().min(0, { error: "is below 0" }).default(value).describe(`${unit}.`);

/** A length of time that a query looks back or ahead. */
export const span = (value: string, meaning: string) => duration().prefault(value).describe(meaning);
