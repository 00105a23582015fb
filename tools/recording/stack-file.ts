import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";
import { PLACEHOLDER } from "../../config/loader.ts";
import type { StackTexts } from "../../config/texts.ts";

/**
 * Reads `Pulumi.<stack>.yaml`, or an example. Encrypted values stay encrypted: a placeholder stands for each.
 *
 * @throws StackFileError when the file is no stack file.
 */
export function readStackFile(path: string, project: string): StackTexts {
  const stack = basename(path)
    .replace(/^Pulumi\./, "")
    .replace(/\.yaml$/, "");
  const entries = Object.entries(configOf(path)).map(([key, value]) => {
    const open = reveal(value);
    return {
      key: fullKey(key, project),
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

/** Full key of each encrypted value → what the file holds of it, which nobody can read without the stack's key. */
export function encryptedValues(path: string, project: string): Readonly<Record<string, string>> {
  const secrets = Object.entries(configOf(path)).filter(([, value]) => hasSecret(value));
  return Object.fromEntries(
    secrets.map(([key, value]) => [fullKey(key, project), JSON.stringify(value)] as const),
  );
}

const fullKey = (key: string, project: string) => (key.includes(":") ? key : `${project}:${key}`);

/** A stack file that cannot be read as one, before its settings are looked at. */
export class StackFileError extends Error {
  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
    this.name = "StackFileError";
  }
}

function configOf(path: string): Readonly<Record<string, unknown>> {
  const content = (parseFile(path) ?? {}) as { readonly config?: unknown };
  const outside = Object.keys(content).find((key) => key.includes(":"));
  if (outside !== undefined) throw new StackFileError(path, `\`${outside}\` stands outside of \`config\``);
  const { config } = content;
  if (config === undefined || config === null) return {};
  if (typeof config === "object" && !Array.isArray(config)) return { ...config };
  throw new StackFileError(path, "`config` holds no settings by name");
}

function parseFile(path: string): unknown {
  try {
    const content: unknown = parse(readFileSync(path, "utf8"));
    JSON.stringify(content); // fails for an alias that leads back to itself
    if (content === null || (typeof content === "object" && !Array.isArray(content))) return content;
  } catch (error) {
    throw new StackFileError(path, (error as Error).message.split("\n")[0]!.replace(/:$/, ""));
  }
  throw new StackFileError(path, "is no stack file: it has no `config`");
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
