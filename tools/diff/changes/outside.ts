import type { Render } from "../../render/render.ts";
import { dashboardsOf } from "../facts/dashboards.ts";
import { type KubernetesObject, ofKind, resourcesOf } from "../facts/objects.ts";
import { dockerContainers } from "../facts/pods.ts";
import { admitted, type Opening } from "../facts/policies.ts";
import { byKey, listOf, paired, type Tree } from "../facts/tree.ts";
import { leafChanges } from "../leaves.ts";
import { listed, prose, say, type Text } from "../text.ts";

/** What can be reached, from outside of what the stack itself names, and could not before; and the other way round. */
export function outsideChanges(from: Render, to: Render): readonly Text[] {
  return [
    ...hosts(from, to),
    ...services(from, to),
    ...policies(from, to),
    ...publicDashboards(from, to),
    ...dockerPorts(from, to),
  ];
}

/** What can be reached of a stack that is new. What its policies let in goes without saying. */
export function openFromTheStart(to: Render): readonly Text[] {
  const nothing = { ...to, resources: [] };
  return [
    ...hosts(nothing, to),
    ...services(nothing, to),
    ...publicDashboards(nothing, to),
    ...dockerPorts(nothing, to),
  ];
}

function hosts(from: Render, to: Render): readonly Text[] {
  const { added, both, removed } = paired(ofKind(from, "Ingress"), ofKind(to, "Ingress"));
  const gone = (ingress: KubernetesObject, host: string) =>
    say`${ingress.name} no longer answers at ${`https://${host}`}`;
  const open = (ingress: KubernetesObject, host: string) =>
    say`${ingress.name} can be reached from outside the cluster at ${`https://${host}`}`;
  return [
    ...added.flatMap((each) => hostsOf(each).map((host) => open(each, host))),
    ...removed.flatMap((each) => hostsOf(each).map((host) => gone(each, host))),
    ...both.flatMap(([was, is]) => {
      const [before, after] = [hostsOf(was), hostsOf(is)];
      const moved = [
        ...after.filter((host) => !before.includes(host)).map((host) => open(is, host)),
        ...before.filter((host) => !after.includes(host)).map((host) => gone(is, host)),
      ];
      const changes = leafChanges(aside(was), aside(is)).filter(
        ({ path }) => moved.length === 0 || !/host/i.test(path),
      );
      const paths = changes.map(({ path }) => path);
      return [...moved, ...(paths.length === 0 ? [] : [say`ingress ${is.name} changes: ${listed(paths)}`])];
    }),
  ];
}

/** Spec and annotations: labels matter to nobody outside. */
const aside = ({ manifest }: KubernetesObject) => ({
  annotations: manifest.metadata?.annotations,
  spec: manifest.spec,
});

const hostsOf = ({ manifest }: KubernetesObject): readonly string[] =>
  listOf(manifest.spec?.rules).map(({ host }) => String(host ?? "*"));

/** Fields by which a Service has an address outside of the cluster. */
const EXPOSING = ["type", "externalIPs", "loadBalancerIP", "loadBalancerSourceRanges", "externalName"];

function services(from: Render, to: Render): readonly Text[] {
  const { added, both } = paired(ofKind(from, "Service"), ofKind(to, "Service"));
  const facts = (object: KubernetesObject | undefined) =>
    Object.fromEntries(EXPOSING.map((field) => [field, object?.manifest.spec?.[field]]));
  const inside = { ...facts(undefined), type: "ClusterIP" };
  const pairs = [
    ...added.map((each) => [inside, facts(each), each] as const),
    ...both.map(([was, is]) => [facts(was), facts(is), is] as const),
  ];
  return pairs.flatMap(([was, is, { name }]) =>
    leafChanges(was, is).map(
      (change) =>
        say`service ${name}: ${change.path} ${change.from ?? "nothing"} → ${change.to ?? "nothing"}`,
    ),
  );
}

function policies(from: Render, to: Render): readonly Text[] {
  const { added, both, removed } = paired(ofKind(from, "NetworkPolicy"), ofKind(to, "NetworkPolicy"));
  // Nothing of the stack is left in a namespace that it gives up.
  const there = new Set([...ofKind(to, "Namespace").values()].map(({ name }) => name));
  const lost = removed.filter(
    ({ manifest, namespace, workload }) => isDenial(manifest) && workload === "" && there.has(namespace),
  );
  return [
    ...lost.map(
      ({ namespace }) =>
        say`nothing denies connections any more in namespace ${namespace}: its policy is gone`,
    ),
    ...added.flatMap((each) => opened(undefined, each)),
    ...both.flatMap(([was, is]) => opened(was, is)),
  ];
}

const isDenial = (policy: Tree) => admitted(policy)?.length === 0;

/** Openings towards what no policy of the stack names. */
function opened(was: KubernetesObject | undefined, is: KubernetesObject): readonly Text[] {
  const [before, after] = [was === undefined ? [] : admitted(was.manifest), admitted(is.manifest)];
  if (after === undefined)
    return before === undefined ? [] : [say`policy ${is.name} no longer denies anybody`];
  return newOpenings(before ?? [], after)
    .filter(({ isOutside }) => isOutside)
    .map(({ peer, ports }) => say`${is.name} can be reached by ${peer} ${onPorts(ports)}`);
}

/** `on port 3000`. */
export function onPorts(ports: string): Text {
  return prose(ports === "every port" ? "on every port" : `on port ${ports}`);
}

/** Those that one list has and another has not. */
export function newOpenings(before: readonly Opening[], after: readonly Opening[]): readonly Opening[] {
  const key = ({ peer, ports }: Opening) => `${peer} ${ports}`;
  return paired(byKey(before, key), byKey(after, key)).added;
}

function publicDashboards(from: Render, to: Render): readonly Text[] {
  const shown = (render: Render) =>
    byKey(
      resourcesOf(render, "DashboardPublic").filter(({ inputs }) => inputs["isEnabled"] !== false),
      ({ inputs }) => String(inputs["dashboardUid"]).replace(/-public$/, ""),
    );
  const [before, after] = [shown(from), shown(to)];
  const title = (render: Render, uid: string) => dashboardsOf(render).get(uid)?.title ?? uid;
  return [
    ...[...after.keys()]
      .filter((uid) => !before.has(uid))
      .map(
        (uid) => say`dashboard ${title(to, uid)} can be seen by everybody who has its link, without a login`,
      ),
    ...[...before.keys()]
      .filter((uid) => !after.has(uid))
      .map((uid) => say`dashboard ${title(from, uid)} can no longer be seen without a login`),
  ];
}

const LOOPBACK = ["127.0.0.1", "::1"];

function dockerPorts(from: Render, to: Render): readonly Text[] {
  const bound = (render: Render) => {
    const ports = dockerContainers(render).flatMap(({ inputs, name }) =>
      listOf(inputs.ports).map(({ external, internal, ip = "0.0.0.0" }) => ({
        external,
        internal,
        ip,
        name,
      })),
    );
    return byKey(ports, ({ external, internal, ip, name }) => `${name} ${internal} ${ip} ${external}`);
  };
  const { added } = paired(bound(from), bound(to));
  return added
    .filter(({ ip }) => !LOOPBACK.includes(ip))
    .map(
      ({ external, internal, ip, name }) =>
        say`port ${String(internal)} of ${name} can be reached from other machines, at ${`${ip}:${external}`}`,
    );
}
