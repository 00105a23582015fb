import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// As the preview does: Node compiles the packages once.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));

const { smoke } = await import("./smoke/smoke.ts");
const { status, text } = await smoke(process.argv.slice(2), process.env);
(status === 2 ? console.error : console.log)(text);
process.exitCode = status;
