import { parse as parseYaml } from "yaml";
import type { z } from "zod";
import { type Config, type RuleFile, resolve } from "./config.ts";
import { toProblems } from "./issues.ts";
import { placeholders } from "./placeholders.ts";
import { ConfigError, joinPath, type Need, type Path, type Problem, show, valueAt } from "./problem.ts";
import { RULES } from "./rules/index.ts";
import { type StackConfig, stackSchema } from "./schema/index.ts";
import { checkKeys, missingSecrets } from "./secrets.ts";

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
export function readConfig({ stack, values, encrypted, readFile }: StackInput): ReadConfig {
  const given = Object.fromEntries(Object.entries(values).filter(([key]) => SETTINGS.includes(key)));
  const { read, invalid, problems: shape } = parseLeniently(given, encrypted);
  const files = readRuleFiles(read.prometheus.ruleFiles, readFile);
  const config = resolve(stack, read, files.ruleFiles);
  const across = RULES.filter(
    ({ reads }) => !reads.some((path) => invalid.some((bad) => overlaps(path, bad))),
  );
  const problems = [
    ...shape,
    ...files.problems,
    ...checkKeys(stack, Object.keys(values), encrypted, read, SETTINGS),
    ...across.flatMap(({ check }) => check(config)),
  ];
  if (problems.length > 0) throw new ConfigError(stack, problems);
  const present = new Set(Object.keys(values).filter((key) => encrypted.has(key) && values[key] !== ""));
  return { config, needs: [...placeholders(stack, read), ...missingSecrets(stack, read, present)] };
}

interface Lenient {
  readonly read: StackConfig;
  /** Paths that were wrong and stand at their defaults in `read`. */
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
    for (const path of result.error.issues.flatMap(culprits)) {
      invalid.push(joinPath(path));
      remove(rest, path);
    }
  }
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

function readRuleFiles(paths: readonly string[], readFile: StackInput["readFile"]) {
  const ruleFiles: RuleFile[] = [];
  const problems: Problem[] = [];
  paths.forEach((file, index) => {
    const path = `prometheus.ruleFiles[${index}]`;
    const content = readFile(file);
    const wrong = content === undefined ? "is no file of this project" : checkRuleFile(content);
    if (wrong !== undefined) problems.push({ path, given: show(file), message: wrong });
    if (content !== undefined) ruleFiles.push({ name: file.replaceAll("/", "-"), content });
  });
  return { ruleFiles, problems };
}

/** Enough to catch the wrong file; the expressions themselves are promtool's to judge. */
function checkRuleFile(content: string): string | undefined {
  try {
    const { groups } = (parseYaml(content) ?? {}) as { groups?: unknown };
    return Array.isArray(groups) ? undefined : "is no rule file of Prometheus: it has no list `groups`";
  } catch (error) {
    return `is not YAML: ${(error as Error).message.split("\n")[0]}`;
  }
}

function overlaps(a: string, b: string): boolean {
  const within = (inner: string, outer: string) =>
    inner === outer || outer === "" || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
  return within(a, b) || within(b, a);
}

/** Takes a value out; where there is none, it is what lacks it that goes. */
function remove(root: unknown, path: Path): void {
  const parent = valueAt(root, path.slice(0, -1)) as Record<PropertyKey, unknown> | undefined;
  const key = path.at(-1);
  if (key === undefined) return;
  if (parent !== undefined && parent !== null && key in parent) delete parent[key];
  else remove(root, path.slice(0, -1));
}
