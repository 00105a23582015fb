import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";

// As the preview does: Node compiles the packages once.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));

const { diff } = await import("./diff/diff.ts");
const paint = (text: string) => styleText(["bold", "red"], text);
const { status, text } = await diff(process.argv.slice(2), { say: console.error, paint });
(status === 1 ? console.error : console.log)(text);
process.exitCode = status;
