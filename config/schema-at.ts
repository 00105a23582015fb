import type { Path } from "./problem.ts";
import { stackSchema } from "./schema/index.ts";

/** The schema at a path, without what makes it optional. */
export function schemaAt(path: Path): unknown {
  let schema: unknown = stackSchema;
  for (const key of path) schema = step(unwrap(schema), key);
  return unwrap(schema);
}

function step(schema: unknown, key: PropertyKey): unknown {
  const name = String(key);
  if (isObject(schema)) return Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
  if (isUnion(schema)) {
    const option = schema.options.find((each) => hasOwn(each, name));
    return isObject(option) ? option.shape[name] : undefined;
  }
  return (schema as { element?: unknown } | undefined)?.element;
}

interface ObjectSchema {
  readonly shape: Readonly<Record<string, unknown>>;
}
interface UnionSchema {
  readonly options: readonly unknown[];
}
export const isObject = (schema: unknown): schema is ObjectSchema =>
  typeof schema === "object" && schema !== null && "shape" in schema;
export const isUnion = (schema: unknown): schema is UnionSchema =>
  typeof schema === "object" && schema !== null && "options" in schema && Array.isArray(schema.options);

/** The schema inside `optional`, `default` and the like. */
function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (typeof inner === "object" && inner !== null && "unwrap" in inner && !("element" in inner)) {
    inner = (inner as { unwrap(): unknown }).unwrap();
  }
  return inner;
}

/** Whether an object's schema has a setting. */
export function hasOwn(schema: unknown, key: string): boolean {
  return isObject(schema) && Object.hasOwn(schema.shape, key);
}

/** The discriminator of one option of a union: `kind: s3`. */
export function kindsOf(option: unknown): readonly string[] {
  const kind = isObject(option) ? (option.shape["kind"] as { values?: ReadonlySet<string> }) : undefined;
  return [...(kind?.values ?? [])].map((value) => `kind: ${value}`);
}
