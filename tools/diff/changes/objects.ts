import type { Render } from "../../render/render.ts";
import { lineChanges, type SystemFile, systemFiles } from "../facts/files.ts";
import { type KubernetesObject, objectsOf } from "../facts/objects.ts";
import { admitted, reached } from "../facts/policies.ts";
import { paired, type Tree } from "../facts/tree.ts";
import { leafChanges } from "../leaves.ts";
import { counted, type Line, line, listed, prose, say, type Text } from "../text.ts";
import { newOpenings, onPorts } from "./outside.ts";

/** Kubernetes objects added, removed and changed, and the files that systems read. */
export function objectChanges(from: Render, to: Render): readonly Line[] {
  const { added, both, removed } = paired(objectsOf(from), objectsOf(to));
  const changed = both.filter(([was, is]) => leafChanges(was.manifest, is.manifest).length > 0);
  const labelled = changed.filter(([was, is]) => onlyLabels(was, is));
  const rest = changed.filter((each) => !labelled.includes(each));
  return [
    ...byKind("added", added),
    ...byKind("removed", removed),
    ...rest.flatMap(([was, is]) => changedObject(was, is)),
    ...(labelled.length > 0
      ? [line(say`only labels or annotations: ${counted(labelled.length, "object")}`)]
      : []),
    ...fileChanges(from, to),
  ];
}

function byKind(what: string, objects: readonly KubernetesObject[]): readonly Line[] {
  return [...Map.groupBy(objects, ({ kind }) => kind)].map(([kind, some]) => {
    const names = listed(some.map(({ name }) => name));
    return line(say`${prose(what)}: ${prose(kind)} ${names}`);
  });
}

function onlyLabels(was: KubernetesObject, is: KubernetesObject): boolean {
  const without = ({ manifest }: KubernetesObject) => {
    const { metadata = {}, ...rest } = manifest as Tree;
    return { ...rest, name: metadata.name, namespace: metadata.namespace };
  };
  return leafChanges(without(was), without(is)).length === 0;
}

function changedObject(was: KubernetesObject, is: KubernetesObject): readonly Line[] {
  const what = say`changed: ${prose(is.kind)} ${is.name}`;
  if (was.namespace !== is.namespace)
    return [line(say`${what}: deleted in namespace ${was.namespace}, made in ${is.namespace}`)];
  // Their files are told below.
  if (is.kind === "ConfigMap") return [];
  if (is.kind === "NetworkPolicy") return [policy(what, was, is)];
  const paths = fieldsOf(was.manifest, is.manifest).filter((each) => !TOLD[is.kind]?.test(each));
  return paths.length === 0 ? [] : [line(say`${what}: ${listed(paths, 4)}`)];
}

const CONTROLLER = /^(?:spec\.(?:template|replicas|jobTemplate)|metadata\.(?:labels|annotations))/;

/** Kind → fields that the first lines tell of, or what restarts. */
const TOLD: Readonly<Record<string, RegExp>> = {
  StatefulSet: CONTROLLER,
  Deployment: CONTROLLER,
  DaemonSet: CONTROLLER,
  CronJob: CONTROLLER,
  PersistentVolumeClaim: /./,
  ClusterRole: /./,
  Role: /./,
  ClusterRoleBinding: /./,
  RoleBinding: /./,
  Ingress: /./,
};

/** Paths of what changed, those within lists as the list; of pods the roll-out tells. */
function fieldsOf(was: Tree, is: Tree): readonly string[] {
  const paths = leafChanges(was, is).map(({ path }) => {
    if (/\bspec\.template\b/.test(path)) return "spec.template";
    return path.replace(/^metadata\.(labels|annotations)\b.*/, "metadata.$1").replace(/\[.*$/, "");
  });
  return [...new Set(paths)];
}

function policy(what: Text, was: KubernetesObject, is: KubernetesObject): Line {
  const lists = [
    ["reached by", admitted(was.manifest) ?? [], admitted(is.manifest) ?? []],
    ["may reach", reached(was.manifest), reached(is.manifest)],
  ] as const;
  const below = lists.flatMap(([verb, before, after]) => [
    ...newOpenings(before, after).map(({ peer, ports }) =>
      line(say`${prose(verb)} ${peer} ${onPorts(ports)}`),
    ),
    ...newOpenings(after, before).map(({ peer, ports }) =>
      line(say`no longer ${prose(verb)} ${peer} ${onPorts(ports)}`),
    ),
  ]);
  return line(what, below);
}

interface ChangedFile {
  readonly name: string;
  /** Of all parts of the same whole. */
  readonly whole: string;
  readonly more: number;
  readonly less: number;
}

/** Rule files hold what SLOs and alerts are told to be: of them only how much. Numbered ones are parts of a whole. */
function fileChanges(from: Render, to: Render): readonly Line[] {
  const { added, both, removed } = paired(systemFiles(from), systemFiles(to));
  const names = ({ file, system }: SystemFile) => ({
    name: `${system}/${file}`,
    whole: `${system}/${file.replace(/\d+(?=\.\w+$)/, "*")}`,
  });
  const lines = ({ content }: SystemFile) => content.trimEnd().split("\n").length;
  const changed = both.flatMap(([was, is]): readonly ChangedFile[] => {
    if (was.content === is.content) return [];
    const { added: more, removed: less } = lineChanges(was.content, is.content);
    return [{ ...names(is), more, less }];
  });
  return [
    ...counts(
      "new file",
      added.map((each) => ({ ...names(each), more: lines(each), less: 0 })),
    ),
    ...counts(
      "gone: file",
      removed.map((each) => ({ ...names(each), more: 0, less: lines(each) })),
    ),
    ...counts("file", changed),
  ];
}

function counts(what: string, files: readonly ChangedFile[]): readonly Line[] {
  return [...Map.groupBy(files, (each) => each.whole)].map(([whole, some]) => {
    const sum = (of: (each: ChangedFile) => number) => some.reduce((total, each) => total + of(each), 0);
    const name = some.length === 1 ? say`${some[0]!.name}` : say`${whole} (${prose(`${some.length} parts`)})`;
    return line(
      say`${prose(what)} ${name}: ${prose(`+${sum(({ more }) => more)} −${sum(({ less }) => less)} lines`)}`,
    );
  });
}
