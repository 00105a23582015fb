import type { StackInput } from "./read.ts";

/** The config of a stack as Pulumi hands it over: full key → text, structured values as JSON. */
export interface StackTexts {
  readonly project: string;
  readonly stack: string;
  readonly texts: Readonly<Record<string, string>>;
  /** Full keys of those that the stack file holds encrypted. */
  readonly encrypted: readonly string[];
}

/** The project's own part of it. */
export function toInput({ encrypted, project, stack, texts }: StackTexts): Omit<StackInput, "readFile"> {
  const prefix = `${project}:`;
  const own = Object.entries(texts).filter(([key]) => key.startsWith(prefix));
  return {
    stack,
    values: Object.fromEntries(own.map(([key, text]) => [key.slice(prefix.length), parseValue(text)])),
    encrypted: new Set(
      encrypted.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)),
    ),
  };
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
