import { readdirSync, readFileSync } from "node:fs";

/** A block between fences. */
export interface Fence {
  readonly language: string;
  readonly text: string;
}

/** What of a page of Markdown can be checked. */
export interface Page {
  readonly path: string;
  readonly fences: readonly Fence[];
  /** What stands in backticks within a line. */
  readonly code: readonly string[];
  /** Where links and pictures lead. */
  readonly links: readonly string[];
  /** The names that links to headings use. */
  readonly anchors: readonly string[];
}

const FENCE = /^([ \t]*)(`{3,}|~{3,})([\w-]*)[^\n]*\n([\s\S]*?)^\1\2[ \t]*$/gm;

/** Every page that people read. */
export function pagePaths(): readonly string[] {
  const inDocs = readdirSync("docs").filter((name) => name.endsWith(".md"));
  return ["README.md", "CONTRIBUTING.md", "test/judges/README.md", ...inDocs.map((name) => `docs/${name}`)];
}

export const readPage = (path: string): Page => toPage(path, readFileSync(path, "utf8"));

export function toPage(path: string, text: string): Page {
  const fences: Fence[] = [];
  const prose = text.replaceAll(FENCE, (_, indent: string, __, language: string, inner: string) => {
    fences.push({ language, text: inner.replaceAll(new RegExp(`^${indent}`, "gm"), "") });
    return "";
  });
  // In tables a bar within code is written with a backslash.
  const code = [...prose.matchAll(/(?<!`)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)/g)].map(([, , inner]) =>
    inner!.trim().replaceAll("\\|", "|"),
  );
  const bare = prose.replaceAll(/`[^`\n]+`/g, (each) => "x".repeat(each.length));
  const links = [...bare.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target!);
  return { path, fences, code, links, anchors: anchorsOf(prose) };
}

/** As GitHub makes them: small letters, no signs, hyphens for blanks, and a number where one is there already. */
function anchorsOf(prose: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...prose.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading]) => {
    const plain = heading!.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", "");
    const slug = plain
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
      .replaceAll(" ", "-");
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}
