import type { Render } from "../../render/render.ts";
import { ofKind } from "../facts/objects.ts";
import { controllersOf, dockerContainers, templateOf } from "../facts/pods.ts";
import { byKey, paired, type Tree } from "../facts/tree.ts";
import { type LeafChange, leafChanges } from "../leaves.ts";
import { counted, type Line, line, listed, prose, say } from "../text.ts";

/** What starts anew, what only reads its files again, what there is more or less of. */
export function rolloutChanges(from: Render, to: Render): readonly Line[] {
  return [...controllers(from, to), ...reloads(from, to), ...containers(from, to)];
}

function controllers(from: Render, to: Render): readonly Line[] {
  const { added, both, removed } = paired(controllersOf(from), controllersOf(to));
  return [
    ...added.map(({ kind, manifest, name }) => line(say`${name} is new: a ${prose(kind)}${many(manifest)}`)),
    ...removed.map(({ kind, name }) => line(say`${name} is gone: the ${prose(kind)} is deleted`)),
    ...both.flatMap(([was, is]) => {
      const [before, after] = [was.manifest.spec?.replicas, is.manifest.spec?.replicas];
      const scaled = before === after ? [] : [line(say`${is.name}: ${before ?? 1} → ${after ?? 1} replicas`)];
      const reasons = reasonsOf(templateOf(was.manifest), templateOf(is.manifest));
      if (reasons.length === 0) return scaled;
      const verb = is.kind === "CronJob" ? "runs otherwise from its next time on" : how(is.manifest);
      return [...scaled, line(say`${is.name} ${prose(verb)}: ${prose(reasons.join(", "))}`)];
    }),
  ];
}

function many({ spec }: Tree) {
  return spec?.replicas === undefined ? [] : say` of ${counted(spec.replicas, "replica")}`;
}

function how({ spec, kind }: Tree): string {
  if (kind === "Deployment" && spec.strategy?.type === "Recreate") return "stops and starts anew";
  if (kind === "DaemonSet") return "rolls on every node";
  return spec?.replicas === 1 && kind === "StatefulSet" ? "restarts (one replica: away meanwhile)" : "rolls";
}

/** Where in a pod's template a change is → what it is, for people. The first that matches. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/\["?lookout\/config-checksum/, "files that it reads at its start"],
  [/\["?lookout\/secrets-checksum/, "secrets"],
  [/app\.kubernetes\.io\/version/, "version"],
  [/^spec\.(?:initContainers|containers)\b.*\.image$/, "image"],
  [/\.resources\b.*memory/, "memory"],
  [/\.resources\b.*cpu/, "processor time"],
  [/\.resources\b/, "resources"],
  [/\.args$/, "arguments"],
  [/\.env\b/, "environment"],
  [/\.(?:startup|readiness|liveness)Probe\b/, "probes"],
  [/\.(?:volumeMounts|ports)\b|^spec\.volumes\b/, "volumes or ports"],
  [/securityContext|^spec\.host/, "what it may do"],
  [/^spec\.(?:nodeSelector|tolerations|affinity|topologySpreadConstraints)/, "where it may run"],
  [/^metadata\.(?:annotations|labels)/, "labels or annotations"],
];

export function reasonsOf(from: Tree, to: Tree): readonly string[] {
  const changes = leafChanges(from, to);
  const reasons = [...new Set(changes.map(reason))];
  // An image has its version among the labels.
  return reasons.includes("image") ? reasons.filter((each) => each !== "version") : reasons;
}

function reason({ from, path, to }: LeafChange): string {
  const known = REASONS.find(([pattern]) => pattern.test(path))?.[1];
  if (known === "memory" || known === "processor time") {
    const kind = path.includes(".limits") ? "limit" : "request";
    return `${known} ${kind} ${from ?? "none"} → ${to ?? "none"}`;
  }
  return known ?? path;
}

/** Files that changed where nothing rolls: the process sees them by itself. */
function reloads(from: Render, to: Render): readonly Line[] {
  const { added, both, removed } = paired(ofKind(from, "ConfigMap"), ofKind(to, "ConfigMap"));
  const changed = [...added, ...removed, ...both.flatMap(([was, is]) => (differ(was, is) ? [is] : []))];
  const [before, after] = [controllersOf(from), controllersOf(to)];
  const rolling = paired(before, after)
    .both.filter(([was, is]) => reasonsOf(templateOf(was.manifest), templateOf(is.manifest)).length > 0)
    .map(([, { name }]) => name);
  const there = paired(before, after).both.map(([, { name }]) => name);
  const workloads = Map.groupBy(
    changed.filter(({ workload }) => there.includes(workload) && !rolling.includes(workload)),
    ({ workload }) => workload,
  );
  return [...workloads].map(([workload, maps]) =>
    line(say`${workload} reloads in place: ${listed(maps.map(({ name }) => name).sort(), 4)}`),
  );
}

const differ = (was: { readonly manifest: Tree }, is: { readonly manifest: Tree }) =>
  leafChanges(was.manifest.data, is.manifest.data).length > 0;

/** Fields that Docker changes in a container that runs. Source: `docker update`. */
const IN_PLACE = ["memory", "memorySwap", "cpuShares", "restart", "maxRetryCount"];

function containers(from: Render, to: Render): readonly Line[] {
  const all = (render: Render) => byKey(dockerContainers(render), ({ name }) => name);
  const { added, both, removed } = paired(all(from), all(to));
  const changed = both.flatMap(([was, is]) => {
    const fields = [...new Set(leafChanges(was.inputs, is.inputs).map(({ path }) => /^\w+/.exec(path)![0]))];
    return fields.length === 0 ? [] : [{ ...is, fields }];
  });
  const groups = Map.groupBy(changed, ({ workload }) => workload);
  return [
    ...added.map(({ name }) => line(say`container ${name} is new`)),
    ...removed.map(({ name }) => line(say`container ${name} is gone`)),
    ...[...groups].map(([workload, some]) => {
      const fields = [...new Set(some.flatMap((each) => each.fields))];
      const names = listed(some.map(({ name }) => name));
      return fields.every((each) => IN_PLACE.includes(each))
        ? line(say`${workload} keeps running with other limits (${names}): ${listed(fields)}`)
        : line(say`${workload} is made anew (${names}): ${listed(fields)}`);
    }),
  ];
}
