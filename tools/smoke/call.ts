import { type Duration, parseDuration } from "../../model/duration.ts";
import { parsed } from "../call/parse.ts";
import { ToolError } from "../call/tool-error.ts";
import { serverUrl } from "../grafana/access.ts";

export const USAGE = `Checks a running stack from end to end: each system, each datasource, a trace, a log line and a metric on their way through,
each link between them, and that no alert rule is in error. Status 1 when anything fails.

  npm run smoke -- <stack>                  default: PULUMI_STACK, else dev, else the only one
  npm run smoke -- <stack> --url <URL>      with Grafana there; the others by their ways, or by variables of the environment
  npm run smoke -- <stack> --timeout 3m     ends by then (default: 30 s and four scrape intervals)
  npm run smoke -- <stack> --json           prints a list of objects in place of the table

Who asks Grafana: GRAFANA_TOKEN, or GRAFANA_PASSWORD, in the environment or in .env; else the token of the stack, by Pulumi.
docs/smoke.md has the rest.`;

/** What is to be checked. */
export interface Call {
  readonly stack: string | undefined;
  /** Of Grafana. */
  readonly url: string | undefined;
  readonly timeout: Duration | undefined;
  readonly json: boolean;
}

/** Below it nothing could arrive; above it a pipeline would hang. */
const SHORTEST_SECONDS = 5;
const LONGEST_SECONDS = 1800;

/**
 * @returns undefined when help is asked for.
 * @throws ToolError when the call is wrong.
 */
export function parseCall(args: readonly string[]): Call | undefined {
  const { positionals, values } = parsed(
    args,
    {
      url: { type: "string" },
      timeout: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    USAGE,
  );
  if (values.help) return undefined;
  const [stack, ...more] = positionals;
  if (more.length > 0) throw new ToolError(`name one stack\n\n${USAGE}`);
  return {
    stack,
    url: values.url === undefined ? undefined : serverUrl("--url", values.url, "Grafana"),
    timeout: values.timeout === undefined ? undefined : timeoutOf(values.timeout),
    json: values.json,
  };
}

function timeoutOf(text: string): Duration {
  const timeout = parseDuration(text);
  if (timeout === undefined || timeout.seconds < SHORTEST_SECONDS || timeout.seconds > LONGEST_SECONDS)
    throw new ToolError(`--timeout takes 5s to 30m, as 90s or 2m; given: ${text}`);
  return timeout;
}
