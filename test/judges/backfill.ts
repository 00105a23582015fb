import assert from "node:assert/strict";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { duration } from "../../model/duration.ts";
import type { RuleGroup } from "../../model/rules.ts";
import { toYaml } from "../../systems/yaml.ts";
import { runJudge } from "./judge.ts";
import { type Files, inTemporaryFolder, writeFiles } from "./temporary.ts";

/** A series to backfill. */
export interface Series {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Its samples in ascending order; called once. */
  readonly samples: () => Iterable<readonly [seconds: number, value: number]>;
}

/** Moments from `start` to `end`, both included; seconds since 1970. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Samples of a counter that begins at 0 at the start of the range and grows by `increase(time)` on the way to each
 * later sample. An increase below 0 is a reset: the counter begins again at 0.
 */
export function* counter(
  { start, end }: TimeRange,
  stepSeconds: number,
  increase: (seconds: number) => number,
): Generator<readonly [number, number]> {
  let value = 0;
  yield [start, value];
  for (let time = start + stepSeconds; time <= end; time += stepSeconds) {
    const more = increase(time);
    value = more < 0 ? 0 : value + more;
    yield [time, value];
  }
}

export interface BackfillOptions {
  /** Folder of blocks, which a server then takes as its data; made if need be. */
  readonly data: string;
  /** After this promtool is killed and the promise rejected; 300,000 by default. */
  readonly timeoutMs?: number;
}

export interface RuleBackfillOptions extends BackfillOptions {
  /** A running Prometheus that has the series which the rules read. */
  readonly url: string;
  readonly range: TimeRange;
}

/** Makes blocks of the samples. A server sees them when it is started after this. */
export async function backfillSeries(series: readonly Series[], options: BackfillOptions): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, "samples.om");
    writeOpenMetrics(file, series);
    await createBlocks("openmetrics", LONGEST_BLOCK_HOURS, [file, resolve(options.data)], folder, options);
  });
}

/**
 * Makes blocks of what recording rules would have written, evaluated by a server at the moments at which Prometheus
 * would have. No rule sees what another rule of the same call makes: rules over records are for a second call, with a
 * server started after the first. One promtool a file, as many at a time as there are processors.
 */
export async function backfillRules(rules: Files, options: RuleBackfillOptions): Promise<void> {
  const { data, range, url } = options;
  const ends = [
    `--start=${range.start}`,
    `--end=${range.end}`,
    `--url=${url}`,
    `--output-dir=${resolve(data)}`,
  ];
  await inTemporaryFolder(async (folder) => {
    const waiting = Object.entries(rules);
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [name, content] = next;
        const groups = recordingGroups(content);
        writeFiles(folder, { [name]: toYaml({ groups }) });
        // The name is relative: Prometheus derives a group's offset within its interval from the file's path.
        await createBlocks("rules", blockHours(groups), [...ends, name], folder, options);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
  });
}

/**
 * Blocks hold two hours times a power of three. promtool reads all samples, or asks for each rule, once a block: long
 * blocks are quick. This is 20 days.
 */
const LONGEST_BLOCK_HOURS = 2 * 3 ** 5;

/** A range query returns at most this many points a series, and promtool makes one for each block. */
const MOST_POINTS = 11_000;

/** The longest blocks in which the group that is evaluated most often stays below that. */
function blockHours(groups: readonly RuleGroup[]): number {
  // promtool takes a minute where a group names no interval.
  const seconds = Math.min(...groups.map(({ interval = "1m" }) => duration(interval).seconds));
  let hours = LONGEST_BLOCK_HOURS;
  while (hours > 2 && (hours * 3600) / seconds > MOST_POINTS) hours /= 3;
  return hours;
}

/** A rule file's groups without alerts: promtool would write their expressions as series of the alert's name. */
function recordingGroups(content: string): readonly RuleGroup[] {
  const { groups } = parse(content) as { readonly groups: readonly RuleGroup[] };
  return groups.map((group) => ({ ...group, rules: group.rules.filter((rule) => "record" in rule) }));
}

async function createBlocks(
  from: "openmetrics" | "rules",
  hours: number,
  args: readonly string[],
  directory: string,
  { data, timeoutMs = 300_000 }: BackfillOptions,
): Promise<void> {
  mkdirSync(data, { recursive: true });
  const all = ["tsdb", "create-blocks-from", `--max-block-duration=${hours}h`, from, "--quiet", ...args];
  const { status, stdout, stderr } = await runJudge("promtool", all, { directory, timeoutMs });
  assert.ok(status === 0, `promtool ${all.join(" ")}:\n${stdout}${stderr}`);
}

/** Series after series; promtool needs no more than samples with times, and the end marked. */
function writeOpenMetrics(path: string, series: readonly Series[]): void {
  const file = openSync(path, "w");
  try {
    for (const { name, labels = {}, samples } of series) {
      const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
      const id = `${name}{${pairs.join(",")}}`;
      let text = "";
      for (const [seconds, value] of samples()) {
        text += `${id} ${value} ${seconds}\n`;
        if (text.length > 1 << 20) {
          writeSync(file, text);
          text = "";
        }
      }
      writeSync(file, text);
    }
    writeSync(file, "# EOF\n");
  } finally {
    closeSync(file);
  }
}
