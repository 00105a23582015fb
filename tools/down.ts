import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// As the preview does: Node compiles the packages once.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));

const { down } = await import("./local/down.ts");
process.exitCode = await down(process.argv.slice(2), process.env);
