import type { BadInput } from "./bad-input.ts";

const timings = (...muteTimings: readonly object[]) => ({ alerting: { muteTimings } });

/** Times that never come, never end or are none. */
export const muteTimings: readonly BadInput[] = [
  {
    name: "mute timings of one name",
    values: timings({ name: "nights", to: "06:00" }, { name: "nights", from: "22:00" }),
    problems: ['lookout:alerting.muteTimings[1].name: "nights" is a duplicate: names are unique'],
  },
  {
    name: "mute timings that end before they begin",
    values: timings(
      { name: "nights", from: "22:30", to: "06:00" },
      { name: "a", from: "12:00", to: "12:00" },
      { name: "b", to: "00:00" },
      { name: "c", from: "23:59" },
    ),
    problems: [
      'lookout:alerting.muteTimings[0].to: "06:00" is not after the beginning, 22:30: a night is two mute timings, to 24:00 and from 00:00',
      'lookout:alerting.muteTimings[1].to: "12:00" is not after the beginning, 12:00: a night is two mute timings, to 24:00 and from 00:00',
      'lookout:alerting.muteTimings[2].to: "00:00" is not after the beginning, 00:00: a night is two mute timings, to 24:00 and from 00:00',
    ],
  },
  {
    name: "mute timings without an end",
    values: timings(
      { name: "a" },
      { name: "b", timezone: "Europe/Berlin" },
      { name: "c", from: "00:00", to: "24:00" },
      {
        name: "d",
        weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
      },
      { name: "e", weekdays: ["sunday"] },
      { name: "f", daysOfMonth: [-1] },
    ),
    problems: [
      "lookout:alerting.muteTimings[0]: is all the time: give it weekdays, daysOfMonth, from or to",
      "lookout:alerting.muteTimings[1]: is all the time: give it weekdays, daysOfMonth, from or to",
      "lookout:alerting.muteTimings[2]: is all the time: give it weekdays, daysOfMonth, from or to",
      "lookout:alerting.muteTimings[3]: is all the time: give it weekdays, daysOfMonth, from or to",
    ],
  },
  {
    name: "times of day that no clock shows",
    values: timings(
      { name: "a", from: "24:00" },
      { name: "b", to: "24:01" },
      { name: "c", from: "7:30", to: "7pm" },
      { name: "d", to: 1350 },
    ),
    problems: [
      'lookout:alerting.muteTimings[0].from: "24:00" is not a time of day: write 22:30',
      'lookout:alerting.muteTimings[1].to: "24:01" is not a time of day: write 22:30, at most 24:00',
      'lookout:alerting.muteTimings[2].from: "7:30" is not a time of day: write 22:30',
      'lookout:alerting.muteTimings[2].to: "7pm" is not a time of day: write 22:30, at most 24:00',
      "lookout:alerting.muteTimings[3].to: 1350 is not allowed: write a text, in quotes (by the CLI: --type string)",
    ],
  },
  {
    name: "days that no calendar shows",
    values: timings(
      { name: "a", weekdays: ["mon"] },
      { name: "b", weekdays: [] },
      { name: "c", daysOfMonth: [0, 32, -32] },
      { name: "d", daysOfMonth: [] },
    ),
    problems: [
      'lookout:alerting.muteTimings[0].weekdays[0]: "mon" is not allowed: write monday or tuesday or wednesday or thursday or friday or saturday or sunday',
      "lookout:alerting.muteTimings[1].weekdays: [] needs at least one day",
      "lookout:alerting.muteTimings[2].daysOfMonth[0]: 0 is no day: the first is 1, the last is -1",
      "lookout:alerting.muteTimings[2].daysOfMonth[1]: 32 is not allowed: at most 31",
      "lookout:alerting.muteTimings[2].daysOfMonth[2]: -32 is not allowed: at least -31",
      "lookout:alerting.muteTimings[3].daysOfMonth: [] needs at least one day",
    ],
  },
  {
    name: "time zones that no database has, as Alertmanager reads it",
    values: timings(
      ...["Mars/Olympus", "CEST", "+02:00", "Local", "europe/berlin", "EUROPE/BERLIN", "utc", ""].map(
        (timezone, index) => ({ name: `a${index}`, to: "06:00", timezone }),
      ),
      ...["UTC", "Europe/Berlin", "Asia/Kolkata", "Etc/GMT+5", "America/Port-au-Prince"].map(
        (timezone, index) => ({ name: `b${index}`, to: "06:00", timezone }),
      ),
    ),
    problems: ["Mars/Olympus", "CEST", "+02:00", "Local", "europe/berlin", "EUROPE/BERLIN", "utc", ""].map(
      (timezone, index) =>
        `lookout:alerting.muteTimings[${index}].timezone: "${timezone}" is no time zone: write UTC or Europe/Berlin`,
    ),
  },
];
