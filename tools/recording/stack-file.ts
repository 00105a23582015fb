import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";
import { PLACEHOLDER } from "../../config/loader.ts";
import type { StackTexts } from "../../config/texts.ts";

/**
 * Reads `Pulumi.<stack>.yaml`, or an example. Encrypted values stay encrypted: a placeholder stands for each.
 *
 * @throws when the file is not there or is no stack file.
 */
export function readStackFile(path: string, project: string): StackTexts {
  const stack = basename(path)
    .replace(/^Pulumi\./, "")
    .replace(/\.yaml$/, "");
  const { config } = (parse(readFileSync(path, "utf8")) ?? {}) as { config?: Record<string, unknown> };
  const entries = Object.entries(config ?? {}).map(([key, value]) => {
    const open = reveal(value);
    return {
      key: key.includes(":") ? key : `${project}:${key}`,
      text: typeof open === "object" && open !== null ? JSON.stringify(open) : String(open ?? ""),
      encrypted: hasSecret(value),
    };
  });
  return {
    project,
    stack,
    texts: Object.fromEntries(entries.map(({ key, text }) => [key, text])),
    encrypted: entries.filter(({ encrypted }) => encrypted).map(({ key }) => key),
  };
}

/** Pulumi writes an encrypted value as `{secure: …}`. */
function isSecret(value: unknown): value is { readonly secure: string } {
  return typeof value === "object" && value !== null && "secure" in value && Object.keys(value).length === 1;
}

function hasSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasSecret);
}

function reveal(value: unknown): unknown {
  if (isSecret(value)) return PLACEHOLDER;
  if (Array.isArray(value)) return value.map(reveal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reveal(inner)]));
}
