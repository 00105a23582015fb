/** A piece of what is said: prose, or a name or value as it stands in files, which nobody may read as anything else. */
export type Part = string | { readonly code: string };
export type Text = readonly Part[];

/** A line, and those that belong below it. */
export interface Line {
  readonly text: Text;
  readonly below: readonly Line[];
}

export type Value = string | number | boolean | Text;

/** ``say`volume ${name} is gone` ``: what is filled in is a name or a value, unless it is a text itself. */
export function say(prose: TemplateStringsArray, ...values: readonly Value[]): Text {
  return prose.flatMap((part, index) => {
    const value = values[index];
    const filled = value === undefined ? [] : typeof value === "object" ? value : [code(String(value))];
    return [...(part === "" ? [] : [part]), ...filled];
  });
}

export function line(text: Text, below: readonly Line[] = []): Line {
  return { text, below };
}

/** Prose made elsewhere, as a number of things. */
export const prose = (text: string): Text => [text];

const code = (text: string): Part => ({ code: text.replaceAll(/\s+/g, " ").trim() });

/** `1 panel`, `3 panels`. */
export function counted(count: number, what: string): Text {
  return [`${count} ${what}${count === 1 ? "" : "s"}`];
}

/** `a`, `b` and `c`; of many the first, and how many more. */
export function listed(values: readonly Value[], most = 6): Text {
  const shown = values.length > most + 1 ? values.slice(0, most) : values;
  const rest = values.length - shown.length;
  const parts = [...shown.map((each) => say`${each}`), ...(rest > 0 ? [[`${rest} more`]] : [])];
  return parts.flatMap((part, index) => {
    if (index === 0) return part;
    return [index === parts.length - 1 ? " and " : ", ", ...part];
  });
}

/** Several texts as one, with a separator. */
export function joined(texts: readonly Text[], separator: string): Text {
  return texts.flatMap((text, index) => (index === 0 ? text : [separator, ...text]));
}

/** Longest pair of values that stands on one line. */
const ONE_LINE = 160;
/** Longest value that is shown whole; of a longer one what is shown on both sides of the place where it differs. */
const WHOLE = 100;
const AROUND = 30;
/** Longest part that is shown of a value. */
const MOST = 320;

/** `what: old → new`; long ones only where they differ, and what is still long on lines of their own. */
export function changedValue(what: Text, from: string | undefined, to: string | undefined): Line {
  if (from === undefined) return line(say`${what}: ${shown(clipped(to ?? ""))} (new)`);
  if (to === undefined) return line(say`${what}: was ${shown(clipped(from))} (gone)`);
  const [was, is] = focused(from.replaceAll(/\s+/g, " ").trim(), to.replaceAll(/\s+/g, " ").trim());
  if (was === is) return line(say`${what} changed`);
  if (was.length + is.length <= ONE_LINE) return line(say`${what}: ${shown(was)} → ${shown(is)}`);
  return line(say`${what}:`, [line(say`was ${shown(was)}`), line(say`is ${shown(is)}`)]);
}

const shown = (text: string): Value => (text === "" ? prose("nothing") : text);

const clipped = (text: string) => (text.length <= MOST ? text : `${text.slice(0, MOST)}…`);

/** The parts in which two texts differ, with the whole words around them. */
function focused(from: string, to: string): readonly [was: string, is: string] {
  if (from.length <= WHOLE && to.length <= WHOLE) return [from, to];
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  let end = 0;
  while (end < shorter - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  const begin = wordBefore(from, start - AROUND);
  const after = Math.max(0, end - AROUND);
  const part = (text: string) => {
    const stop = wordAfter(text, text.length - after);
    const some = clipped(text.slice(begin, stop));
    return `${begin > 0 ? "…" : ""}${some}${stop < text.length && !some.endsWith("…") ? "…" : ""}`;
  };
  return [part(from), part(to)];
}

function wordBefore(text: string, at: number): number {
  let place = Math.max(0, at);
  while (place > 0 && /\w/.test(text[place - 1]!)) place--;
  return place;
}

function wordAfter(text: string, at: number): number {
  let place = Math.min(text.length, at);
  while (place < text.length && /\w/.test(text[place]!)) place++;
  return place;
}
