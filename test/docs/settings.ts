import { parse } from "yaml";
import { type JsonSchema, settingsSchema } from "../../config/json-schema.ts";
import { ConfigError } from "../../config/problem.ts";
import { readConfig } from "../../config/read.ts";
import { NAMED_SECRETS, SECRETS } from "../../model/secrets.ts";
import type { Fence } from "./page.ts";

const SCHEMA = settingsSchema();
const SECTIONS = Object.keys(SCHEMA.properties ?? {});
/** Endings of files whose first part is also a section: `grafana.ini`. */
const FILES = ["ini", "md", "ts", "yaml", "yml", "json"];

/** A setting by its path, as `prometheus.remoteWrite[].url`, also with a value behind it; undefined for other code. */
export function settingIn(code: string): string | undefined {
  const path = /^([a-zA-Z]+(?:\[\])?(?:\.[a-zA-Z]+(?:\[\])?)+)(?:: .+)?$/.exec(code)?.[1];
  if (path === undefined || FILES.includes(path.split(".").at(-1)!)) return undefined;
  return SECTIONS.includes(path.split(/[.[]/)[0]!) ? path : undefined;
}

/** Whether the schema has it. */
export function isSetting(path: string): boolean {
  const names = path.split(".").map((name) => name.replace("[]", ""));
  return (
    names.reduce<readonly JsonSchema[]>((at, name) => at.flatMap((each) => below(each, name)), [SCHEMA])
      .length > 0
  );
}

function below(schema: JsonSchema, name: string): readonly JsonSchema[] {
  const inner = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
  const own = schema.properties?.[name];
  const free = schema.properties === undefined && typeof schema.additionalProperties === "object";
  return [
    ...(own === undefined ? [] : [own]),
    ...(free ? [schema.additionalProperties as JsonSchema] : []),
    ...inner.flatMap((each) => below(each, name)),
  ];
}

/** Keys of the stack file that a text names, `lookout:grafanaAdminPassword`, and that are none. */
export function unknownKeys(text: string): readonly string[] {
  const found = [...text.matchAll(/\blookout:([a-zA-Z][\w.[\]-]*)/g)].map(([, key]) =>
    key!.replace(/\.$/, ""),
  );
  return found.filter((key) => {
    const isNamed = NAMED_SECRETS.some((kind) => key.startsWith(`${kind}-`));
    const isKnown = [...SECTIONS, ...Object.values<string>(SECRETS)].includes(key);
    return (
      !isNamed &&
      !isKnown &&
      !(SECTIONS.includes(key.split(/[.[]/)[0]!) && isSetting(key.replaceAll(/\[\d*\]/g, "")))
    );
  });
}

/** Types of components and resources: `lookout:kubernetes:Workload`. */
export const withoutTypes = (text: string) => text.replaceAll(/\blookout:[a-z]+:[A-Z]\w*/g, "");

/** What the reader of stack files says of a block of settings; nothing for other blocks. */
export function problemsOf({ language, text }: Fence): readonly string[] {
  if (language !== "yaml" || !/^\s*lookout:/m.test(text)) return [];
  const whole = parse(text) as { config?: Record<string, unknown> };
  const entries = Object.entries(whole.config ?? whole).map(([key, value]) => [
    key.replace("lookout:", ""),
    value,
  ]);
  try {
    readConfig({
      stack: "example",
      values: Object.fromEntries(entries),
      encrypted: new Set(),
      readFile: () => undefined,
    });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // Files that a page tells to make are not there.
    return error.message
      .split("\n")
      .slice(1)
      .filter((line) => line.startsWith("  lookout:") && !/is no (?:file|folder) of this project/.test(line));
  }
}
