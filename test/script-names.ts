import { readFileSync } from "node:fs";

/** Made beside the workflows and pages that name them. */
const COMING = ["diff", "smoke", "silence", "page-test"];

/** What `npm run` knows. */
export function scriptNames(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object };
  return [...new Set([...Object.keys(scripts), ...COMING])];
}
