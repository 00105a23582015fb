import { UID } from "../../config/dashboards/shape.ts";
import { projectDirectory } from "../../config/schema/types.ts";
import { DASHBOARDS, FOR_EVERYBODY } from "../../model/dashboards.ts";
import { parsed } from "../call/parse.ts";
import { ToolError } from "../call/tool-error.ts";

export const USAGE = `Saves a dashboard that was made or edited in the browser among the stack's own.

  npm run pull -- <uid>                  the dashboard of that UID, or of the address of its page
  npm run pull -- <uid> --as <uid>       a copy with a UID of its own: of Lookout's dashboards, no other can be kept
  npm run pull -- <uid> --folder <uid>   into another folder of Grafana than the one that it is in
  npm run pull -- <uid> --to <directory> into another directory than that of dashboards.directory

GRAFANA_URL and GRAFANA_TOKEN, in the environment or in .env, say where Grafana is and who asks.`;

/** What is to be pulled, and to where. */
export interface Call {
  readonly uid: string;
  /** UID of the copy, which is another dashboard. */
  readonly copy: string | undefined;
  readonly folder: string | undefined;
  /** Without a slash at its end. */
  readonly directory: string | undefined;
}

/**
 * @returns undefined when help is asked for.
 * @throws ToolError when the call is wrong, or asks for what cannot be kept.
 */
export function parseCall(args: readonly string[]): Call | undefined {
  const { positionals, values } = parsed(
    args,
    {
      as: { type: "string" },
      folder: { type: "string" },
      to: { type: "string" },
      help: { type: "boolean" },
    },
    USAGE,
  );
  if (values.help === true) return undefined;
  const [written, ...more] = positionals;
  if (written === undefined || more.length > 0)
    throw new ToolError(`name one dashboard by its UID\n\n${USAGE}`);
  const uid = /\/d\/([\w-]+)/.exec(written)?.[1] ?? written;
  for (const [option, value] of [
    ["--as", values.as],
    ["--folder", values.folder],
  ] as const)
    if (value !== undefined && !UID.test(value))
      throw new ToolError(`${option} takes a UID: at most 40 letters, digits, dashes, underscores`);
  if (values.to !== undefined && !projectDirectory().safeParse(values.to).success)
    throw new ToolError(
      "--to takes a folder inside the project: write it relative to Pulumi.yaml, without ..",
    );
  if (values.as !== undefined && isLookouts(values.as))
    throw new ToolError(`${values.as} is the UID of one of Lookout's own dashboards: give the copy another`);
  if (values.as === undefined && isLookouts(uid))
    throw new ToolError(
      `${uid} is one of Lookout's own, made by code, which puts it back at its next change. Save a copy of it by --as <new UID>, or change the code in dashboards/`,
    );
  return { uid, copy: values.as, folder: values.folder, directory: values.to?.replace(/\/+$/, "") };
}

/** The copies for everybody too. */
function isLookouts(uid: string): boolean {
  const copies = FOR_EVERYBODY.map((own) => `${own}-public`);
  return [...Object.values(DASHBOARDS), ...copies].includes(uid);
}
