import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// As the preview does.
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url)));

const { parse } = await import("yaml");
const { readConfig } = await import("../../config/read.ts");
const { ruleFiles } = await import("../../rules/index.ts");

/** From a stack file to rule files: what Sloth does between its specs and its rules. */
const [stackFile, out] = process.argv.slice(2) as [string, string];
const { config } = parse(readFileSync(stackFile, "utf8")) as { config: Record<string, unknown> };
const values = Object.fromEntries(
  Object.entries(config).map(([key, value]) => [key.replace("lookout:", ""), value]),
);
const read = readConfig({ stack: "bench", values, encrypted: new Set(), readFile: () => undefined });
const { files } = ruleFiles(read.config);
mkdirSync(out, { recursive: true });
for (const [name, content] of Object.values(files).flatMap((some) => Object.entries(some))) {
  writeFileSync(join(out, name), content);
}
