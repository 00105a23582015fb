import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../config/read.ts";
import { ruleFiles } from "../../rules/index.ts";
import { toYaml } from "../../systems/yaml.ts";
import { table } from "../preview/table.ts";
import { measure, median } from "./measure.ts";
import { hasSloth, NO_SLOTH, runSloth, slothSpec } from "./sloth.ts";

const COUNTS = [1, 200, 1000];
const ROUNDS = 5;
const OBJECTIVE = 99.9;
const ENGINES = ["grafana", "prometheus"] as const;

type Engine = (typeof ENGINES)[number];

/** Prints what an SLO is in rules and bytes, and what rendering many takes, beside Sloth where there is one. */
export function benchSlos(): void {
  const [sizes, times] = [sizeRows(), timeRows()];
  console.log("\nAn SLO of a service's availability, of a stack of 200:");
  console.log(table(sizes).join("\n"));
  console.log(`\nFrom a stack file to rule files, user CPU of whole processes, median of ${ROUNDS}:`);
  console.log(table(times).join("\n"));
}

function services(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `service-${String(index).padStart(4, "0")}`);
}

function settings(count: number, engine: Engine): Readonly<Record<string, unknown>> {
  return {
    alerting: { engine },
    prometheus: { retention: "31d" },
    slos: services(count).map((service) => ({
      name: service,
      service,
      objective: OBJECTIVE,
      indicator: { kind: "http" },
    })),
  };
}

const spec = (count: number) =>
  slothSpec(services(count).map((service) => ({ service, objective: OBJECTIVE })));

function sizeRows(): readonly (readonly string[])[] {
  const count = 200;
  const row = (name: string, text: string) => {
    const rules = (kind: string) => String((text.match(new RegExp(`- ${kind}: `, "g"))?.length ?? 0) / count);
    return [
      name,
      rules("record"),
      rules("alert"),
      (Buffer.byteLength(text) / count / 1000).toFixed(1) + " kB",
    ];
  };
  return [
    ["", "recording rules", "alerts", "size"],
    ...ENGINES.map((engine) => row(`Lookout, engine ${engine}`, rendered(count, engine))),
    hasSloth() ? row("Sloth", runSloth(spec(count)).rules) : ["Sloth", NO_SLOTH],
  ];
}

/** The SLOs' rule files, one after the other. */
function rendered(count: number, engine: Engine): string {
  const values = settings(count, engine);
  const read = readConfig({ stack: "bench", values, encrypted: new Set(), readFile: () => undefined });
  const slots = Object.entries(ruleFiles(read.config).files).filter(([slot]) => slot.startsWith("slo-"));
  return slots.flatMap(([, files]) => Object.values(files)).join("");
}

function timeRows(): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), "lookout-bench-"));
  try {
    const measured = COUNTS.map((count) => ({ count, ...timesOf(count, folder) }));
    const first = measured[0]!.ours;
    if (!hasSloth()) {
      const rows = measured.map(({ count, ours }) => [String(count), (ours / first).toFixed(2), NO_SLOTH]);
      return [["SLOs", "time, with one SLO as 1", "Sloth"], ...rows];
    }
    const rows = measured.map(({ count, ours, sloth }) => [
      String(count),
      (ours / sloth).toFixed(2),
      `${ours.toFixed(2)} s`,
      `${sloth.toFixed(2)} s`,
    ]);
    return [["SLOs", "Lookout, with Sloth as 1", "Lookout", "Sloth"], ...rows];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timesOf(count: number, folder: string): { readonly ours: number; readonly sloth: number } {
  const file = join(folder, `${count}.yaml`);
  const values = Object.entries(settings(count, "prometheus"));
  const config = Object.fromEntries(values.map(([key, value]) => [`lookout:${key}`, value]));
  writeFileSync(file, toYaml({ config }));
  const text = spec(count);
  // In turns, so that what else the machine does falls on both.
  const rounds = Array.from({ length: ROUNDS }, () => ({
    ours: measure("tools/bench/render-slos.ts", [file, "OUT"]).userSeconds,
    sloth: hasSloth() ? runSloth(text).userSeconds : Number.NaN,
  }));
  return {
    ours: median(rounds.map(({ ours }) => ours)),
    sloth: median(rounds.map(({ sloth }) => sloth)),
  };
}
