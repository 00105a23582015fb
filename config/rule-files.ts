import { parse as parseYaml } from "yaml";
import { RULE_FILE_PREFIX } from "../model/rules.ts";
import type { RuleFile } from "./config.ts";
import { type Problem, show } from "./problem.ts";

/** The setting that names them. */
export const RULE_FILES = "prometheus.ruleFiles";

/** Reads the rule files of the user's own, under the names that they have beside each other. */
export function readRuleFiles(paths: readonly string[], readFile: (path: string) => string | undefined) {
  const ruleFiles: RuleFile[] = [];
  const problems: Problem[] = [];
  paths.forEach((file, index) => {
    const name = ruleFileName(file);
    const content = readFile(file);
    const groups = parseGroups(content);
    const wrong = checkName(name, ruleFiles) ?? (typeof groups === "string" ? groups : undefined);
    if (wrong !== undefined)
      problems.push({ path: `${RULE_FILES}[${index}]`, given: show(file), message: wrong });
    ruleFiles.push({
      name,
      content: content ?? "",
      records: typeof groups === "string" ? [] : recordedIn(groups),
    });
  });
  return { ruleFiles, problems };
}

function checkName(name: string, earlier: readonly RuleFile[]): string | undefined {
  if (earlier.some((each) => each.name === name))
    return `is a duplicate: an earlier one becomes the file ${name} too`;
  return name.startsWith(RULE_FILE_PREFIX)
    ? `becomes the file ${name}; names that begin with ${RULE_FILE_PREFIX} are those of Lookout's own rules: rename it`
    : undefined;
}

/** Flat, of characters that a ConfigMap's keys may have, and with one ending. */
function ruleFileName(path: string): string {
  const name = path.replaceAll("/", "-").replaceAll(" ", "_");
  return name.endsWith(".yml") ? name : `${name}.yml`;
}

/**
 * Enough to catch the wrong file; the expressions themselves are promtool's to judge.
 *
 * @returns what is wrong, or the groups.
 */
function parseGroups(content: string | undefined): string | readonly unknown[] {
  if (content === undefined) return "is no file of this project";
  try {
    const { groups } = (parseYaml(content) ?? {}) as { groups?: unknown };
    return Array.isArray(groups) ? groups : "is no rule file of Prometheus: it has no list `groups`";
  } catch (error) {
    const [first = ""] = (error as Error).message.split("\n");
    return `is not YAML: ${first.replace("; please use YAML.parseAllDocuments()", "").replace(/:$/, "")}`;
  }
}

function recordedIn(groups: readonly unknown[]): readonly string[] {
  return groups.flatMap((group) => {
    const { rules } = (group ?? {}) as { rules?: unknown };
    if (!Array.isArray(rules)) return [];
    return rules.flatMap((rule) => (typeof rule?.record === "string" ? [rule.record as string] : []));
  });
}
