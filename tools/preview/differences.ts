import type { Config } from "../../config/config.ts";
import { joinPath, type Path, show } from "../../config/problem.ts";
import { table } from "./table.ts";

/** Settings in which two stacks differ, once defaults and presets are filled in: one row each. */
export function differences(left: Config, right: Config): readonly string[] {
  const leftLeaves = leaves(left);
  const rightLeaves = leaves(right);
  const paths = [...new Set([...leftLeaves.keys(), ...rightLeaves.keys()])];
  const rows = paths
    .filter((path) => leftLeaves.get(path) !== rightLeaves.get(path))
    .map((path) => [path, leftLeaves.get(path) ?? "–", rightLeaves.get(path) ?? "–"]);
  return table([["setting", left.stack, right.stack], ...rows]);
}

/** Path of every single value → the value as the stack file would say it. */
function leaves(
  value: unknown,
  path: Path = [],
  into = new Map<string, string>(),
): ReadonlyMap<string, string> {
  const text = asWritten(value);
  if (text !== undefined) into.set(joinPath(path), text);
  else for (const [key, inner] of entries(value as object)) leaves(inner, [...path, key], into);
  return into;
}

/** Entries of a list by their names, so that one more does not shift the others. */
function entries(value: object): readonly (readonly [string, unknown])[] {
  return isNamed(value) ? value.map((each) => [each.name, each]) : Object.entries(value);
}

function isNamed(value: unknown): value is readonly { readonly name: string }[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof each === "object" && typeof each?.name === "string")
  );
}

function asWritten(value: unknown): string | undefined {
  if (value instanceof URL) return value.href;
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return isNamed(value) ? undefined : show(value);
  if (Object.keys(value).length === 0) return "{}";
  // Durations and quantities are kept with the text they were written as.
  return "text" in value && typeof value.text === "string" ? value.text : undefined;
}
