import { type JsonSchema, settingsSchema } from "../config/json-schema.ts";

const BEGIN = "<!-- settings: written by `npm run schema` -->";
const END = "<!-- end of settings -->";

/** Puts the table of settings between its marks. */
export function insertSettings(document: string): string {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`the document lacks ${BEGIN} or ${END}`);
  return [before, BEGIN, "\n", ...settingsTable().map((line) => `${line}\n`), END, after].join("");
}

/** Every setting: path, what it may be, default, meaning. */
function settingsTable(): readonly string[] {
  const rows = rowsOf(settingsSchema(), "");
  return ["", "| setting | value | default | meaning |", "| --- | --- | --- | --- |", ...rows, ""];
}

function rowsOf(schema: JsonSchema, path: string): readonly string[] {
  const variants = schema.oneOf ?? schema.anyOf;
  const nested = variants ?? (schema.properties === undefined ? [] : [schema]);
  const rows = path === "" ? [] : [row(schema, path)];
  const below = nested.flatMap((variant) =>
    Object.entries(variant.properties ?? {}).flatMap(([key, inner]) => {
      if (variants !== undefined && key === "kind") return [];
      return rowsOf(inner, path === "" ? key : `${path}.${key}`);
    }),
  );
  const items = schema.items?.properties === undefined ? [] : rowsOf(schema.items, `${path}[]`).slice(1);
  return [...rows, ...new Set(below), ...items];
}

function row(schema: JsonSchema, path: string): string {
  const cells = [`\`${path}\``, allowed(schema), defaultOf(schema), schema.description ?? ""];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function allowed(schema: JsonSchema): string {
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants !== undefined) {
    return variants.map((each) => kindOf(each) ?? allowed(each)).join(", ");
  }
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(", ");
  if (schema.type === "array")
    return `list of ${schema.items?.properties ? "settings" : allowed(schema.items ?? {})}`;
  if (schema.type === "object") return schema.properties ? "settings" : "names and values";
  return schema.type ?? "any";
}

function kindOf({ properties }: JsonSchema): string | undefined {
  const kind = properties?.["kind"]?.const;
  return kind === undefined ? undefined : `\`kind: ${String(kind)}\``;
}

/** Objects have the defaults of what they hold. */
function defaultOf(schema: JsonSchema): string {
  const value = schema.default;
  if (value === undefined || (typeof value === "object" && !Array.isArray(value))) return "";
  return code(value);
}

const code = (value: unknown) => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
