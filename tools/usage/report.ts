import { DAY_MILLISECONDS, type Day, type Range } from "./days.ts";
import type { Counts } from "./query.ts";

/** A hub, or whatever the label tells apart. */
export interface Hub {
  readonly name: string;
  /** By day, in order; undefined where nothing is known. */
  readonly users: readonly (number | undefined)[];
  /** Of the days that something is known of. */
  readonly mean: number;
  readonly most: number;
  /** How many days something is known of. */
  readonly known: number;
}

/** What the files show. */
export interface Report {
  readonly by: string;
  readonly days: readonly Day[];
  /** Most used first. */
  readonly hubs: readonly Hub[];
  /** The last moment that counts, in milliseconds: before the end of the last day when that is not over. */
  readonly until: number;
}

/** Makes a table of what was counted. */
export function toReport(counts: Counts, { days, now }: Range, by: string): Report {
  const hubs = [...counts].map(([name, ofHub]) => {
    const users = days.map((day) => ofHub.get(day));
    const known = users.filter((each) => each !== undefined);
    return { name, users, known: known.length, ...meanAndMost(known) };
  });
  const all = ({ known, mean }: Hub) => known * mean;
  hubs.sort((a, b) => all(b) - all(a) || a.name.localeCompare(b.name));
  return { by, days, hubs, until: Math.min(days.at(-1)! + DAY_MILLISECONDS, now) };
}

function meanAndMost(known: readonly number[]) {
  const sum = known.reduce((before, each) => before + each, 0);
  return { mean: known.length === 0 ? 0 : sum / known.length, most: Math.max(0, ...known) };
}

/** Users of all hubs on each day; undefined where none is known. */
export function totals({ days, hubs }: Report): readonly (number | undefined)[] {
  return days.map((_, index) => {
    const known = hubs.flatMap(({ users }) => users[index] ?? []);
    return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0);
  });
}

/** Whether the last day is shown before it is over. */
export function isRunning({ days, until }: Report): boolean {
  return until < days.at(-1)! + DAY_MILLISECONDS;
}
