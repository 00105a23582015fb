import { checkDatasources, knownDatasources } from "../../config/dashboards/datasources.ts";
import { checkPanels } from "../../config/dashboards/panels.ts";
import { checkQueries } from "../../config/dashboards/queries.ts";
import type { Saved } from "./save.ts";
import type { Stacks } from "./stacks.ts";
import type { PulledFile } from "./to-file.ts";

/** What was done, and what is left to do before a stack shows the dashboard: lines. */
export function report(file: PulledFile, { change, others, path }: Saved, stacks: Stacks): readonly string[] {
  const { added, dashboard, title } = file;
  const known = knownDatasources(stacks.engine, stacks.datasources);
  const wrong = [
    ...others.map((other) => `${other} has the same UID: delete one of the two`),
    ...checkPanels(dashboard),
    ...checkDatasources(dashboard, known),
    ...checkQueries(dashboard, known),
  ];
  return [
    `${path}: ${change}: "${title}"`,
    ...added.map((name) => `  its datasource is chosen by the new variable ${name}`),
    ...listed("  to be mended before a stack takes it:", wrong),
    ...listed("  to be set before a stack shows it:", [
      ...directoryToSet(file, stacks),
      ...folderToSet(file, stacks),
    ]),
  ];
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `    ${line}`)];
}

function directoryToSet(
  { directory }: PulledFile,
  { directories, withoutDirectory }: Stacks,
): readonly string[] {
  const elsewhere = directories.filter((each) => each !== directory);
  if (elsewhere.length > 0)
    return [`dashboards.directory is ${elsewhere.join(" and ")} now, not ${directory}`];
  return withoutDirectory.map(
    (stack) => `pulumi config set --path 'lookout:dashboards.directory' '${directory}' --stack ${stack}`,
  );
}

function folderToSet({ folder }: PulledFile, { folders }: Stacks): readonly string[] {
  if (folders.has(folder.uid)) return [];
  const title = JSON.stringify(folder.title ?? folder.uid);
  return [`under lookout:dashboards.folders in the stack file: { uid: ${folder.uid}, title: ${title} }`];
}
