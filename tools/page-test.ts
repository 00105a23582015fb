import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// As the preview does: Node compiles the packages once.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));

const { pageTest } = await import("./page-test/page-test.ts");
const { status, text } = await pageTest(process.argv.slice(2), process.env, console.error);
(status === 0 ? console.log : console.error)(text);
process.exitCode = status;
