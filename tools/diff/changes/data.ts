import { parseDuration } from "../../../model/duration.ts";
import { parseBytes } from "../../../model/quantity.ts";
import type { Render } from "../../render/render.ts";
import { type KubernetesObject, ofKind, resourcesOf } from "../facts/objects.ts";
import { byKey, paired } from "../facts/tree.ts";
import { type LeafChange, leafChanges } from "../leaves.ts";
import { counted, joined, listed, say, type Text } from "../text.ts";

/** What happens to volumes and to other data: each of it belongs to the first lines. */
export function dataChanges(from: Render, to: Render): readonly Text[] {
  const settings = leafChanges(from.settings, to.settings);
  return [
    ...otherCluster(settings),
    ...namespaces(from, to),
    ...claims(from, to),
    ...dockerVolumes(from, to),
    ...replacedSets(from, to),
    ...shorterRetention(settings),
    ...movedStorage(settings),
    ...madeAnew(from, to),
  ];
}

function otherCluster(settings: readonly LeafChange[]): readonly Text[] {
  return settings
    .filter(({ path }) => path === "target.context")
    .map(
      ({ from, to }) =>
        say`the cluster's context is another: ${from ?? "the current one"} → ${to ?? "the current one"}. In another cluster every volume starts empty, and what is in the old one stays behind`,
    );
}

/** A namespace that goes takes its claims along, also those that are kept. */
function namespaces(from: Render, to: Render): readonly Text[] {
  const { both, removed } = paired(ofKind(from, "Namespace"), ofKind(to, "Namespace"));
  return [
    ...removed
      .filter(({ retained }) => !retained)
      .map(({ name }) => say`namespace ${name} is deleted, with every volume in it`),
    ...both
      .filter(([was, is]) => was.retained && !is.retained)
      .map(
        ([, { name }]) =>
          say`namespace ${name} is deleted with the stack from now on, with every volume in it`,
      ),
  ];
}

function claims(from: Render, to: Render): readonly Text[] {
  const kind = "PersistentVolumeClaim";
  const { added, both, removed } = paired(ofKind(from, kind), ofKind(to, kind));
  return [
    ...removed.map((each) =>
      each.retained
        ? say`volume ${each.name} (${sizeOf(each)}) is left behind: the claim stays in the cluster, and nothing uses it`
        : say`volume ${each.name} (${sizeOf(each)}) is deleted with all that is on it`,
    ),
    ...both.flatMap(([was, is]) => changedClaim(was, is)),
    ...added.map((each) => say`new volume ${each.name} of ${sizeOf(each)}`),
  ];
}

const sizeOf = ({ manifest }: KubernetesObject) => String(manifest.spec?.resources?.requests?.storage);
const classOf = ({ manifest }: KubernetesObject) => manifest.spec?.storageClassName as string | undefined;

function changedClaim(was: KubernetesObject, is: KubernetesObject): readonly Text[] {
  const [before, after] = [sizeOf(was), sizeOf(is)];
  const difference = (parseBytes(after)?.bytes ?? 0) - (parseBytes(before)?.bytes ?? 0);
  return [
    ...(difference < 0
      ? [
          say`volume ${is.name} shrinks: ${before} → ${after}. Kubernetes refuses that: the deployment fails until it is undone`,
        ]
      : []),
    ...(difference > 0
      ? [say`volume ${is.name} grows: ${before} → ${after}. Its storage class must allow that`]
      : []),
    ...(was.namespace === is.namespace
      ? []
      : [
          say`volume ${is.name} starts empty in namespace ${is.namespace}: the one in ${was.namespace} stays behind`,
        ]),
    ...(classOf(was) === classOf(is)
      ? []
      : [
          say`volume ${is.name} keeps its storage class: only claims that are made later get ${classOf(is) ?? "the default"}`,
        ]),
    ...(was.retained && !is.retained ? [say`volume ${is.name} is deleted with the stack from now on`] : []),
  ];
}

function dockerVolumes(from: Render, to: Render): readonly Text[] {
  const volumes = (render: Render) =>
    byKey(resourcesOf(render, "Volume"), ({ inputs }) => String(inputs["name"]));
  const { added, both, removed } = paired(volumes(from), volumes(to));
  return [
    ...removed.map(({ inputs, retained }) =>
      retained
        ? say`Docker volume ${String(inputs["name"])} is left behind: it stays, and nothing uses it`
        : say`Docker volume ${String(inputs["name"])} is deleted with all that is on it`,
    ),
    ...both.flatMap(([was, is]) => [
      ...(leafChanges(was.inputs, is.inputs).length > 0
        ? [say`Docker volume ${String(is.inputs["name"])} is made anew, and empty`]
        : []),
      ...(was.retained && !is.retained
        ? [say`Docker volume ${String(is.inputs["name"])} is deleted with the stack from now on`]
        : []),
    ]),
    ...added.map(({ inputs }) => say`new Docker volume ${String(inputs["name"])}`),
  ];
}

/** What Kubernetes lets nobody change, so that the set is deleted and made again. */
const FIXED = ["serviceName", "selector", "volumeClaimTemplates", "podManagementPolicy"] as const;

function replacedSets(from: Render, to: Render): readonly Text[] {
  const { both } = paired(ofKind(from, "StatefulSet"), ofKind(to, "StatefulSet"));
  return both.flatMap(([was, is]) => {
    const fields = FIXED.filter(
      (field) => leafChanges(was.manifest.spec?.[field], is.manifest.spec?.[field]).length > 0,
    );
    if (fields.length === 0) return [];
    return [say`StatefulSet ${is.name} is deleted and made anew (${listed(fields)}): nothing runs meanwhile`];
  });
}

function shorterRetention(settings: readonly LeafChange[]): readonly Text[] {
  return settings.flatMap(({ from, path, to }) => {
    if (!/\.retention(?:Size)?$/.test(path) || from === undefined || to === undefined) return [];
    const amount = (text: string) => parseDuration(text)?.seconds ?? parseBytes(text)?.bytes ?? 0;
    if (amount(to) >= amount(from)) return [];
    const beyond = path.endsWith("Size") ? "beyond that" : "older";
    return [say`${path} gets less: ${from} → ${to}. What is ${[beyond]} is deleted`];
  });
}

/** Settings of where data is kept. */
const STORAGE = /^(\w+\.(?:storage|database))\.(.+)$/;

function movedStorage(settings: readonly LeafChange[]): readonly Text[] {
  const changes = settings.flatMap((each) => {
    const [, place, field] = STORAGE.exec(each.path) ?? [];
    return place === undefined || field === undefined ? [] : [{ ...each, place, field }];
  });
  return [...Map.groupBy(changes, ({ place }) => place)].map(([place, some]) => {
    const told = some
      .slice(0, 4)
      .map(({ field, from, to }) => say`${field} ${from ?? "nothing"} → ${to ?? "nothing"}`);
    const rest = some.length - told.length;
    const more = rest > 0 ? [counted(rest, "more change")] : [];
    return say`${place} changes (${joined([...told, ...more], ", ")}): what was stored before is not moved`;
  });
}

/** Secrets that Pulumi generates and keeps in its state. */
function madeAnew(from: Render, to: Render): readonly Text[] {
  const secrets = (render: Render) => byKey(resourcesOf(render, "RandomPassword"), ({ name }) => name);
  const { both, removed } = paired(secrets(from), secrets(to));
  return [
    ...removed.map(({ name }) => say`generated secret ${name} is deleted`),
    ...both
      .filter(([was, is]) => leafChanges(was.inputs, is.inputs).length > 0)
      .map(([, { name }]) => say`generated secret ${name} is made anew`),
  ];
}
