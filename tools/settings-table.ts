import { type JsonSchema, settingsSchema } from "../config/json-schema.ts";

/** Puts generated lines between a document's marks, `<!-- NAME: … -->` and `<!-- end of NAME -->`. */
export function insert(document: string, name: string, lines: readonly string[]): string {
  const begin = `<!-- ${name}: written by \`npm run schema\` -->`;
  const end = `<!-- end of ${name} -->`;
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`the document lacks ${begin} or ${end}`);
  return [before, begin, "\n", ...lines.map((line) => `${line}\n`), end, after].join("");
}

/** The table of every setting, for `docs/settings.md`. */
export function insertSettings(document: string): string {
  return insert(document, "settings", settingsTable());
}

/** The table of the sections alone, for the README. */
export function insertSections(document: string): string {
  const sections = Object.entries(settingsSchema().properties ?? {}).map(([key, schema]) => {
    const variants = schema.oneOf ?? [schema];
    const names = new Set(variants.flatMap((each) => Object.keys(each.properties ?? {})));
    // Each alert has a row in `docs/alerts.md`.
    const below = key === "alerts" ? [] : [...names].map((each) => `\`${each}\``);
    return `| \`${key}\` | ${schema.description ?? ""} | ${below.join(", ")} |`;
  });
  const head = ["", "| section | meaning | settings |", "| --- | --- | --- |"];
  return insert(document, "sections", [...head, ...sections, ""]);
}

/** The table of the catalogue's alerts, for `docs/alerts.md`. */
export function insertAlerts(document: string): string {
  const alerts = Object.entries(settingsSchema().properties?.["alerts"]?.properties ?? {});
  const rows = alerts.map(([name, { description = "", properties = {} }]) => {
    const { enabled, for: held, severity, team, ...numbers } = properties;
    const settings = Object.entries(numbers).map(
      ([key, each]) => `\`${key}\` ${defaultOf(each)}: ${each.description ?? ""}`,
    );
    const cells = [`[${name}](runbooks.md#${name.toLowerCase()})`, description];
    return `| ${[...cells, defaultOf(severity!), defaultOf(held!), settings.join("<br>")].join(" | ")} |`;
  });
  const head = [
    "",
    "| alert | it fires when | severity | for | thresholds |",
    "| --- | --- | --- | --- | --- |",
  ];
  return insert(document, "alerts", [...head, ...rows, ""]);
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
  // Each alert has a row in `docs/alerts.md`.
  if (path === "alerts") return rows;
  const below = nested.flatMap((variant) =>
    Object.entries(variant.properties ?? {}).flatMap(([key, inner]) => {
      if (variants !== undefined && key === "kind") return [];
      return rowsOf(inner, path === "" ? key : `${path}.${key}`);
    }),
  );
  const items = schema.items === undefined ? [] : rowsOf(schema.items, `${path}[]`).slice(1);
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
  return [schema.type ?? "any"].flat().join(", ");
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
