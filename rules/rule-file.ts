import type { AlertingRule, RecordingRule, RuleGroup } from "../model/rules.ts";

/**
 * Groups as they stand in a rule file of Prometheus. Written here and not by a YAML library: a thousand SLOs are forty
 * thousand rules, of a shape that never changes, and texts in single quotes need one escape.
 */
export function groupsText(groups: readonly RuleGroup[]): string {
  const lines: string[] = [];
  for (const group of groups) writeGroup(group, lines);
  return lines.join("\n");
}

/** A rule file of such texts. */
export function ruleFile(texts: readonly string[]): string {
  return ["groups:", ...texts, ""].join("\n");
}

/** What a text takes in a file, with its line break. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text) + 1;
}

function writeGroup({ interval, labels, name, rules }: RuleGroup, lines: string[]): void {
  lines.push(`  - name: ${quoted(name)}`);
  if (interval !== undefined) lines.push(`    interval: ${interval}`);
  writeTexts("labels", labels, "    ", lines);
  lines.push("    rules:");
  for (const rule of rules) writeRule(rule, lines);
}

function writeRule(rule: RecordingRule | AlertingRule, lines: string[]): void {
  lines.push("record" in rule ? `      - record: ${rule.record}` : `      - alert: ${rule.alert}`);
  lines.push(`        expr: ${quoted(rule.expr)}`);
  if ("for" in rule && rule.for !== undefined) lines.push(`        for: ${rule.for}`);
  writeTexts("labels", rule.labels, "        ", lines);
  if ("annotations" in rule) writeTexts("annotations", rule.annotations, "        ", lines);
}

function writeTexts(
  key: string,
  texts: Readonly<Record<string, string>> | undefined,
  indent: string,
  lines: string[],
): void {
  const entries = Object.entries(texts ?? {});
  if (entries.length === 0) return;
  lines.push(`${indent}${key}:`);
  for (const [name, value] of entries) lines.push(`${indent}  ${name}: ${quoted(value)}`);
}

/**
 * Line breaks inside single quotes would be folded and control characters are not allowed, so such texts are quoted as
 * JSON, which YAML reads too; what JSON leaves as it is, and YAML does not, is escaped as well.
 */
function quoted(text: string): string {
  if (!/[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replaceAll(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
