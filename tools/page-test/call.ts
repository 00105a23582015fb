import { parsed } from "../call/parse.ts";
import { ToolError } from "../call/tool-error.ts";

export const USAGE = `Sends a test page through a contact point of a running stack, as an alert would be told.

  npm run page-test -- <contact point>
  npm run page-test -- <contact point> --stack <stack>   of that stack (default: PULUMI_STACK, else dev, else the only one)

With Alertmanager it takes as long as a page does: alerting.groupWait, and the way. Who asks Grafana: GRAFANA_TOKEN of the role
Editor, or GRAFANA_PASSWORD, in the environment or in .env; else the token of the stack, by Pulumi.`;

/** Whom to page. */
export interface Call {
  /** Name of a contact point; undefined to hear which there are. */
  readonly to: string | undefined;
  readonly stack: string | undefined;
}

/**
 * @returns undefined when help is asked for.
 * @throws ToolError when the call is wrong.
 */
export function parseCall(args: readonly string[]): Call | undefined {
  const { positionals, values } = parsed(
    args,
    { stack: { type: "string" }, help: { type: "boolean", default: false } },
    USAGE,
  );
  if (values.help) return undefined;
  const [to, ...more] = positionals;
  if (more.length > 0) throw new ToolError(`name one contact point\n\n${USAGE}`);
  return { to, stack: values.stack };
}
