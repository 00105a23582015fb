import { z } from "zod";
import { type Duration, duration as fixed, parseDuration } from "../../model/duration.ts";
import { hasWindow } from "../promql.ts";
import { decimal, dnsLabel, duration, httpUrl, labelName, text } from "./types.ts";

const DAY = 86_400;

/** Whole days, so that one window has one name: `4w` is `28d`. */
const window = () =>
  duration()
    .transform((given, context): Duration => {
      const days = given.seconds / DAY;
      if (Number.isInteger(days) && days >= 7 && days <= 90) return fixed(`${days}d`);
      context.addIssue({ code: "custom", message: "is not 7 to 90 whole days: write 30d" });
      return z.NEVER;
    })
    .prefault("30d")
    .describe("Rolling window of the error budget, 7 to 90 whole days. At most `prometheus.retention`.");

const THRESHOLD = "is not a threshold: write 300ms, 1s or a number of seconds as 0.3";

/** A duration, or a number of seconds. */
const threshold = () =>
  z.union([z.string(), z.number()], { error: THRESHOLD }).transform((given, context): Duration => {
    if (typeof given === "number" && given > 0) return { text: String(given), seconds: given };
    const parsed = typeof given === "string" ? parseDuration(given) : undefined;
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: "custom", message: THRESHOLD });
    return z.NEVER;
  });

const statusCodes = z
  .array(
    z.string().regex(/^[45](?:\d\d|xx)$/, {
      error: 'is no status code of an error: write 4xx, 5xx or a code as "429"',
    }),
  )
  .min(1, { error: "needs at least one status code" })
  .default(["5xx"])
  .describe('Status codes that count as errors: classes as `5xx`, codes as `"429"`.');

/** As series have it, with braces and all (`/users/{id}`): it goes into queries alone, where it is quoted. */
const route = (what: string) =>
  z
    .string()
    .min(1, { error: "is empty" })
    .max(200, { error: "has more than 200 characters" })
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: "is not a plain text: no line breaks" })
    .optional()
    .describe(what);

const query = (what: string) =>
  z
    .string()
    .max(2000, { error: "has more than 2000 characters: record parts of it by a rule of your own" })
    .refine(hasWindow, {
      error: "does not say [window]: write sum(rate(my_requests_total[window]))",
    })
    .describe(what);

const indicator = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("http").describe("Share of HTTP requests that are no errors."),
      route: route("The route's template. All routes when left out."),
      errors: statusCodes,
    }),
    z.strictObject({
      kind: z.literal("latency").describe("Share of HTTP requests that are fast enough."),
      threshold: threshold().describe("Longest good duration: `300ms`. One of `metrics.latencyBuckets`."),
      route: route("The route's template. All routes when left out."),
    }),
    z.strictObject({
      kind: z.literal("spans").describe("The same from spans, for services that only send traces."),
      threshold: threshold()
        .optional()
        .describe("Longest good duration; spans with an error count as errors when left out."),
      operation: route("The span's name. All operations when left out."),
    }),
    z.strictObject({
      kind: z.literal("query").describe("Two queries of your own, of events a second over `[window]`."),
      total: query("All events: `sum(rate(my_requests_total[window]))`."),
      errors: query("Events that were errors. This or `good`.").optional(),
      good: query("Events that were good. This or `errors`.").optional(),
    }),
  ])
  .describe("What is counted, and what of it is an error.");

const slo = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/, {
      error: "is not a name: lower case letters, digits and dashes, at most 50",
    })
    .describe("Unique: the label `slo` of every series and alert."),
  service: text().describe("The service, as its series name it (`metrics.labels.service`)."),
  description: text().optional().describe("What the promise means to its users, in one sentence."),
  team: dnsLabel().optional().describe("Who owns it: the label `team` of its alerts. `alerting.team`."),
  objective: decimal((percent) =>
    percent
      .min(90, { error: "is below 90 percent: that much failure is no objective" })
      .max(99.999, { error: "is above 99.999 percent: no budget is left to measure, write at most 99.999" }),
  ).describe("Share of events that must be good, percent: 90 to 99.999."),
  window: window(),
  indicator,
  minimumTraffic: decimal((number) => number.min(0, { error: "is below 0" }))
    .optional()
    .describe(
      "Events a second below which no burn-rate alert fires; 0 turns the guard off. `alerting.minimumTraffic`.",
    ),
  labels: z
    .record(labelName(), text())
    .default({})
    .describe("Further labels of its alerts and of `slo:objective:ratio`."),
  runbook: httpUrl().optional().describe("Its own runbook. The one of `docs/runbooks.md` when left out."),
});

export type Slo = z.output<typeof slo>;
export type Indicator = Slo["indicator"];

/** The longest good duration, where an indicator has one: it is then about speed, and its share no availability. */
export function thresholdOf(indicator: Indicator): Duration | undefined {
  return indicator.kind === "latency" || indicator.kind === "spans" ? indicator.threshold : undefined;
}

export const slos = z
  .array(slo)
  .max(1200, { error: "has more than 1200 SLOs: one stack holds no more, divide them among stacks" })
  .prefault([])
  .describe("Service level objectives: rules, alerts and dashboards follow from each.");
