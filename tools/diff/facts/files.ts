import type { Render } from "../../render/render.ts";
import { ofKind } from "./objects.ts";
import { dockerContainers } from "./pods.ts";
import { listOf } from "./tree.ts";

/** A file that a system reads. */
export interface SystemFile {
  readonly system: string;
  /** Name without its directory. */
  readonly file: string;
  readonly content: string;
  /** What holds it: the ConfigMap or the container. */
  readonly holder: string;
}

/** Every file that is no secret, by system and name, on either runtime. */
export function systemFiles(render: Render): ReadonlyMap<string, SystemFile> {
  const inMaps = [...ofKind(render, "ConfigMap").values()].flatMap(({ manifest, name, workload }) =>
    Object.entries(manifest.data ?? {}).map(([file, content]) => ({
      system: workload,
      file,
      content: String(content),
      holder: name,
    })),
  );
  const uploaded = dockerContainers(render).flatMap(({ inputs, name, workload }) =>
    listOf(inputs.uploads).map(({ content, file }) => ({
      system: workload,
      file: String(file).split("/").at(-1)!,
      content: String(content),
      holder: name,
    })),
  );
  return new Map([...inMaps, ...uploaded].map((each) => [`${each.system}/${each.file}`, each]));
}

/** How many lines of a text another has not, and the other way round. */
export function lineChanges(from: string, to: string): { readonly added: number; readonly removed: number } {
  const missing = (text: string, other: string) => {
    const counts = new Map<string, number>();
    for (const each of other.split("\n")) counts.set(each, (counts.get(each) ?? 0) + 1);
    return text.split("\n").filter((each) => {
      const left = counts.get(each) ?? 0;
      counts.set(each, left - 1);
      return left <= 0;
    }).length;
  };
  return { added: missing(to, from), removed: missing(from, to) };
}
