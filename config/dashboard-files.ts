import { DASHBOARDS, FOR_EVERYBODY } from "../model/dashboards.ts";
import { FOLDERS } from "../model/folders.ts";
import type { DashboardFile } from "./config.ts";
import { checkDatasources, type KnownDatasources } from "./dashboards/datasources.ts";
import { checkPanels } from "./dashboards/panels.ts";
import { checkQueries } from "./dashboards/queries.ts";
import { type Readable, readShape, withoutServerFields, withRevision } from "./dashboards/shape.ts";
import type { Problem } from "./problem.ts";
import type { StackConfig } from "./schema/index.ts";

/** The setting that names their folder. */
const DIRECTORY = "dashboards.directory";

interface Project {
  readonly readFile: (path: string) => string | undefined;
  readonly listFiles: (directory: string) => readonly string[] | undefined;
}

interface DashboardFiles {
  readonly files: readonly DashboardFile[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the dashboards of the user's own, `<directory>/<UID of a folder>/<anything>.json`, and checks them as Lookout's own
 * are checked: what they ask, whom they ask, and how their panels lie.
 *
 * @param settings undefined where they could not be read.
 * @param known the stack's datasources, or undefined where its config of them could not be read.
 */
export function readDashboardFiles(
  settings: StackConfig["dashboards"] | undefined,
  known: KnownDatasources | undefined,
  { listFiles, readFile }: Project,
): DashboardFiles {
  if (settings?.directory === undefined) return { files: [], problems: [] };
  const directory = settings.directory.replace(/\/+$/, "");
  const paths = listFiles(directory)?.filter((path) => path.endsWith(".json"));
  if (paths === undefined) {
    return {
      files: [],
      problems: [{ path: DIRECTORY, message: `is no folder of this project: ${directory}` }],
    };
  }
  const folders = [...Object.values(FOLDERS), ...settings.folders].map(({ uid }) => uid);
  const names = new Names();
  const files: DashboardFile[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const folder = folderOf(path, directory, folders);
    const read = folder === undefined ? misplaced(directory, folders) : readShape(readFile(path) ?? "");
    const found = typeof read === "string" ? [read] : wrongIn(read, folder!, path, names, known);
    problems.push(...found.map((message) => ({ path: `${DIRECTORY} → ${path}`, message })));
    if (typeof read !== "string" && found.length === 0) files.push(fileOf(read, folder!));
  }
  return { files, problems };
}

/** The UID of the one folder that a file lies in, if it is one of Grafana's. */
function folderOf(path: string, directory: string, folders: readonly string[]): string | undefined {
  const [folder = "", ...rest] = path.slice(directory.length + 1).split("/");
  return rest.length === 1 && folders.includes(folder) ? folder : undefined;
}

function misplaced(directory: string, folders: readonly string[]): string {
  return `is in no folder of Grafana: put it into ${directory}/<folder>/, where there are ${folders.join(", ")}`;
}

function wrongIn(
  { json, title, uid }: Readable,
  folder: string,
  path: string,
  names: Names,
  known: KnownDatasources | undefined,
): readonly string[] {
  return [
    ...names.take(uid, title, folder, path),
    ...checkPanels(json),
    ...(known === undefined ? [] : [...checkDatasources(json, known), ...checkQueries(json, known)]),
  ];
}

function fileOf({ json, title, uid }: Readable, folder: string): DashboardFile {
  return { uid, title, folder, json: withRevision(withoutServerFields(json), folder) };
}

/** Whose each UID, and each title of a folder, is. */
class Names {
  readonly #uids = new Map<string, string>([
    ...Object.values(DASHBOARDS).map((uid) => [uid, "one of Lookout's own"] as const),
    ...FOR_EVERYBODY.map((uid) => [`${uid}-public`, "a copy of Lookout's own for everybody"] as const),
  ]);
  readonly #titles = new Map<string, string>();

  /** @returns what is wrong with a file's names; they are its own from then on where they were nobody's. */
  take(uid: string, title: string, folder: string, path: string): readonly string[] {
    const other = this.#uids.get(uid);
    if (other !== undefined) return [`takes the UID "${uid}" of ${other}: give it another`];
    this.#uids.set(uid, path);
    const place = JSON.stringify([folder, title]);
    const namesake = this.#titles.get(place);
    if (namesake !== undefined)
      return [`has the title ${JSON.stringify(title)} of ${namesake} in the same folder: give it another`];
    this.#titles.set(place, path);
    return [];
  }
}
