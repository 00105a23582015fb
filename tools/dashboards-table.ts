import { readConfig } from "../config/read.ts";
import { specs } from "../dashboards/index.ts";
import { FOLDER_OF } from "../model/dashboards.ts";
import { FOLDERS, type FolderUid } from "../model/folders.ts";
import { insert } from "./settings-table.ts";

/** The table of Lookout's own dashboards, for `docs/dashboards.md`: those of a stack in which nothing is set. */
export function insertDashboards(document: string): string {
  const { config } = readConfig({
    stack: "example",
    values: {},
    encrypted: new Set(),
    readFile: () => undefined,
  });
  const rows = specs(config).map(
    ({ description, title, uid }) =>
      `| ${titleOf(FOLDER_OF[uid])} | ${title} | \`${uid}\` | ${description} |`,
  );
  const head = ["", "| folder | dashboard | UID | what it answers |", "| --- | --- | --- | --- |"];
  return insert(document, "dashboards", [...head, ...rows, ""]);
}

function titleOf(folder: FolderUid): string {
  return Object.values(FOLDERS).find(({ uid }) => uid === folder)!.title;
}
