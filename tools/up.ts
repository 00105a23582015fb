import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// As the preview does: Node compiles the packages once.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));

const { up } = await import("./local/up.ts");
process.exitCode = await up(process.argv.slice(2), process.env);
