import type { z } from "zod";
import { joinPath, type Path, type Problem, show, valueAt } from "./problem.ts";
import { stackSchema } from "./schema/index.ts";
import { suggest } from "./suggest.ts";

/** An issue that zod found, as a person needs to hear it. The value is left out where it is encrypted. */
export function toProblems(
  issue: z.core.$ZodIssue,
  given: unknown,
  encrypted: ReadonlySet<string>,
): readonly Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: joinPath([...issue.path, key]),
      message: `is no setting; ${suggest(key, settingsAt(issue.path))}`,
    }));
  }
  const value = valueAt(given, issue.path);
  const path = joinPath(issue.path);
  if (value === undefined) return [{ path, message: `is missing: ${expected(issue)}` }];
  if (encrypted.has(String(issue.path[0]))) return [{ path, message: message(issue) }];
  return [{ path, given: show(value), message: message(issue) }];
}

function message(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
    case "invalid_value":
    case "invalid_union":
      return issue.message.startsWith("Invalid") ? `is not allowed: ${expected(issue)}` : issue.message;
    default:
      return issue.message;
  }
}

function expected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `write ${ARTICLES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `write ${issue.values.map(String).join(" or ")}`;
    case "invalid_union":
      return `write ${kinds(issue.path).join(" or ")}`;
    default:
      return issue.message;
  }
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

/** Names of the settings beside which an unknown one stands. */
function settingsAt(path: Path): readonly string[] {
  const inner = schemaAt(path);
  if (isObject(inner)) return Object.keys(inner.shape);
  if (isUnion(inner))
    return [...new Set(inner.options.flatMap((each) => (isObject(each) ? Object.keys(each.shape) : [])))];
  return [];
}

/** The schema at a path, without what makes it optional. */
function schemaAt(path: Path): unknown {
  let schema: unknown = stackSchema;
  for (const key of path) schema = step(unwrap(schema), key);
  return unwrap(schema);
}

function step(schema: unknown, key: PropertyKey): unknown {
  if (isObject(schema)) return schema.shape[String(key)];
  if (isUnion(schema)) {
    return schema.options
      .map((each) => (isObject(each) ? each.shape[String(key)] : undefined))
      .find((each) => each !== undefined);
  }
  const { element } = schema as { element?: unknown };
  return element;
}

interface ObjectSchema {
  readonly shape: Readonly<Record<string, unknown>>;
}
interface UnionSchema {
  readonly options: readonly unknown[];
}
const isObject = (schema: unknown): schema is ObjectSchema =>
  typeof schema === "object" && schema !== null && "shape" in schema;
const isUnion = (schema: unknown): schema is UnionSchema =>
  typeof schema === "object" && schema !== null && "options" in schema && Array.isArray(schema.options);

/** The schema inside `optional`, `default` and the like. */
function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (typeof inner === "object" && inner !== null && "unwrap" in inner && !("element" in inner)) {
    inner = (inner as { unwrap(): unknown }).unwrap();
  }
  return inner;
}

/** The discriminators of the union at a path: `filesystem`, `s3`. */
function kinds(path: Path): readonly string[] {
  const union = schemaAt(path.at(-1) === "kind" ? path.slice(0, -1) : path);
  if (!isUnion(union)) return [];
  return union.options.flatMap((each) => {
    const kind = isObject(each) ? (each.shape["kind"] as { values?: ReadonlySet<string> }) : undefined;
    return [...(kind?.values ?? [])].map((value) => `kind: ${value}`);
  });
}
