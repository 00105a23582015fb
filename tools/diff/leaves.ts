import { isDeepStrictEqual } from "node:util";
import { joinPath, type Path } from "../../config/problem.ts";

/** A single value that two trees of data have not in common. */
export interface LeafChange {
  readonly path: string;
  /** Absent: not there. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Every value in which two trees differ, in their order. Entries of lists that have names are found by them. */
export function leafChanges(from: unknown, to: unknown): readonly LeafChange[] {
  if (isDeepStrictEqual(from, to)) return [];
  const [before, after] = [leaves(from), leaves(to)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((path) => ({ path, from: before.get(path), to: after.get(path) }))
    .filter((each) => each.from !== each.to);
}

/** Path → value as a stack file would say it. Lists of plain values and what has a text of its own are one value. */
function leaves(
  value: unknown,
  path: Path = [],
  into = new Map<string, string>(),
): ReadonlyMap<string, string> {
  const text = asText(value);
  if (text !== undefined) into.set(joinPath(path), text);
  else for (const [key, inner] of entries(value as object)) leaves(inner, [...path, key], into);
  return into;
}

const NAMES = ["name", "uid", "key", "id"] as const;

function entries(value: object): readonly (readonly [PropertyKey, unknown])[] {
  if (!Array.isArray(value)) return Object.entries(value);
  const name = NAMES.find((each) => isNamedBy(value, each));
  return value.map((each, index) => [name === undefined ? index : String(each[name]), each]);
}

function isNamedBy(list: readonly unknown[], name: string): list is readonly Record<string, unknown>[] {
  const names = list.map((each) => (each as Record<string, unknown> | null)?.[name]);
  return names.every((each) => typeof each === "string") && new Set(names).size === names.length;
}

/** @returns undefined for what holds more than a value. */
function asText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return String(value);
  // Durations and quantities are kept with the text they were written as.
  if ("text" in value && typeof value.text === "string") return value.text;
  const inner = Object.values(value);
  const isPlain = inner.every((each) => typeof each !== "object" || each === null);
  if (Array.isArray(value)) return isPlain ? JSON.stringify(value) : undefined;
  return inner.length === 0 ? "{}" : undefined;
}
