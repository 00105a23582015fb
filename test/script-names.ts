import { readFileSync } from "node:fs";

/** What `npm run` knows. */
export function scriptNames(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object };
  return Object.keys(scripts);
}
