import type { Render, Resource } from "../../render/render.ts";
import { paired } from "../facts/tree.ts";
import { leafChanges } from "../leaves.ts";
import { type Line, line, listed, prose, say } from "../text.ts";

/** Told elsewhere, or what follows from what is: Docker's pulled images, and the waits for its containers. */
const TOLD =
  /^(?:kubernetes:|grafana:|pulumi-nodejs:dynamic\/|docker:index\/(?:container|volume|remoteImage):|random:index\/randomPassword:)/;

/** All that no other section is about, so that nothing changes in silence: providers, networks, what is yet unknown. */
export function restChanges(from: Render, to: Render): readonly Line[] {
  const { added, both, removed } = paired(resourcesOf(from), resourcesOf(to));
  const names = (some: readonly Resource[]) => listed(some.map(({ name }) => name));
  return [
    ...(added.length > 0 ? [line(say`${prose("new")}: ${names(added)}`)] : []),
    ...(removed.length > 0 ? [line(say`${prose("gone")}: ${names(removed)}`)] : []),
    ...both.flatMap(([was, is]) => {
      const fields = leafChanges(was.inputs, is.inputs).map(({ path }) => path);
      return fields.length === 0 ? [] : [line(say`${is.name}: ${listed(fields, 3)}`)];
    }),
  ];
}

function resourcesOf({ resources }: Render): ReadonlyMap<string, Resource> {
  const rest = resources.filter(({ type }) => !TOLD.test(type));
  return new Map(rest.map((each) => [`${each.type} ${each.name}`, each]));
}
