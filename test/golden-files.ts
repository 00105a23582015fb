import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Name of a file → content. */
type Files = ReadonlyMap<string, string>;

/**
 * How a directory of golden files differs from what it should hold: `stale: x`, `missing: x`, `orphaned: x`.
 * With UPDATE_GOLDEN=1 it is rewritten instead, and nothing differs.
 */
export function goldenDifferences(
  directory: string,
  wanted: Files,
  update = process.env["UPDATE_GOLDEN"] === "1",
): readonly string[] {
  if (update) rewrite(directory, wanted);
  const present = read(directory);
  return [
    ...[...wanted].flatMap(([name, content]) => {
      const golden = present.get(name);
      if (golden === undefined) return [`missing: ${name}`];
      return golden === content ? [] : [`stale: ${name}: ${firstDifference(golden, content)}`];
    }),
    ...[...present.keys()].filter((name) => !wanted.has(name)).map((name) => `orphaned: ${name}`),
  ];
}

function read(directory: string): Files {
  if (!existsSync(directory)) return new Map();
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  return new Map(
    files.map(({ name, parentPath }) => {
      const path = join(parentPath, name);
      return [relative(directory, path), readFileSync(path, "utf8")];
    }),
  );
}

function rewrite(directory: string, wanted: Files): void {
  rmSync(directory, { recursive: true, force: true });
  for (const [name, content] of wanted) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
}

function firstDifference(golden: string, content: string): string {
  const [was, is] = [golden.split("\n"), content.split("\n")];
  const line = is.findIndex((text, index) => text !== was[index]);
  const at = line < 0 ? is.length : line;
  return `line ${at + 1} was ${JSON.stringify(was[at])} and is ${JSON.stringify(is[at])}; UPDATE_GOLDEN=1 rewrites`;
}
