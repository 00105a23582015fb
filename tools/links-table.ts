import { readConfig } from "../config/read.ts";
import { type Link, links, type Signal } from "../provisioning/links.ts";
import type { Need } from "../provisioning/needs.ts";
import { insert } from "./settings-table.ts";

/** The table of links between signals, for `docs/links.md`: those of a stack in which nothing is set. */
export function insertLinks(document: string): string {
  const { config } = readConfig({
    stack: "example",
    values: {},
    encrypted: new Set(),
    readFile: () => undefined,
  });
  const rows = grouped(links(config)).map(
    ([first, ...others]) =>
      `| ${first!.from} → ${first!.to} | ${first!.click} | ${[first!, ...others].map(({ title }) => title).join(", ")} | ${sides([first!, ...others])} |`,
  );
  const head = ["", "| from → to | what to click | link | it needs |", "| --- | --- | --- | --- |"];
  return insert(document, "links", [...head, ...rows, ""]);
}

/** Links that stand at the same place and lead the same way are one row. */
function grouped(all: readonly Link[]): readonly (readonly Link[])[] {
  const rows = new Map<string, Link[]>();
  for (const link of all) {
    const key = [link.from, link.to, link.click].join();
    rows.set(key, [...(rows.get(key) ?? []), link]);
  }
  return [...rows.values()];
}

function sides(group: readonly Link[]): string {
  const [{ from, to }] = group as readonly [Link, ...Link[]];
  const source = side(
    from,
    group.flatMap((link) => link.source),
  );
  const target = side(
    to,
    group.flatMap((link) => link.target),
  );
  return `${source}; ${target}`;
}

const NOUNS: Readonly<Record<Signal, string>> = { metrics: "metrics", logs: "lines", traces: "spans" };

function side(signal: Signal, needs: readonly Need[]): string {
  return `${NOUNS[signal]} with ${[...new Set(needs.map(named))].join(", ")}`;
}

function named(need: Need): string {
  switch (need.kind) {
    case "index label":
    case "metric label":
    case "span attribute":
      return `\`${need.name}\``;
    case "structured metadata":
      return need.names.map((name) => `\`${name}\``).join(" or ");
    case "line":
      return "the id in their text";
    case "metric":
      return `the name \`${need.name}\``;
    case "exemplar label":
      return `exemplars with \`${need.name}\``;
    case "span field":
      return `their ${need.name}`;
  }
}
