import { parsed } from "../call/parse.ts";
import { ToolError } from "../call/tool-error.ts";

export const USAGE = `Saves pictures of Grafana's dashboards: one PNG each, named by the dashboard's UID.

  npm run screenshots -- <grafana url>                every dashboard that there is
  npm run screenshots -- <grafana url> <dashboard> …  those, by UID or title
  --to DIR            where the pictures go (default: docs/images)
  --from, --until     the time that is shown, as Grafana writes it (default: now-6h, now)
  --var NAME=VALUE    of a variable, in every dashboard that has it; may be given again
  --size 1600x900     of the window, and so of the picture (the default)
  --full              as tall as the dashboard is
  --theme light|dark  (default: as Grafana has it)

Who looks: GRAFANA_TOKEN, or GRAFANA_USER and GRAFANA_PASSWORD, in the environment or in .env; nobody in particular without.
The browser: CHROMIUM, or the Chromium or Chrome that is installed.`;

/** What is to be pictured, and how. */
export interface Call {
  readonly url: string;
  /** UIDs or titles; all when empty. */
  readonly dashboards: readonly string[];
  readonly to: string;
  readonly look: Look;
}

/** How a dashboard is shown. */
export interface Look {
  readonly from: string;
  readonly until: string;
  /** Variables and their values; a name may be there again. */
  readonly variables: readonly (readonly [name: string, value: string])[];
  readonly width: number;
  readonly height: number;
  readonly full: boolean;
  readonly theme: "light" | "dark" | undefined;
}

const SMALLEST = 200;
const LARGEST = 8000;

/**
 * @returns undefined when help is asked for.
 * @throws ToolError when the call is wrong.
 */
export function parseCall(args: readonly string[]): Call | undefined {
  const { positionals, values } = parsed(
    args,
    {
      to: { type: "string", default: "docs/images" },
      from: { type: "string", default: "now-6h" },
      until: { type: "string", default: "now" },
      var: { type: "string", multiple: true, default: [] },
      size: { type: "string", default: "1600x900" },
      full: { type: "boolean", default: false },
      theme: { type: "string" },
      help: { type: "boolean", default: false },
    },
    USAGE,
  );
  if (values.help) return undefined;
  const [url, ...dashboards] = positionals;
  if (url === undefined || !/^https?:/.test(url))
    throw new ToolError(`the address of Grafana comes first, as http://localhost:3000\n\n${USAGE}`);
  if (values.to === "") throw new ToolError("--to takes a folder");
  const { theme } = values;
  if (theme !== undefined && theme !== "light" && theme !== "dark")
    throw new ToolError(`--theme "${theme}" is neither light nor dark`);
  const { from, full, to, until } = values;
  const variables = values.var.map(variable);
  return { url, dashboards, to, look: { from, until, variables, full, theme, ...sizeOf(values.size) } };
}

function variable(text: string): readonly [name: string, value: string] {
  const [, name, value] = /^(\w+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new ToolError(`--var "${text}" sets no variable: write service=gateway`);
  return [name, value];
}

function sizeOf(text: string): Pick<Look, "width" | "height"> {
  const [width, height] = (/^(\d+)x(\d+)$/.exec(text) ?? []).slice(1).map(Number);
  const fits = (length: number | undefined) =>
    length !== undefined && length >= SMALLEST && length <= LARGEST;
  if (!fits(width) || !fits(height))
    throw new ToolError(`--size "${text}" is no size: write 1600x900, each from ${SMALLEST} to ${LARGEST}`);
  return { width: width!, height: height! };
}
