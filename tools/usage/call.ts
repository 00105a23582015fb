import { parsed } from "../call/parse.ts";
import { ToolError } from "../call/tool-error.ts";
import { type Range, readRange } from "./days.ts";

export const USAGE = `Reports how many different users each JupyterHub had, day by day: a chart (HTML, SVG) and a table (CSV).

  npm run usage -- --from "3 months ago"      since that day, which is also what it does without --from
  npm run usage -- --from 2026-01 --to 2026-06   whole months; also yesterday, "1 August", "last friday"
  npm run usage -- --by <label>               a bar for each value of that label (default: namespace, a hub each)
  npm run usage -- --datasource <name>        another Prometheus than Grafana's default one, by name or UID
  npm run usage -- --out DIR                  where the files go (default: out/usage)
  npm run usage -- --open                     shows the page in the browser

Days are those of UTC. GRAFANA_URL and GRAFANA_TOKEN, in the environment or in .env, say where Grafana is and who asks.`;

/** What is to be reported, and to where. */
export interface Call {
  readonly range: Range;
  /** Label that tells hubs apart. */
  readonly by: string;
  /** Name or UID. */
  readonly datasource: string | undefined;
  readonly out: string;
  readonly open: boolean;
}

/**
 * @param now milliseconds since 1970.
 * @returns undefined when help is asked for.
 * @throws ToolError when the call is wrong.
 */
export function parseCall(args: readonly string[], now: number): Call | undefined {
  const { positionals, values } = parsed(
    args,
    {
      from: { type: "string", default: "3 months ago" },
      to: { type: "string", default: "now" },
      by: { type: "string", default: "namespace" },
      datasource: { type: "string" },
      out: { type: "string", default: "out/usage" },
      open: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    USAGE,
  );
  if (values.help) return undefined;
  if (positionals.length > 0)
    throw new ToolError(
      `"${positionals.join(" ")}" belongs to no option: dates of several words are quoted, as --from "3 months ago"\n\n${USAGE}`,
    );
  if (!/^[a-zA-Z_]\w*$/.test(values.by))
    throw new ToolError(`--by takes the name of a label, as namespace: letters, digits, underscores`);
  if (values.out === "") throw new ToolError("--out takes a folder");
  return {
    range: readRange(values.from, values.to, now),
    by: values.by,
    datasource: values.datasource,
    out: values.out.replace(/(?<=.)\/+$/, ""),
    open: values.open,
  };
}
