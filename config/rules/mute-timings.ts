import { END_OF_DAY, type MuteTiming, START_OF_DAY, WEEKDAYS } from "../schema/mute-timing.ts";
import { duplicates, problemIf, type Rule } from "./rule.ts";

/** When nobody is told. */
export const muteTimingRules: readonly Rule[] = [
  {
    reads: ["alerting.muteTimings"],
    check: ({ alerting: { muteTimings } }) =>
      duplicates(
        "alerting.muteTimings",
        ".name",
        muteTimings.map(({ name }) => name),
      ),
  },
  {
    reads: ["alerting.muteTimings"],
    check: ({ alerting: { muteTimings } }) =>
      muteTimings.flatMap(({ from, to }, index) =>
        problemIf(
          to <= from,
          `alerting.muteTimings[${index}].to`,
          to,
          `is not after the beginning, ${from}: a night is two mute timings, to 24:00 and from 00:00`,
        ),
      ),
  },
  {
    reads: ["alerting.muteTimings"],
    check: ({ alerting: { muteTimings } }) =>
      muteTimings.flatMap((timing, index) =>
        isAlways(timing)
          ? [
              {
                path: `alerting.muteTimings[${index}]`,
                message: "is all the time: give it weekdays, daysOfMonth, from or to",
              },
            ]
          : [],
      ),
  },
];

function isAlways({ daysOfMonth, from, to, weekdays }: MuteTiming): boolean {
  const isWholeDay = from === START_OF_DAY && to === END_OF_DAY;
  return isWholeDay && daysOfMonth === undefined && WEEKDAYS.every((day) => weekdays?.includes(day) ?? true);
}
