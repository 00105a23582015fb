import { benchDashboards } from "./bench/dashboards.ts";
import { measure, median } from "./bench/measure.ts";
import { benchSlos } from "./bench/slos.ts";
import { table } from "./preview/table.ts";

const ROUNDS = 5;
const rounds = Array.from({ length: ROUNDS }, () => ({
  // Side by side, so that what else the machine does falls on both.
  baseline: measure("tools/bench/baseline.ts", []),
  prod: measure("tools/preview.ts", ["prod", "--out", "OUT"]),
}));
const baseline = median(rounds.map((round) => round.baseline.userSeconds));
const prod = median(rounds.map((round) => round.prod.userSeconds));
const memory = (name: "baseline" | "prod") => median(rounds.map((round) => round[name].megabytes));

console.log(`Preview of prod against a bare import of @pulumi/pulumi, whole processes, median of ${ROUNDS}:`);
console.log(
  table([
    ["", "user CPU", "largest memory"],
    ["bare import", "1.00", `${memory("baseline").toFixed(0)} MB`],
    ["preview of prod", (prod / baseline).toFixed(2), `${memory("prod").toFixed(0)} MB`],
  ]).join("\n"),
);

const copies = [1, 10, 100].map((count) => {
  const { megabytes, stdout, userSeconds } = measure("tools/bench/copies.ts", [String(count)]);
  return { count, megabytes, resources: Number(stdout), seconds: userSeconds - baseline };
});
const first = copies[0]!;
console.log("\nCopies of the default stack in one program; time a resource, with 1 copy as 1:");
console.log(
  table([
    ["copies", "resources", "time a resource", "largest memory"],
    ...copies.map(({ count, megabytes, resources, seconds }) => [
      String(count),
      String(resources),
      (seconds / resources / (first.seconds / first.resources)).toFixed(2),
      `${megabytes.toFixed(0)} MB`,
    ]),
  ]).join("\n"),
);

benchSlos();
await benchDashboards();
