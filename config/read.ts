import type { z } from "zod";
import { type Config, resolve } from "./config.ts";
import { readDashboardFiles } from "./dashboard-files.ts";
import { knownDatasources } from "./dashboards/datasources.ts";
import { misspelt, toProblems } from "./issues.ts";
import { missingForPages } from "./paging.ts";
import { placeholders } from "./placeholders.ts";
import { ConfigError, joinPath, type Need, overlaps, type Path, type Problem, valueAt } from "./problem.ts";
import { RULE_FILES, readRuleFiles } from "./rule-files.ts";
import { RULES } from "./rules/index.ts";
import { type StackConfig, stackSchema } from "./schema/index.ts";
import { checkKeys, missingSecrets, readerOf } from "./secrets.ts";
import { withSloFiles } from "./slo-files.ts";
import { nearest } from "./suggest.ts";

/** What a stack file says under `lookout:`. */
export interface StackInput {
  /** Name of the stack. */
  readonly stack: string;
  /** Key without `lookout:` → value; structured values as objects, secrets as text. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The keys that the stack file holds encrypted. */
  readonly encrypted: ReadonlySet<string>;
  /** Text of a file of the project, or undefined when it is not there. */
  readonly readFile: (path: string) => string | undefined;
  /** Paths of the files in a folder of the project and below it, or undefined when it is not there. None by default. */
  readonly listFiles?: (directory: string) => readonly string[] | undefined;
}

export interface ReadConfig {
  readonly config: Config;
  /** What the owner must still supply before a deployment. */
  readonly needs: readonly Need[];
}

const SETTINGS = Object.keys(stackSchema.shape);

/**
 * Reads and checks a stack's config. Pure.
 *
 * @throws ConfigError with every problem that could be found, at once.
 */
export function readConfig({
  stack,
  values,
  encrypted,
  readFile,
  listFiles = () => undefined,
}: StackInput): ReadConfig {
  const settings = Object.fromEntries(Object.entries(values).filter(([key]) => SETTINGS.includes(key)));
  const { located, problems: unreadable, values: given } = withSloFiles(settings, encrypted, readFile);
  const { read, invalid, problems: shape } = parseLeniently(given, encrypted);
  // Nothing is said of what is encrypted: it may be a secret.
  const unread = [...invalid, ...misspeltKeys(values), ...encrypted];
  const isRead = (path: string) => !unread.some((bad) => overlaps(path, bad));
  const rules = readRuleFiles(isRead(RULE_FILES) ? read.prometheus.ruleFiles : [], readFile);
  const datasources = isRead("grafana.datasources") && isRead("alerting.engine");
  const dashboards = readDashboardFiles(
    isRead("dashboards") ? read.dashboards : undefined,
    datasources ? knownDatasources(read.alerting.engine, read.grafana.datasources) : undefined,
    { readFile, listFiles },
  );
  const config = resolve(stack, read, { rules: rules.ruleFiles, dashboards: dashboards.files });
  const across = RULES.filter(({ reads }) => reads.every(isRead));
  const problems = [
    ...located(shape),
    ...unreadable,
    ...rules.problems,
    ...dashboards.problems,
    ...checkKeys(stack, Object.keys(values), encrypted, read, SETTINGS, unread),
    ...located(across.flatMap(({ check }) => check(config))),
  ];
  if (problems.length > 0) throw new ConfigError(stack, problems);
  const present = new Set(Object.keys(values).filter((key) => encrypted.has(key) && values[key] !== ""));
  const needs = [
    ...placeholders(stack, read),
    ...missingForPages(config),
    ...missingSecrets(stack, read, present),
  ];
  return { config, needs };
}

interface Lenient {
  readonly read: StackConfig;
  /** Paths that were wrong, or most likely meant by a wrong one; they stand at their defaults in `read`. */
  readonly invalid: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Parses, and where something is wrong takes it out and parses again, so that one mistake does not hide the
 * mistakes that only rules across settings see.
 */
function parseLeniently(given: Readonly<Record<string, unknown>>, encrypted: ReadonlySet<string>): Lenient {
  const problems: Problem[] = [];
  const invalid: string[] = [];
  const rest: unknown = structuredClone(given);
  for (;;) {
    const result = stackSchema.safeParse(rest);
    if (result.success) return { read: result.data, invalid, problems };
    const fresh = result.error.issues.filter(
      ({ path }) => !invalid.some((bad) => overlaps(bad, joinPath(path))),
    );
    problems.push(...fresh.flatMap((issue) => toProblems(issue, given, encrypted)));
    invalid.push(...result.error.issues.flatMap((issue) => misspelt(issue, given)));
    const wrong = result.error.issues.flatMap(culprits);
    // Found before any is taken out: two wrong entries are one list.
    const present = wrong.map((path) => existing(rest, path));
    if (present.every((path) => path.length === 0)) throw result.error;
    invalid.push(...[...wrong, ...present].map(joinPath));
    for (const path of present) {
      delete (valueAt(rest, path.slice(0, -1)) as Record<PropertyKey, unknown> | undefined)?.[path.at(-1)!];
    }
  }
}

/** Settings that an unknown key of the stack file most likely means. */
function misspeltKeys(values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(values).flatMap((key) => {
    if (SETTINGS.includes(key) || readerOf(key) !== undefined) return [];
    const meant = nearest(key, SETTINGS);
    return meant === undefined || Object.hasOwn(values, meant) ? [] : [meant];
  });
}

/** What to take out so that the rest can be read: the value, or the whole list that it stands in. */
function culprits(issue: z.core.$ZodIssue): readonly Path[] {
  const paths =
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => {
    const index = path.findIndex((key) => typeof key === "number");
    return index < 0 ? path : path.slice(0, index);
  });
}

/** The path itself or, where there is nothing, the nearest one around it that is there. */
function existing(root: unknown, path: Path): Path {
  const parent = valueAt(root, path.slice(0, -1));
  const isThere = typeof parent === "object" && parent !== null && Object.hasOwn(parent, path.at(-1) ?? "");
  return path.length === 0 || isThere ? path : existing(root, path.slice(0, -1));
}
