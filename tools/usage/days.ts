import { parse } from "chrono-node";
import { ToolError } from "../call/tool-error.ts";

/** The midnight, in UTC, at which a day begins: milliseconds since 1970. */
export type Day = number;

export const DAY_MILLISECONDS = 86_400_000;
/** Ten years: who writes more has slipped. */
const MOST_DAYS = 3660;

/** The days of a report, in order. */
export interface Range {
  readonly days: readonly Day[];
  /** The moment that it is: the last day may not be over. */
  readonly now: number;
}

/** `2026-08-21`. */
export const nameOf = (day: Day) => new Date(day).toISOString().slice(0, 10);
export const dayOf = (moment: number): Day => Math.floor(moment / DAY_MILLISECONDS) * DAY_MILLISECONDS;

/**
 * The days from one that a person named to another, both included. Those to come are left out.
 *
 * @param now milliseconds since 1970.
 * @throws ToolError when one is no date, or when no day is between them.
 */
export function readRange(from: string, to: string, now: number): Range {
  const first = readDay("--from", from, now);
  const last = Math.min(readDay("--to", to, now), dayOf(now));
  if (first > dayOf(now)) throw new ToolError(`--from "${from}" is ${nameOf(first)}, which is yet to come`);
  if (first > last)
    throw new ToolError(`--from "${from}" is ${nameOf(first)}, after --to "${to}", which is ${nameOf(last)}`);
  const count = (last - first) / DAY_MILLISECONDS + 1;
  if (count > MOST_DAYS)
    throw new ToolError(`--from "${from}" is ${nameOf(first)}, ${count} days ago: at most ${MOST_DAYS}`);
  return { days: Array.from({ length: count }, (_, index) => first + index * DAY_MILLISECONDS), now };
}

function readDay(option: "--from" | "--to", text: string, now: number): Day {
  const written = text.trim();
  if (/^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$/.test(written))
    throw new ToolError(`${option} "${text}" may be read in two ways: write it as 2026-08-31`);
  // Strictly: the parser takes a thirteenth month for a day.
  const exact = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(written);
  const day = exact === null ? humanDay(option, written, now) : exactDay(option, exact);
  if (day !== undefined) return day;
  throw new ToolError(
    `${option} "${text}" is no date: write 2026-08-31, or words such as "3 months ago", yesterday, "1 August"`,
  );
}

function exactDay(option: string, [, year, month, day]: RegExpExecArray): Day | undefined {
  const name = `${year}-${month}-${day ?? "01"}`;
  const found = Date.parse(`${name}T00:00:00Z`);
  if (Number.isNaN(found) || nameOf(found) !== name) return undefined;
  return day === undefined && option === "--to" ? endOfMonth(found) : found;
}

function humanDay(option: string, written: string, now: number): Day | undefined {
  const [found, ...more] = parse(written, { instant: new Date(now), timezone: "UTC" });
  // It finds dates within a text: here all of the text must be one.
  if (found === undefined || more.length > 0 || found.end || found.text.length !== written.length)
    return undefined;
  const { start } = found;
  const [year, month, day] = (["year", "month", "day"] as const).map((part) => start.get(part) ?? 0);
  const at = (years: number) => Date.UTC(years, month! - 1, day!);
  // "1 January", without a year, is the one that was and not the one that comes.
  const isPast = start.isCertain("year") || at(year!) <= now;
  const chosen = isPast ? at(year!) : at(year! - 1);
  const isMonth = !start.isCertain("day") && found.tags().has("parser/ENMonthNameParser");
  return isMonth && option === "--to" ? endOfMonth(chosen) : chosen;
}

function endOfMonth(day: Day): Day {
  const date = new Date(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0);
}
