/** A string or a comment: whatever it holds is no code. */
export const LITERAL = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*/;
const LITERALS = new RegExp(LITERAL, "g");

/** The text with blanks for its strings and comments; positions stay. */
export function codeOf(text: string): string {
  return text.replace(LITERALS, (found) => " ".repeat(found.length));
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};
const ESCAPE = /\\(?:([abfnrtv\\])|(["'])|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3}))/y;

/**
 * What a string of PromQL stands for, or undefined when it is not closed or has an escape that PromQL has not: `"\d"`.
 * Bytes above 127 that are written as `\xff` or `\377` are read as code points.
 * Source: https://github.com/prometheus/prometheus/blob/v3.14.0/util/strutil/quote.go
 */
export function unquote(literal: string): string | undefined {
  const quote = literal[0]!;
  if (literal.length < 2 || !literal.endsWith(quote)) return undefined;
  const inner = literal.slice(1, -1);
  if (quote === "`" || !inner.includes("\\")) return inner;
  let value = "";
  for (let at = 0; at < inner.length; ) {
    if (inner[at] !== "\\") {
      value += inner[at++];
      continue;
    }
    ESCAPE.lastIndex = at;
    const found = ESCAPE.exec(inner);
    if (found === null) return undefined;
    const [whole, simple, quoted, byte, short, long, octal] = found;
    if (quoted !== undefined && quoted !== quote) return undefined;
    const hex = byte ?? short ?? long;
    const code = hex === undefined ? Number.parseInt(octal ?? "0", 8) : Number.parseInt(hex, 16);
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || (octal !== undefined && code > 255)) {
      return undefined;
    }
    value += simple === undefined ? (quoted ?? String.fromCodePoint(code)) : SIMPLE_ESCAPES[simple]!;
    at += whole.length;
  }
  return value;
}
