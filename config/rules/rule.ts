import type { Config } from "../config.ts";
import { type Problem, show } from "../problem.ts";

/** A rule across settings. It is asked only when all that it reads was itself valid. */
export interface Rule {
  /** Paths, or their beginnings. */
  readonly reads: readonly string[];
  readonly check: (config: Config) => readonly Problem[];
}

/** One problem, or none. */
export function problemIf(wrong: boolean, path: string, given: unknown, message: string): readonly Problem[] {
  return wrong ? [{ path, given: show(given), message }] : [];
}

/** A problem for each name that an earlier one has. `field` is what follows the index: `.name`, or nothing. */
export function duplicates(path: string, field: string, names: readonly string[]): readonly Problem[] {
  return names.flatMap((name, index) =>
    problemIf(
      names.indexOf(name) < index,
      `${path}[${index}]${field}`,
      name,
      "is a duplicate: names are unique",
    ),
  );
}
