import type { StackInput } from "./read.ts";
import { stackSchema } from "./schema/index.ts";

/** The config of a stack as Pulumi hands it over: full key → text, structured values as JSON. */
export interface StackTexts {
  readonly project: string;
  readonly stack: string;
  readonly texts: Readonly<Record<string, string>>;
  /** Full keys of those that the stack file holds encrypted. */
  readonly encrypted: readonly string[];
}

/** The project's own part of it. */
export function toInput({
  encrypted,
  project,
  stack,
  texts,
}: StackTexts): Omit<StackInput, "readFile" | "listFiles"> {
  const prefix = `${project}:`;
  const own = Object.entries(texts).filter(([key]) => key.startsWith(prefix));
  return {
    stack,
    values: Object.fromEntries(own.map(([key, text]) => entry(key.slice(prefix.length), text))),
    encrypted: new Set(
      encrypted.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)),
    ),
  };
}

/** Only settings are structured: a secret may well be a text of JSON. */
function entry(key: string, text: string): readonly [string, unknown] {
  return [key, Object.hasOwn(stackSchema.shape, key) ? parseValue(text) : text];
}

/** A text that is no object or list stays a text. */
function parseValue(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
