import { hasSloth, NO_SLOTH, runSloth, slothSpec } from "../../tools/bench/sloth.ts";
import { table } from "../../tools/preview/table.ts";
import { findJudge } from "../judges/judge.ts";
import type { PrometheusServer } from "../judges/prometheus-server.ts";
import { benchPanels } from "./bench-panels.ts";
import { withPast } from "./blocks.ts";
import { type RecordingGroup, recordingGroups } from "./rule-passes.ts";
import { alertsOf, burnRateQueries, samplesOfRules, samplesRead } from "./samples.ts";
import { OBJECTIVE, recordingGroupsOf, sloRuleFiles, stackOf } from "./stack.ts";
import { LATE_OUTAGE } from "./traffic.ts";

const service = LATE_OUTAGE.name;
const config = stackOf([LATE_OUTAGE]);
const interval = config.prometheus.scrapeInterval.text;
const [file] = sloRuleFiles(config) as [string];
const ours = recordingGroupsOf(config);

/** Sloth's rules name no interval, so they run at the server's: ours here, and Prometheus' own default. */
const sloths = hasSloth()
  ? [interval, "1m"].map((every) => {
      const { rules } = runSloth(slothSpec([{ service, objective: OBJECTIVE }], `every-${every}`));
      return { every, rules, groups: recordingGroups(rules, every) };
    })
  : [];

console.log(
  "\nSamples that Prometheus reads for one service's SLO (`totalQueryableSamples`), over 30 days of four counters and their 64 buckets:",
);
const missing = (["prometheus", "promtool"] as const).filter((name) => findJudge(name) === undefined);
if (missing.length > 0) {
  console.log(
    `  not measured, for want of ${missing.join(" and ")}: npm run judges:install -- ${missing.join(" ")}`,
  );
} else {
  await withPast(
    [LATE_OUTAGE],
    [...ours, ...sloths.flatMap(({ groups }) => groups)],
    config,
    async (server) => {
      console.log(table(await alertRows(server)).join("\n"));
      console.log(table(await ruleRows(server)).join("\n"));
    },
    // Some rules read them.
    { buckets: true },
  );
  await benchPanels();
}

async function alertRows(server: PrometheusServer): Promise<readonly (readonly string[])[]> {
  const queries = burnRateQueries(file, service, config);
  const row = async (name: string, exprs: readonly string[]) => {
    const samples: number[] = [];
    for (const expr of exprs) samples.push(await samplesRead(server, expr));
    const total = samples.reduce((sum, each) => sum + each, 0);
    return [name, ...[total, total / queries.length, ...samples].map(number)];
  };
  const recorded = queries.map((query) => query.recorded);
  const raw = queries.map((query) => query.raw);
  const rows = [
    await row("Lookout, over its records", recorded),
    await row("the same over raw counters", raw),
  ];
  const [sloth] = sloths;
  if (sloth === undefined) {
    rows.push(["Sloth", NO_SLOTH]);
  } else {
    const alerts = alertsOf(sloth.rules).map(({ expr }) => expr);
    // Each is two pairs in one expression.
    rows.push((await row("Sloth, two pairs an alert", alerts)).slice(0, 3));
  }
  return [
    ["burn-rate alerts, one evaluation", "total", "a pair", ...queries.map(({ window }) => window)],
    ...rows,
  ];
}

async function ruleRows(server: PrometheusServer): Promise<readonly (readonly string[])[]> {
  const row = async (name: string, groups: readonly RecordingGroup[]) => {
    const { hourly, once } = await samplesOfRules(server, groups);
    const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
    return [name, String(count), number(once), number(hourly)];
  };
  const intervals = [...new Set(ours.map((group) => group.interval))].join(" and ");
  const rows = [await row(`Lookout, every ${intervals}`, ours)];
  for (const { every, groups } of sloths) rows.push(await row(`Sloth, every ${every}`, groups));
  if (sloths.length === 0) rows.push(["Sloth", NO_SLOTH]);
  return [["recording rules", "rules", "each once", "an hour"], ...rows];
}

function number(value: number): string {
  return Math.round(value).toLocaleString("en");
}
