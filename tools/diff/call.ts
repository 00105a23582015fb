import { parsed } from "../call/parse.ts";
import { ToolError } from "../call/tool-error.ts";

export const USAGE = `Tells what differs between another revision and the working tree, a stack at a time. Nothing is deployed.

  npm run diff                         since the branch left main (or origin/main)
  npm run diff -- <git revision>       since that commit, branch or tag
  npm run diff -- --stack staging      only that stack; several: --stack staging --stack prod
  npm run diff -- --markdown           for a comment of GitHub (default: --text)
  npm run diff -- --out FILE           into a file
  npm run diff -- --exit-code          status 2 when something differs, 0 when nothing does`;

export interface Call {
  /** As written; the default when left out. */
  readonly revision: string | undefined;
  /** Empty: all. */
  readonly stacks: readonly string[];
  readonly form: "markdown" | "text";
  readonly out: string | undefined;
  readonly exitCode: boolean;
}

/**
 * @returns undefined when help is asked for.
 * @throws ToolError when the call is wrong.
 */
export function parseCall(args: readonly string[]): Call | undefined {
  const { positionals, values } = parsed(
    args,
    {
      stack: { type: "string", multiple: true, default: [] },
      markdown: { type: "boolean", default: false },
      text: { type: "boolean", default: false },
      out: { type: "string" },
      "exit-code": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    USAGE,
  );
  if (values.help) return undefined;
  const [revision, ...more] = positionals;
  if (more.length > 0)
    throw new ToolError(`name one revision: it is compared with the working tree\n\n${USAGE}`);
  if (revision === "") throw new ToolError("the revision is empty: leave it out for the default");
  if (values.markdown && values.text) throw new ToolError("--markdown or --text, not both");
  if (values.out === "") throw new ToolError("--out takes a file");
  return {
    revision,
    stacks: [...new Set(values.stack)],
    form: values.markdown ? "markdown" : "text",
    out: values.out,
    exitCode: values["exit-code"],
  };
}
