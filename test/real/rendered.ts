import { container, containers } from "../components/docker-of.ts";
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
  const { command = [], envs } = container(ran, workload);
  const holds = containers(ran).some(({ inputs }) => inputs.name.endsWith(`-${workload}-files`));
  const { uploads, volumes } = holds ? container(ran, `${workload}-files`) : { uploads: [], volumes: [] };
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

/** A system of a stack on Kubernetes, with what its ConfigMaps hold. Fields of its pod are its name. */
export function ofKubernetes(ran: Ran, workload: string): Rendered {
  const { containers, volumes } = ran.template(workload).spec;
  const { args, env, volumeMounts } = containers[0];
  const mounted = volumeMounts.map(({ mountPath, name }: Tree) => ({
    directory: mountPath,
    maps: mapsOf(volumes.find((volume: Tree) => volume.name === name)),
  }));
  const files = mounted.flatMap(({ directory, maps }: Tree) =>
    maps
      .filter((name: string) => ran.names("ConfigMap").includes(name))
      .flatMap((name: string) => Object.entries(ran.object("ConfigMap", name).plain.data ?? {}))
      .map(([file, content]: [string, string]) => [`${directory}/${file}`, content]),
  );
  return {
    args,
    environment: Object.fromEntries(env.map(({ name, value }: Tree) => [name, value ?? workload])),
    files: Object.fromEntries(files),
    directories: mounted.map(({ directory }: Tree) => directory),
  };
}

/** Names of a volume's ConfigMaps; data volumes are claimed elsewhere and have none. */
function mapsOf(volume: Tree): readonly string[] {
  const sources = volume?.projected?.sources ?? (volume?.configMap === undefined ? [] : [volume]);
  return sources.map(({ configMap }: Tree) => configMap.name);
}
