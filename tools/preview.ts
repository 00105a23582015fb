import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Most of the preview's time goes into Node compiling the packages it loads: kept beside them, that is paid once.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));

const { main } = await import("./preview/main.ts");
process.exitCode = await main(process.argv.slice(2));
