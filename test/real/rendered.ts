import { container } from "../components/docker-of.ts";
import type { Ran, Tree } from "../program.ts";

/** What a system is started with, as a runtime would start it. */
export interface Rendered {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path in the container → content. */
  readonly files: Readonly<Record<string, string>>;
  /** Absolute paths in the container of all that is mounted: files and data. */
  readonly directories: readonly string[];
}

/** A system of a stack on Docker. Its files are in the volumes of a container of their own. */
export function ofDocker(ran: Ran, workload: string): Rendered {
  const { command, envs } = container(ran, workload);
  const { uploads, volumes } = container(ran, `${workload}-files`);
  return {
    args: command,
    environment: Object.fromEntries(envs.map((each: string) => split(each))),
    files: Object.fromEntries(uploads.map(({ content, file }: Tree) => [file, content])),
    directories: volumes.map(({ containerPath }: Tree) => containerPath),
  };
}

function split(variable: string): [name: string, value: string] {
  const at = variable.indexOf("=");
  return [variable.slice(0, at), variable.slice(at + 1)];
}
