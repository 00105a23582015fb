import { parse as parseYaml } from "yaml";
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
    const wrong = ruleFiles.some((earlier) => earlier.name === name)
      ? `is a duplicate: an earlier one becomes the file ${name} too`
      : checkRuleFile(content);
    if (wrong !== undefined)
      problems.push({ path: `${RULE_FILES}[${index}]`, given: show(file), message: wrong });
    ruleFiles.push({ name, content: content ?? "" });
  });
  return { ruleFiles, problems };
}

/** Flat, of characters that a ConfigMap's keys may have, and with one ending. */
function ruleFileName(path: string): string {
  const name = path.replaceAll("/", "-").replaceAll(" ", "_");
  return name.endsWith(".yml") ? name : `${name}.yml`;
}

/** Enough to catch the wrong file; the expressions themselves are promtool's to judge. */
function checkRuleFile(content: string | undefined): string | undefined {
  if (content === undefined) return "is no file of this project";
  try {
    const { groups } = (parseYaml(content) ?? {}) as { groups?: unknown };
    return Array.isArray(groups) ? undefined : "is no rule file of Prometheus: it has no list `groups`";
  } catch (error) {
    const [first = ""] = (error as Error).message.split("\n");
    return `is not YAML: ${first.replace("; please use YAML.parseAllDocuments()", "").replace(/:$/, "")}`;
  }
}
