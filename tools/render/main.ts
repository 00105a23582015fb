import { writeFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// As the preview does: Node compiles the packages once.
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url)));

// A program of its own, since Pulumi's state is process-wide and each revision has its own code:
//   node tools/render/main.ts <file of the result> <stack file>...
const [out, ...paths] = process.argv.slice(2);
const { renderStacks } = await import("./stacks.ts");
writeFileSync(out!, JSON.stringify(await renderStacks(paths)));
// What a program left open must not keep this one.
process.exit(0);
