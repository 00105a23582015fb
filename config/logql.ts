import { parser } from "@grafana/lezer-logql";
import { BROKEN } from "./promql/source.ts";

/** As for PromQL: far beyond what people write. */
const LONGEST = 10_000;
/** Of the text where the grammar gave up, as a message shows it. */
const SHOWN = 20;

/**
 * Why a text is not LogQL, or undefined when it is. The grammar is Grafana's own; it knows no types.
 *
 * @param text without Grafana's variables: see dashboards/asked.ts.
 * @returns what follows the name of the query: `is not LogQL: it cannot be read from ") by" on`.
 */
export function checkLogql(text: string): string | undefined {
  if (text.trim() === "") return "is empty: write LogQL";
  if (text.length > LONGEST) return `is longer than ${LONGEST} characters`;
  const at = firstBroken(text);
  if (at === undefined) return undefined;
  const rest = text.slice(at).replaceAll(/\s+/g, " ").trim();
  if (rest === "") return "is not LogQL: something is missing at its end";
  const shown = rest.length <= SHOWN ? rest : `${rest.slice(0, SHOWN)}...`;
  return `is not LogQL: it cannot be read from ${shown} on`;
}

function firstBroken(text: string): number | undefined {
  let first: number | undefined;
  parser.parse(text).iterate({
    enter: ({ from, name }) => {
      if (name === BROKEN) first = Math.min(first ?? from, from);
    },
  });
  return first;
}
