import type { z } from "zod";
import { joinPath, type Path, type Problem, show, valueAt } from "./problem.ts";
import { hasOwn, isObject, isUnion, kindsOf, schemaAt } from "./schema-at.ts";
import { nearest, suggest } from "./suggest.ts";

type Issue = z.core.$ZodIssue;
type UnknownKeys = z.core.$ZodIssueUnrecognizedKeys;

/** An issue that zod found, as a person needs to hear it. The value is left out where it is encrypted. */
export function toProblems(issue: Issue, given: unknown, encrypted: ReadonlySet<string>): readonly Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: joinPath([...issue.path, key]),
      message: unknownSetting(issue, key, given),
    }));
  }
  const value = valueAt(given, issue.path);
  const path = joinPath(issue.path);
  if (issue.code === "invalid_key") return [{ path, message: issue.issues[0]?.message ?? issue.message }];
  if (value === undefined) return [{ path, message: `is missing: ${whenMissing(issue)}` }];
  if (isEmpty(issue, value)) return [{ path, message: `${empty(issue)}: ${expected(issue)}` }];
  const message = `${wrong(issue)}${quotes(issue, value)}`;
  return encrypted.has(String(issue.path[0])) ? [{ path, message }] : [{ path, given: show(value), message }];
}

/** Paths of the settings that unknown keys most likely mean, where those are not given as well. */
export function misspelt(issue: Issue, given: unknown): readonly string[] {
  if (issue.code !== "unrecognized_keys") return [];
  return issue.keys.flatMap((key) => {
    const meant = nearest(key, Object.keys(settingsAt(issue.path, given)));
    if (meant === undefined) return [];
    const path = [...issue.path, meant];
    return valueAt(given, path) === undefined ? [joinPath(path)] : [];
  });
}

/** What a stack file says when a heading stands alone: `lookout:loki:`. Pulumi hands it over as an empty text. */
function isEmpty(issue: Issue, value: unknown): boolean {
  return isDefault(issue) && issue.code === "invalid_type" && (value === null || value === "");
}

/** YAML's `.nan` and `1e400` arrive as null: JSON, in which stack files are handed over, has neither. */
function empty(issue: Issue): string {
  return issue.code === "invalid_type" && issue.expected === "number" ? "is empty or not finite" : "is empty";
}

/** Whether the message is zod's own and not one of the schema's. */
function isDefault({ message }: Issue): boolean {
  return /^(?:Invalid|Too (?:small|big))\b/.test(message);
}

function wrong(issue: Issue): string {
  return isDefault(issue) ? `is not allowed: ${expected(issue)}` : issue.message;
}

/** The second half of `is not a duration: write 15d`. */
function whenMissing(issue: Issue): string {
  if (isDefault(issue)) return expected(issue);
  const half = issue.message.indexOf(": ");
  return half < 0 ? "write a text" : issue.message.slice(half + 2);
}

function expected(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type": {
      const union = kinds(issue.path);
      return union.length > 0 ? kindList(union) : `write ${ARTICLES[issue.expected] ?? issue.expected}`;
    }
    case "invalid_value":
      return `write ${issue.values.map(String).join(" or ")}`;
    case "invalid_union":
      return kindList(kinds(issue.path));
    case "too_small":
      if (issue.origin === "string") return "write a text that is not empty";
      return `${issue.inclusive === false ? "above" : "at least"} ${issue.minimum}`;
    case "too_big":
      return `at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

/** A number written as a text, or a text as a number: YAML tells them apart by quotes. */
function quotes(issue: Issue, value: unknown): string {
  if (issue.code !== "invalid_type") return "";
  const isText = typeof value === "string";
  const isScalar = typeof value === "number" || typeof value === "boolean";
  if (issue.expected === "string")
    return isScalar && isDefault(issue) ? ", in quotes (by the CLI: --type string)" : "";
  if (issue.expected === "boolean") return isText && /^(?:true|false)$/.test(value) ? ", without quotes" : "";
  return isText && /^-?\d+(?:\.\d+)?$/.test(value) ? ", without quotes" : "";
}

const ARTICLES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "settings by name",
  record: "names and values",
};

/** A key that no setting has: a slip of the pen, or a setting of another kind of the same union. */
function unknownSetting({ path }: UnknownKeys, key: string, given: unknown): string {
  const union = schemaAt(path);
  const others = isUnion(union) ? union.options.filter((each) => hasOwn(each, key)).flatMap(kindsOf) : [];
  if (others.length > 0) return `is a setting of ${others.join(" or ")} alone`;
  const reference = joinPath(path) === "alerts" ? "docs/alerts.md" : undefined;
  return `is no setting; ${suggest(key, Object.keys(settingsAt(path, given)), reference)}`;
}

/** The settings beside which an unknown one stands; of a union, those of the kind that is given. */
function settingsAt(path: Path, given: unknown): Readonly<Record<string, unknown>> {
  const schema = schemaAt(path);
  const kind = `kind: ${String(valueAt(given, [...path, "kind"]))}`;
  const chosen = isUnion(schema) ? schema.options.find((each) => kindsOf(each).includes(kind)) : schema;
  return isObject(chosen) ? chosen.shape : {};
}

/** The discriminators of the union at a path: `kind: filesystem`, `kind: s3`. */
function kinds(path: Path): readonly string[] {
  const union = schemaAt(path.at(-1) === "kind" ? path.slice(0, -1) : path);
  return isUnion(union) ? union.options.flatMap(kindsOf) : [];
}

const kindList = (union: readonly string[]) => `write ${union.join(" or ")}`;
