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

/** Longest values that stand on one line beside each other. */
const ONE_LINE = 100;
/** Longest value that is shown whole, and what is shown around the place where two long ones differ. */
const WHOLE = 400;
const AROUND = 120;

/** `what: old → new`; long ones on lines of their own, very long ones around where they differ. */
export function changedValue(what: Text, from: string | undefined, to: string | undefined): Line {
  const [was, is] = clipped(from ?? "", to ?? "");
  if (from === undefined) return line(say`${what}: ${is} (new)`);
  if (to === undefined) return line(say`${what}: was ${was} (gone)`);
  if (was === is) return line(say`${what} changed`);
  const isShort = was.length + is.length <= ONE_LINE;
  const shown = (text: string): Value => (text === "" ? prose("nothing") : text);
  if (isShort) return line(say`${what}: ${shown(was)} → ${shown(is)}`);
  return line(say`${what}:`, [line(say`was ${shown(was)}`), line(say`is ${shown(is)}`)]);
}

function clipped(from: string, to: string): readonly [was: string, is: string] {
  if (from.length <= WHOLE && to.length <= WHOLE) return [from, to];
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start++;
  const begin = Math.max(0, start - AROUND / 2);
  const part = (text: string) => {
    const end = Math.min(text.length, begin + WHOLE - AROUND);
    return `${begin > 0 ? "…" : ""}${text.slice(begin, end)}${end < text.length ? "…" : ""}`;
  };
  return [part(from), part(to)];
}
