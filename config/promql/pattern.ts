/** A regular expression as Prometheus' engine (RE2) reads it. */
export interface Pattern {
  /** Whether it matches a label that is absent or empty. */
  readonly matchesEmpty: boolean;
  /** How often its innermost part is repeated by counts in braces; RE2 allows 1,000. */
  readonly copies: number;
}

interface Reader {
  readonly text: string;
  at: number;
  /** How many groups are open. */
  depth: number;
}

const LARGEST_COUNT = 1000;
/** RE2's own limit is near this: it counts more than parentheses. */
const DEEPEST = 990;
const CHARACTER: Pattern = { matchesEmpty: false, copies: 1 };
/** Anchors hold at both ends of an empty text. */
const ANCHOR: Pattern = { matchesEmpty: true, copies: 1 };

const ESCAPED =
  /\\(?:[1-7][0-7]{1,2}|0[0-7]{0,2}|x[\da-fA-F]{2}|x\{0*[\da-fA-F]{1,6}\}|[afnrtv]|(?=\p{ASCII})\W|_)/uy;
const PERL_CLASS = /\\[dDsSwW]/y;
const UNICODE_CLASS = /\\[pP](?:\{\^?(\w+)\}|(\w))/y;
const NAMED_CLASS =
  /\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/y;
const ANY_NAMED_CLASS = /\[:[^\]]*:\]/y;
const QUOTED = /\\Q(.*?)(?:\\E|$)/sy;
const GROUP = /\((?:\?(?:P?<\w+>|(?:[imsU]+|[imsU]*-[imsU]+)?:))?(?!\?)/y;
const FLAGS = /\(\?(?:[imsU]*|[imsU]*-[imsU]+)\)/y;
const LOOK_AROUND = /\(\?<?[=!]/y;
const BACK_REFERENCE = /\\[1-9]/y;
const REPEAT = /(?:[*+?]|\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\})\??/y;

/**
 * Reads a pattern by RE2's grammar; JavaScript's differs both ways.
 * Throws a SyntaxError that says what is wrong.
 * Source: https://github.com/google/re2/wiki/Syntax
 */
export function readPattern(text: string): Pattern {
  const reader: Reader = { text, at: 0, depth: 0 };
  const pattern = alternatives(reader);
  if (reader.at < text.length) throw new SyntaxError("a closing parenthesis has no opening one");
  return pattern;
}

function take(reader: Reader, expected: RegExp): RegExpExecArray | undefined {
  expected.lastIndex = reader.at;
  const found = expected.exec(reader.text);
  if (found === null) return undefined;
  reader.at += found[0].length;
  return found;
}

function alternatives(reader: Reader): Pattern {
  const found = [sequence(reader)];
  while (reader.text[reader.at] === "|") {
    reader.at++;
    found.push(sequence(reader));
  }
  return {
    matchesEmpty: found.some(({ matchesEmpty }) => matchesEmpty),
    copies: Math.max(...found.map(({ copies }) => copies)),
  };
}

function sequence(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  let repeated = false;
  while (reader.at < reader.text.length && !"|)".includes(reader.text[reader.at]!)) {
    const repeat = take(reader, REPEAT);
    if (repeat === undefined) {
      parts.push(...part(reader));
    } else {
      const last = parts.pop();
      if (last === undefined) throw new SyntaxError(`nothing to repeat before ${repeat[0]}`);
      if (repeated) throw new SyntaxError(`${repeat[0]} follows another repetition`);
      parts.push(repetition(last, repeat));
    }
    repeated = repeat !== undefined;
  }
  return {
    matchesEmpty: parts.every(({ matchesEmpty }) => matchesEmpty),
    copies: Math.max(1, ...parts.map(({ copies }) => copies)),
  };
}

function repetition(inner: Pattern, [text, least, comma, most]: RegExpExecArray): Pattern {
  const matchesEmpty = inner.matchesEmpty || "*?".includes(text[0]!) || least === "0";
  if (least === undefined) return { matchesEmpty, copies: inner.copies };
  const count = Number(comma === undefined ? least : (most ?? least));
  const copies = most === "0" ? 1 : inner.copies * Math.max(1, count);
  if (copies > LARGEST_COUNT || Number(least) > LARGEST_COUNT) {
    throw new SyntaxError(`${text} repeats more than ${LARGEST_COUNT} times`);
  }
  if (most !== undefined && Number(most) < Number(least)) {
    throw new SyntaxError(`${text} has its larger number first`);
  }
  return { matchesEmpty, copies };
}

/** Usually one part; none for flags such as `(?i)`, several for a quoted text. */
function part(reader: Reader): readonly Pattern[] {
  const { text } = reader;
  switch (text[reader.at]) {
    case "(":
      if (take(reader, FLAGS) !== undefined) return [];
      return [group(reader)];
    case "[":
      characterClass(reader);
      return [CHARACTER];
    case "^":
    case "$":
      reader.at++;
      return [ANCHOR];
    case "\\":
      return escaped(reader);
    default:
      reader.at += text.codePointAt(reader.at)! > 0xffff ? 2 : 1;
      return [CHARACTER];
  }
}

function group(reader: Reader): Pattern {
  if (take(reader, LOOK_AROUND) !== undefined) throw new SyntaxError("RE2 has no look-ahead or look-behind");
  if (take(reader, GROUP) === undefined) throw new SyntaxError("RE2 has no such group");
  if (++reader.depth > DEEPEST) throw new SyntaxError(`more than ${DEEPEST} parentheses in each other`);
  const inner = alternatives(reader);
  if (reader.text[reader.at] !== ")") throw new SyntaxError("a parenthesis is not closed");
  reader.at++;
  reader.depth--;
  return inner;
}

function escaped(reader: Reader): readonly Pattern[] {
  const quoted = take(reader, QUOTED);
  if (quoted !== undefined) return [...quoted[1]!].map(() => CHARACTER);
  const next = reader.text[reader.at + 1];
  if (next !== undefined && "AzBb".includes(next)) {
    reader.at += 2;
    // An empty text has no word to bound.
    return [next === "b" ? CHARACTER : ANCHOR];
  }
  if (!classEscape(reader)) character(reader);
  return [CHARACTER];
}

function classEscape(reader: Reader): boolean {
  if (take(reader, PERL_CLASS) !== undefined) return true;
  const found = take(reader, UNICODE_CLASS);
  if (found === undefined) return false;
  if (!isUnicodeClass(found[1] ?? found[2]!)) throw new SyntaxError(`${found[0]} is no class of Unicode`);
  return true;
}

function isUnicodeClass(name: string): boolean {
  if (["Any", "ASCII", "Assigned"].includes(name)) return true;
  return ["General_Category", "Script"].some((property) => {
    try {
      return new RegExp(`\\p{${property}=${name}}`, "u") !== undefined;
    } catch {
      return false;
    }
  });
}

/** One character, plain or escaped; returns its code point. */
function character(reader: Reader): number {
  if (reader.text[reader.at] !== "\\") {
    const code = reader.text.codePointAt(reader.at)!;
    reader.at += code > 0xffff ? 2 : 1;
    return code;
  }
  const found = take(reader, ESCAPED)?.[0];
  if (found !== undefined) return codeOfEscape(found);
  if (take(reader, BACK_REFERENCE) !== undefined) throw new SyntaxError("RE2 has no back-references");
  const piece = reader.text.slice(reader.at, reader.at + 2);
  throw new SyntaxError(piece === "\\" ? "it ends with a backslash" : `RE2 has no ${piece}`);
}

const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

function codeOfEscape(text: string): number {
  const body = text.slice(1);
  const code = /^\d/.test(body)
    ? Number.parseInt(body, 8)
    : body.length > 2
      ? Number.parseInt(body.replaceAll(/[x{}]/g, ""), 16)
      : (CONTROL[body] ?? body.codePointAt(0)!);
  if (code > 0x10ffff) throw new SyntaxError(`${text} is beyond Unicode`);
  return code;
}

function characterClass(reader: Reader): void {
  reader.at += reader.text[reader.at + 1] === "^" ? 2 : 1;
  for (let first = true; first || reader.text[reader.at] !== "]"; first = false) {
    if (reader.at >= reader.text.length) throw new SyntaxError("a bracket is not closed");
    if (take(reader, NAMED_CLASS) !== undefined) continue;
    const unknown = take(reader, ANY_NAMED_CLASS);
    if (unknown !== undefined) throw new SyntaxError(`RE2 has no class ${unknown[0]}`);
    if (classEscape(reader)) continue;
    const from = reader.at;
    const low = character(reader);
    if (reader.text[reader.at] !== "-" || (reader.text[reader.at + 1] ?? "]") === "]") continue;
    reader.at++;
    if (character(reader) < low) {
      throw new SyntaxError(`${reader.text.slice(from, reader.at)} has its larger end first`);
    }
  }
  reader.at++;
}
