import { type Duration, duration, parseDuration } from "../../model/duration.ts";
import { parsed } from "../call/parse.ts";
import { ToolError } from "../call/tool-error.ts";
import { type Matcher, matchAll, parseMatcher } from "./matchers.ts";

/** What is longer is no silence but a setting: `alerts.<name>.enabled`, or a mute timing. */
export const LONGEST = duration("7d");

export const USAGE = `Silences alerts of a running stack for a while, in Grafana or Alertmanager, whichever tells of them.

  npm run silence -- --for 2h --match service=gateway --reason "moving the database"
                                     alerts that match all of --match (=, !=, =~, !~), for at most ${LONGEST.text}
  npm run silence -- list            the silences that hold now or will (--all: those that are over too)
  npm run silence -- expire <id>     ends one

  --by <name>       who silences (default: git's user.name)
  --stack <stack>   of that stack (default: PULUMI_STACK, else dev, else the only one)

Who asks Grafana: GRAFANA_TOKEN of the role Editor, or GRAFANA_PASSWORD, in the environment or in .env; else the token of the
stack, by Pulumi.`;

/** What is to be done. */
export type Call = {
  readonly stack: string | undefined;
} & (
  | {
      readonly kind: "add";
      readonly matchers: readonly Matcher[];
      readonly length: Duration;
      readonly reason: string;
      readonly by: string | undefined;
    }
  | { readonly kind: "list"; readonly all: boolean }
  | { readonly kind: "expire"; readonly id: string }
);

/**
 * @returns undefined when help is asked for.
 * @throws ToolError when the call is wrong.
 */
export function parseCall(args: readonly string[]): Call | undefined {
  const { positionals, values } = read(args);
  if (values.help) return undefined;
  const [command, ...more] = positionals;
  const { stack } = values;
  switch (command) {
    case undefined:
      return { kind: "add", stack, by: values.by, ...added(values) };
    case "list":
      if (more.length > 0) throw new ToolError(`list takes nothing behind it\n\n${USAGE}`);
      return { kind: "list", stack, all: values.all };
    case "expire": {
      const [id, ...others] = more;
      if (id === undefined || others.length > 0)
        throw new ToolError("expire takes the id of one silence: `npm run silence -- list` shows them");
      return { kind: "expire", stack, id };
    }
    default:
      throw new ToolError(
        `"${command}" is nothing that can be done: list, expire, or options alone\n\n${USAGE}`,
      );
  }
}

function added({ for: time, match, reason }: ReturnType<typeof read>["values"]) {
  if (match === undefined)
    throw new ToolError(
      "--match is missing: without it every alert would be silent; write --match service=gateway",
    );
  const matchers = match.map(parseMatcher);
  if (matchAll(matchers))
    throw new ToolError(
      `--match ${match.join(" --match ")} matches every alert, also those without the label: name what is to be silent`,
    );
  if (time === undefined) throw new ToolError(`--for is missing: a silence needs an end; write --for 2h`);
  const length = parseDuration(time);
  if (length === undefined || length.seconds < 60 || length.seconds > LONGEST.seconds)
    throw new ToolError(
      `--for takes 1m to ${LONGEST.text}, as 2h or 1h30m; given: ${time}. What is to be silent for longer is a setting: lookout:alerts, or a mute timing`,
    );
  if ((reason ?? "").trim() === "")
    throw new ToolError(
      `--reason is missing: whoever is paged next wants to know; write --reason "moving the database"`,
    );
  return { matchers, length, reason: (reason ?? "").trim() };
}

const read = (args: readonly string[]) =>
  parsed(
    args,
    {
      for: { type: "string" },
      match: { type: "string", multiple: true },
      reason: { type: "string" },
      by: { type: "string" },
      stack: { type: "string" },
      all: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    USAGE,
  );
