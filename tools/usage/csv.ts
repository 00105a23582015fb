import { nameOf } from "./days.ts";
import { type Report, totals } from "./report.ts";

/**
 * A line a day, a column a hub, and their sum. What is not known is empty, not 0.
 * Source: https://www.rfc-editor.org/rfc/rfc4180
 */
export function toCsv(report: Report): string {
  const { days, hubs } = report;
  const sums = totals(report);
  const lines = [
    ["day", ...hubs.map(({ name }) => name), "all"],
    ...days.map((day, index) => [
      nameOf(day),
      ...hubs.map(({ users }) => String(users[index] ?? "")),
      String(sums[index] ?? ""),
    ]),
  ];
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** Spreadsheets compute what begins like a formula: a label's value could be one. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
