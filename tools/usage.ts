import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// As the preview does: Node compiles the packages once.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));

const { usage } = await import("./usage/usage.ts");
const { status, text } = await usage(process.argv.slice(2), process.env, { say: console.error });
(status === 0 ? console.log : console.error)(text);
process.exitCode = status;
