import type { Render } from "../../render/render.ts";
import { type KubernetesObject, ofKind, resourcesOf } from "../facts/objects.ts";
import { controllersOf, templateOf } from "../facts/pods.ts";
import { powersOf, rightsOf } from "../facts/powers.ts";
import { listOf, type Pairs, paired, type Tree } from "../facts/tree.ts";
import { leafChanges } from "../leaves.ts";
import { listed, say, type Text } from "../text.ts";

/** Who may do more or less in the cluster: rights in its API, and what pods may do on their node. */
export function clusterPermissions(from: Render, to: Render): readonly Text[] {
  return [
    ...roles(from, to),
    ...bindings(from, to),
    ...identities(from, to),
    ...powers(from, to),
    ...namespaces(from, to),
  ];
}

/** Before and after of each, whether or not it is in both. */
export function everyPair<T>({ added, both, removed }: Pairs<T>) {
  return [
    ...both.map(([was, is]) => ({ was, is })),
    ...added.map((is) => ({ was: undefined, is })),
    ...removed.map((was) => ({ was, is: undefined })),
  ] as readonly { readonly was: T | undefined; readonly is: T | undefined }[];
}

/** What one list has and the other has not, both ways. */
export function exchanged(before: readonly string[], after: readonly string[]) {
  return {
    more: [...new Set(after)].filter((each) => !before.includes(each)),
    less: [...new Set(before)].filter((each) => !after.includes(each)),
  };
}

function roles(from: Render, to: Render): readonly Text[] {
  const kinds = ["ClusterRole", "Role"] as const;
  return everyPair(paired(ofKind(from, ...kinds), ofKind(to, ...kinds))).flatMap(({ is, was }) => {
    const { less, more } = exchanged(rightsOf(was?.manifest), rightsOf(is?.manifest));
    const { name } = (is ?? was)!;
    return [
      ...(more.length > 0 ? [say`${name} may ${listed(byVerb(more))}`] : []),
      ...(less.length > 0 ? [say`${name} may no longer ${listed(byVerb(less))}`] : []),
    ];
  });
}

/** `get pods`, `list pods` as `get, list pods`. */
function byVerb(rights: readonly string[]): readonly string[] {
  const verbsOf = Map.groupBy(rights, (each) => each.slice(each.indexOf(" ") + 1));
  const together = Map.groupBy([...verbsOf], ([, some]) =>
    some.map((each) => each.slice(0, each.indexOf(" "))).join(", "),
  );
  return [...together].map(([verbs, things]) => `${verbs} ${things.map(([thing]) => thing).join(", ")}`);
}

function bindings(from: Render, to: Render): readonly Text[] {
  const kinds = ["ClusterRoleBinding", "RoleBinding"] as const;
  return everyPair(paired(ofKind(from, ...kinds), ofKind(to, ...kinds))).flatMap(({ is, was }) => {
    const { less, more } = exchanged(subjects(was), subjects(is));
    return [
      ...more.map((each) => say`${each}`.concat(say` (${(is ?? was)!.kind} ${(is ?? was)!.name}, new)`)),
      ...less.map((each) => say`${each}`.concat(say` (${(is ?? was)!.kind} ${(is ?? was)!.name}, gone)`)),
    ];
  });
}

function subjects(binding: KubernetesObject | undefined): readonly string[] {
  const { roleRef, subjects: all } = binding?.manifest ?? {};
  return listOf(all).map(({ kind, name, namespace }) => {
    const who = namespace === undefined ? name : `${namespace}/${name}`;
    return `${kind} ${who} has ${roleRef?.kind} ${roleRef?.name}`;
  });
}

function identities(from: Render, to: Render): readonly Text[] {
  const { both } = paired(ofKind(from, "ServiceAccount"), ofKind(to, "ServiceAccount"));
  const facts = ({ manifest }: KubernetesObject) => ({
    ...manifest.metadata?.annotations,
    automountServiceAccountToken: manifest.automountServiceAccountToken,
  });
  return both.flatMap(([was, is]) =>
    leafChanges(facts(was), facts(is)).map(
      ({ from: before, path, to: after }) =>
        say`service account ${is.name}: ${path} ${before ?? "nothing"} → ${after ?? "nothing"}`,
    ),
  );
}

function powers(from: Render, to: Render): readonly Text[] {
  const template = (each: KubernetesObject | undefined) =>
    each === undefined ? [] : powersOf(templateOf(each.manifest));
  return everyPair(paired(controllersOf(from), controllersOf(to))).flatMap(({ is, was }) => {
    if (is === undefined) return [];
    const { less, more } = exchanged(template(was), template(is));
    return [
      ...(more.length > 0 ? [say`pods of ${is.name} get ${listed(more)}`] : []),
      ...(less.length > 0 ? [say`pods of ${is.name} lose ${listed(less)}`] : []),
    ];
  });
}

const LEVEL = "pod-security.kubernetes.io/";

function namespaces(from: Render, to: Render): readonly Text[] {
  const levels = ({ manifest }: KubernetesObject) =>
    Object.entries(manifest.metadata?.labels ?? {}).filter(([key]) => key.startsWith(LEVEL));
  const { added, both } = paired(ofKind(from, "Namespace"), ofKind(to, "Namespace"));
  const privileged = added.filter((each) => levels(each).some(([, level]) => level === "privileged"));
  return [
    ...privileged.map(
      ({ name }) => say`new namespace ${name} lets pods do everything (Pod Security privileged)`,
    ),
    ...both.flatMap(([was, is]) =>
      leafChanges(Object.fromEntries(levels(was)), Object.fromEntries(levels(is))).map(
        (change) =>
          say`namespace ${is.name}: Pod Security ${["("]}${change.path.slice(LEVEL.length + 2, -2)}${[")"]} ${change.from ?? "nothing"} → ${change.to ?? "nothing"}`,
      ),
    ),
  ];
}

/** The team whose id an input is: offline, ids are made of the resource's name. */
export function teamNames(render: Render): ReadonlyMap<string, string> {
  const teams = resourcesOf(render, "Team").map(({ inputs, name }) => [`${name}-id`, inputs["name"]] as Tree);
  return new Map(teams);
}
