import { writeFileSync } from "node:fs";

/** Loaded before a program (`--import`), notes at its end what the whole process used. */
process.on("exit", () => {
  const file = process.env["BENCH_USAGE"];
  if (file === undefined) return;
  const { maxRSS, userCPUTime } = process.resourceUsage();
  writeFileSync(file, JSON.stringify({ userSeconds: userCPUTime / 1e6, megabytes: maxRSS / 1024 }));
});
