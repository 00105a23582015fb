import { readdirSync } from "node:fs";
import { isObject } from "../../config/dashboards/json.ts";
import { stackSchema } from "../../config/schema/index.ts";
import { toInput } from "../../config/texts.ts";
import { FOLDERS } from "../../model/folders.ts";
import { ToolError } from "../call/tool-error.ts";
import { readStackFile, StackFileError } from "../recording/stack-file.ts";

const PROJECT = "lookout";

/** What the stack files of the project say of dashboards, together. */
export interface Stacks {
  /** Names of those that say nowhere where dashboards of their own are. */
  readonly withoutDirectory: readonly string[];
  /** Where dashboards of their own are, each once. */
  readonly directories: readonly string[];
  /** UIDs of the folders of each. */
  readonly folders: ReadonlySet<string>;
  /** Those that every stack makes beside its own systems: UID and type. */
  readonly datasources: readonly { readonly uid: string; readonly type: string }[];
  readonly engine: "grafana" | "prometheus";
}

/**
 * Reads every `Pulumi.<stack>.yaml`. Only what is about dashboards must be right: a dashboard may be pulled before a stack
 * is complete.
 *
 * @throws ToolError when a file cannot be read.
 */
export function readStacks(directory = "."): Stacks {
  const names = readdirSync(directory)
    .sort()
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
  const stacks = names.map((name) => ({ name, ...settingsOf(`${directory}/Pulumi.${name}.yaml`) }));
  const directories = stacks.flatMap(({ dashboards }) => dashboards.directory ?? []);
  return {
    withoutDirectory: stacks
      .filter(({ dashboards }) => dashboards.directory === undefined)
      .map(({ name }) => name),
    directories: [...new Set(directories.map((each) => each.replace(/\/+$/, "")))],
    folders: new Set([
      ...Object.values(FOLDERS).map(({ uid }) => uid),
      ...stacks.flatMap(({ dashboards }) => dashboards.folders.map(({ uid }) => uid)),
    ]),
    datasources: stacks.flatMap(({ grafana }) => grafana.datasources),
    engine: stacks.some(({ alerting }) => alerting.engine === "prometheus") ? "prometheus" : "grafana",
  };
}

function settingsOf(path: string) {
  const { values } = readInput(path);
  const { alerting, dashboards, grafana } = stackSchema.shape;
  const { datasources, engine } = { datasources: values["grafana"], engine: values["alerting"] };
  const read = {
    dashboards: dashboards.safeParse(values["dashboards"]),
    grafana: grafana.safeParse(
      isObject(datasources) ? { datasources: datasources["datasources"] } : undefined,
    ),
    alerting: alerting.safeParse(isObject(engine) ? { engine: engine["engine"] } : undefined),
  };
  const wrong = Object.entries(read).find(([, { success }]) => !success)?.[0];
  if (!read.dashboards.success || !read.grafana.success || !read.alerting.success)
    throw new ToolError(`${path}: what it says under lookout:${wrong} is wrong: \`npm start\` says how`);
  return { dashboards: read.dashboards.data, grafana: read.grafana.data, alerting: read.alerting.data };
}

function readInput(path: string) {
  try {
    return toInput(readStackFile(path, PROJECT));
  } catch (error) {
    if (error instanceof StackFileError) throw new ToolError(error.message);
    throw error;
  }
}
