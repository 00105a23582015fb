import type { Json } from "../../config/dashboards/json.ts";
import { isV2, otherShape } from "../../config/dashboards/shape.ts";
import { FOLDERS } from "../../model/folders.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Call } from "./call.ts";
import type { Found } from "./grafana-api.ts";
import { portable } from "./portable.ts";
import type { Stacks } from "./stacks.ts";
import { tidy } from "./tidy.ts";

/** Where dashboards of a stack are that says nothing: beside those of Lookout. */
const DIRECTORY = "dashboards";

/** A dashboard as it is to be saved. */
export interface PulledFile {
  readonly uid: string;
  readonly title: string;
  readonly dashboard: Json;
  readonly directory: string;
  /** UID of Grafana's folder, and its title where it is known. */
  readonly folder: { readonly uid: string; readonly title: string | undefined };
  /** Variables that stand for datasources and were not there before. */
  readonly added: readonly string[];
}

/**
 * Makes of what Grafana has what a stack can have: tidied, portable, under its own UID.
 *
 * @throws ToolError when it cannot be, or when the stacks disagree on where.
 */
export function toFile({ dashboard, folder }: Found, call: Call, stacks: Stacks): PulledFile {
  const uid = call.copy ?? call.uid;
  const title = `${String(dashboard["title"])}${call.copy === undefined ? "" : " (copy)"}`;
  // Grafana 12 converts it for this API; one that no longer does is told of.
  if (isV2(dashboard))
    throw new ToolError(
      `${call.uid} is of Grafana's schema v2, which is not provisioned here: export it from Grafana with the model Classic`,
    );
  const shape = otherShape(dashboard);
  if (shape !== undefined) throw new ToolError(`${call.uid} ${shape}`);
  const { added, dashboard: own } = portable({ ...dashboard, uid, title });
  const chosen = call.folder ?? folder?.uid ?? FOLDERS.default.uid;
  return {
    uid,
    title,
    dashboard: tidy(own),
    directory: call.directory ?? directoryOf(stacks),
    folder: { uid: chosen, title: chosen === folder?.uid ? folder.title : undefined },
    added,
  };
}

function directoryOf({ directories }: Stacks): string {
  if (directories.length > 1)
    throw new ToolError(
      `the stacks have dashboards in several directories, ${directories.join(" and ")}: choose one by --to`,
    );
  return directories[0] ?? DIRECTORY;
}
