/** GitHub refuses comments and issues that are longer. It counts characters; texts here count at least as many. */
export const LONGEST_BODY = 65_536;

/**
 * A text that fits, cut at the end of a line, with what is open in it closed.
 *
 * @param note says where the rest is; stands at the end of what was cut.
 */
export function cut(text: string, longest: number, note: string): string {
  if (text.length <= longest) return text;
  const end = `\n\n${note}\n`;
  // Room for what closes.
  const room = longest - end.length - 200;
  const lines = text.slice(0, room).split("\n").slice(0, -1);
  // A single line that is too long leaves none.
  const kept = lines.length > 0 ? lines : [text.slice(0, room).replace(/[\uD800-\uDBFF]$/, "")];
  return [...kept, ...closings(kept)].join("\n") + end;
}

/** The lines that close code and details, which would swallow all that follows. */
function closings(lines: readonly string[]): readonly string[] {
  let fence: string | undefined;
  let details = 0;
  for (const line of lines) {
    const found = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) {
      details += (line.match(/<details\b/g)?.length ?? 0) - (line.match(/<\/details>/g)?.length ?? 0);
      fence = found;
    } else if (found?.startsWith(fence)) fence = undefined;
  }
  return [
    ...(fence === undefined ? [] : [fence]),
    ...Array<string>(Math.max(0, details)).fill("\n</details>"),
  ];
}

/** A text as a block of code, whatever it holds. */
export function codeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}
