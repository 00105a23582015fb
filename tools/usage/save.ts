import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ToolError } from "../call/tool-error.ts";
import { chartOf, toSvg } from "./chart.ts";
import { toCsv } from "./csv.ts";
import { nameOf } from "./days.ts";
import { toPage } from "./page.ts";
import type { Report } from "./report.ts";

/**
 * Writes the report's three files, named by its days.
 *
 * @returns their paths: the page first.
 * @throws ToolError when they cannot be written.
 */
export function saveReport(report: Report, directory: string): readonly [string, ...string[]] {
  const chart = chartOf(report);
  const svg = toSvg(chart);
  const name = `unique-users-${nameOf(report.days[0]!)}-${nameOf(report.days.at(-1)!)}`;
  const write = (ending: string, content: string) => {
    const path = join(directory, `${name}.${ending}`);
    writeFileSync(path, content);
    return path;
  };
  try {
    mkdirSync(directory, { recursive: true });
    return [write("html", toPage(report, chart, svg)), write("svg", svg), write("csv", toCsv(report))];
  } catch (error) {
    throw new ToolError(`cannot write to ${directory}: ${(error as Error).message}`);
  }
}
