import { parse } from "yaml";
import { duration } from "../../model/duration.ts";
import type { RecordingRule, RuleGroup } from "../../model/rules.ts";
import { toYaml } from "../../systems/yaml.ts";
import type { TimeRange } from "../judges/backfill.ts";
import type { Files } from "../judges/temporary.ts";

/** Rules that may be evaluated together over a past: none reads what another makes. */
export interface Pass {
  readonly files: Files;
  readonly range: TimeRange;
}

/** A group as Prometheus evaluates it: with an interval in any case, and without alerts. */
export interface RecordingGroup extends RuleGroup {
  readonly interval: string;
  readonly rules: readonly RecordingRule[];
}

/** Recording rules of a rule file. Groups without an interval have the given one, which is the server's. */
export function recordingGroups(ruleFile: string, interval: string): readonly RecordingGroup[] {
  const { groups } = parse(ruleFile) as { readonly groups: readonly RuleGroup[] };
  return groups
    .map((group) => ({
      ...group,
      interval: group.interval ?? interval,
      rules: group.rules.filter(isRecording),
    }))
    .filter(({ rules }) => rules.length > 0);
}

const isRecording = (rule: RuleGroup["rules"][number]): rule is RecordingRule => "record" in rule;

/** Rules that make the wanted records, with all that these are made from. */
export function makersOf(
  wanted: readonly string[],
  groups: readonly RecordingGroup[],
): readonly RecordingGroup[] {
  const rules = groups.flatMap((group) => group.rules);
  const needed = new Set(wanted);
  // A set grows while it is walked.
  for (const record of needed)
    for (const rule of rules)
      if (rule.record === record) for (const { name } of readsOf(rule, rules)) needed.add(name);
  return withRecords(groups, needed);
}

/** Evaluated before the end of the past in any case, so that other groups find a sample. */
const MARGIN_SECONDS = 600;

/** How much of a record's past somebody wants to see, seconds. */
export type Shown = (record: string) => number;

/**
 * The order in which rules must be evaluated over the past, those that read no records first, each only as far back as
 * others look. One file a group, of the same name in every pass: a group's moments follow from its file's name.
 */
export function passesOf(
  groups: readonly RecordingGroup[],
  end: number,
  shown: Shown = () => 0,
): readonly (readonly Pass[])[] {
  // Every SLO has rules of the same records: one of each tells.
  const rules = [
    ...new Map(groups.flatMap((group) => group.rules).map((rule) => [rule.record, rule])).values(),
  ];
  const depths = [...new Set(rules.map((rule) => depth(rule, rules)))].sort((a, b) => a - b);
  return depths.map((level) => {
    const some = rules.filter((rule) => depth(rule, rules) === level).map(({ record }) => record);
    const lengths = [...new Set(some.map((record) => lookedBack(record, rules, shown)))];
    return lengths.map((seconds) => ({
      range: { start: end - seconds - MARGIN_SECONDS, end },
      files: filesOf(
        groups,
        some.filter((record) => lookedBack(record, rules, shown) === seconds),
      ),
    }));
  });
}

function filesOf(groups: readonly RecordingGroup[], records: readonly string[]): Files {
  const some = withRecords(groups, new Set(records));
  return Object.fromEntries(some.map((group) => [fileName(group), toYaml({ groups: [group] })]));
}

const fileName = ({ name }: RuleGroup) => `${name.replaceAll(/[^\w.-]/g, ".")}.yml`;

function withRecords(
  groups: readonly RecordingGroup[],
  records: ReadonlySet<string>,
): readonly RecordingGroup[] {
  return groups
    .map((group) => ({ ...group, rules: group.rules.filter(({ record }) => records.has(record)) }))
    .filter(({ rules }) => rules.length > 0);
}

/** How many rules stand, one on the other, between this one and the scraped series. */
function depth(rule: RecordingRule, rules: readonly RecordingRule[]): number {
  const below = readsOf(rule, rules).flatMap(({ name }) => rules.filter(({ record }) => record === name));
  return below.length === 0 ? 0 : 1 + Math.max(...below.map((each) => depth(each, rules)));
}

/** How much of its past is read, seconds; 0 when only its last sample is. */
function lookedBack(record: string, rules: readonly RecordingRule[], shown: Shown): number {
  const lengths = rules.flatMap((rule) =>
    readsOf(rule, rules)
      .filter(({ name }) => name === record)
      .map(({ seconds }) => seconds + lookedBack(rule.record, rules, shown)),
  );
  return Math.max(shown(record), ...lengths);
}

interface Read {
  readonly name: string;
  /** Of the range; 0 for a single moment. */
  readonly seconds: number;
}

/** The records of other rules that a rule reads. */
function readsOf({ expr }: RecordingRule, rules: readonly RecordingRule[]): readonly Read[] {
  const selectors = expr.matchAll(/([a-zA-Z_:][\w:]*)\{[^{}]*\}(?:\[(\w+)\])?/g);
  return [...selectors]
    .map(([, name, range]) => ({ name: name!, seconds: range === undefined ? 0 : duration(range).seconds }))
    .filter(({ name }) => rules.some(({ record }) => record === name));
}
