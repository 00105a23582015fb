import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { ToolError } from "../call/tool-error.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The oldest CLI that the program works with. Hooks of resources, which clean up in Grafana, came with 3.182.0; up to
 * 3.230 the engine writes states that it refuses later when it refreshes with `--run-program`, where components hold
 * providers, as here.
 * Source: https://github.com/pulumi/pulumi/blob/v3.259.0/CHANGELOG.md (3.182.0, 3.221.0, 3.231.0)
 */
export const OLDEST_CLI = "3.231.0";

const FILE = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/** A CLI to be run. */
export interface Cli {
  readonly file: string;
  /** Its environment's: what belongs to a CLI lies beside it, and must not be taken from another. */
  readonly path: string;
}

/** Fetches the CLI that the npm package `pulumi` names, unless it is there. @returns where it is. */
export type Fetch = () => Promise<string>;

/**
 * The CLI of the machine, if it is new enough; else that of the npm package, which fetches it on first use. `npm run`
 * puts `node_modules/.bin` first on the path, where the package would hide the machine's own.
 *
 * @throws ToolError when there is neither.
 */
export async function findCli({ PATH = "" }: Environment, fetch: Fetch = fromNpm): Promise<Cli> {
  const own = PATH.split(delimiter)
    .filter((directory) => directory !== "" && !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(directory))
    .map((directory) => join(directory, FILE))
    .find(isProgram);
  const version = own === undefined ? undefined : await versionOf(own);
  if (own !== undefined && version !== undefined && isNewEnough(version)) return { file: own, path: PATH };
  try {
    const file = await fetch();
    return { file, path: `${dirname(file)}${delimiter}${PATH}` };
  } catch (error) {
    const why = (error as Error).message.split("\n")[0];
    throw new ToolError(
      `${unfit(own, version)}, and the npm package pulumi could not bring one (${why}): install ${OLDEST_CLI} or newer, https://www.pulumi.com/docs/install/`,
    );
  }
}

function unfit(own: string | undefined, version: string | undefined): string {
  if (own === undefined) return "there is no Pulumi CLI on the path";
  return version === undefined
    ? `${own} does not tell its version`
    : `${own} is ${version}, older than ${OLDEST_CLI}`;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** `3.259.0`; undefined where it does not run or says something else. */
function versionOf(file: string): Promise<string | undefined> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return new Promise((resolve) => {
    execFile(file, ["version"], { env, timeout: 20_000 }, (_, stdout) =>
      resolve(/^v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1]),
    );
  });
}

function isNewEnough(version: string): boolean {
  return version.localeCompare(OLDEST_CLI, "en", { numeric: true }) >= 0;
}

/** Not by the package's program, which would stand between: it ends at Ctrl+C, and leaves the CLI behind. */
function fromNpm(): Promise<string> {
  const require = createRequire(import.meta.url);
  const { resolve } = require("pulumi/lib/resolve.js") as { resolve: () => Promise<string> };
  return resolve();
}
