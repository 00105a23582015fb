import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// As the preview does: Node compiles the packages once.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));

const { silence } = await import("./silence/silence.ts");
const { status, text } = await silence(process.argv.slice(2), process.env);
(status === 0 ? console.log : console.error)(text);
process.exitCode = status;
