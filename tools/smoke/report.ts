import { table } from "../preview/table.ts";
import type { Row } from "./checklist.ts";
import { RUN, SERVICE, type Signals } from "./signals.ts";

const HEAD = ["part", "check", "result", "what was seen, or is wrong"] as const;
/** Of a cell: queries are longer than anybody's screen. */
const LONGEST_CELL = 160;

/** What came of a run, for people: a table, then what to do about each failure. */
export function toText(stack: string, rows: readonly Row[], { run }: Signals, seconds: number): string {
  const cells = rows.map(({ check, part, result, says }) => [part, check, shout(result), short(says)]);
  const failed = rows.filter(({ result }) => result === "failed");
  const untried = rows.filter(({ result }) => result === "not tried").length;
  const passed = rows.length - failed.length - untried;
  return [
    `Smoke test of ${stack}:`,
    ...table([HEAD, ...cells]),
    "",
    ...failed.flatMap(({ check, part, says, todo = "" }, index) => [
      `FAILED  ${part}: ${check}`,
      `  ${says}`,
      // Said once of several that have it in common.
      ...(todo === "" || todo === failed[index + 1]?.todo ? [] : [`  what to do: ${todo}`]),
      ...(todo !== "" && todo === failed[index + 1]?.todo ? [] : [""]),
    ]),
    `${passed} ok, ${failed.length} failed, ${untried} not tried, in ${seconds} s. What was sent stays until it expires: service ${SERVICE}, ${RUN} ${run}.`,
  ].join("\n");
}

/** The same for programs. */
export function toJson(stack: string, rows: readonly Row[], { run, traceId }: Signals): string {
  const ok = rows.every(({ result }) => result === "ok");
  return JSON.stringify({ stack, ok, service: SERVICE, run, traceId, checks: rows }, undefined, 2);
}

const shout = (result: Row["result"]) => (result === "failed" ? "FAILED" : result);

const short = (text: string) => (text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text);
