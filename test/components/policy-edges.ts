import type { Ran, Tree } from "../program.ts";

/** Which way a policy's rules are read. */
type Direction = "ingress" | "egress";

/**
 * Connections that the rendered NetworkPolicies allow from one side, as `from → to :port/protocol`. Only pods of the
 * stack have names; other peers are written as in the policy.
 */
export function edges(ran: Ran, direction: Direction): readonly string[] {
  return ran
    .kind("NetworkPolicy")
    .map(({ inputs }) => inputs)
    .filter(({ spec }) => spec.podSelector.matchLabels !== undefined)
    .flatMap((policy) => policyEdges(policy, direction, ran))
    .sort();
}

function policyEdges({ metadata, spec }: Tree, direction: Direction, ran: Ran): readonly string[] {
  const own = podNames(spec.podSelector, [metadata.namespace], ran);
  return (spec[direction] ?? []).flatMap((rule: Tree) => {
    const peers: readonly string[] = (rule[direction === "ingress" ? "from" : "to"] ?? []).flatMap(
      (peer: Tree) => peerNames(peer, metadata.namespace, ran),
    );
    const ports: readonly string[] = rule.ports?.map(({ port, protocol }: Tree) => `${port}/${protocol}`) ?? [
      "*",
    ];
    return own.flatMap((self) =>
      peers.flatMap((peer) =>
        ports.map((port) =>
          direction === "ingress" ? `${peer} → ${self} :${port}` : `${self} → ${peer} :${port}`,
        ),
      ),
    );
  });
}

function peerNames(peer: Tree, namespace: string, ran: Ran): readonly string[] {
  if (peer.ipBlock !== undefined) return [peer.ipBlock.cidr];
  if (peer.podSelector === undefined) return [namespaceName(peer.namespaceSelector)];
  const wanted = peer.namespaceSelector?.matchLabels?.["kubernetes.io/metadata.name"] ?? namespace;
  return podNames(peer.podSelector, [wanted], ran);
}

function namespaceName({ matchLabels }: Tree): string {
  return matchLabels === undefined ? "any pod" : `namespace ${matchLabels["kubernetes.io/metadata.name"]}`;
}

/** Workloads whose pods a selector chooses, as the cluster would: by the labels that the pods really carry. */
function podNames(selector: Tree, namespaces: readonly string[], ran: Ran): readonly string[] {
  const chosen = ran.pods.filter(({ namespace, template }) => {
    const { labels } = template.metadata;
    const matches = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
    return namespaces.includes(namespace) && matches;
  });
  return chosen.length > 0
    ? chosen.map(({ name }) => name)
    : [`nobody (${JSON.stringify(selector.matchLabels)})`];
}

/** Those that join two workloads of the stack, without their jobs by the clock. */
export function betweenWorkloads(all: readonly string[], ran: Ran): readonly string[] {
  const names = ran.pods.map(({ name }) => name);
  return all.filter((edge) => {
    const [from, rest] = edge.split(" → ");
    return names.includes(from!) && names.includes(rest!.split(" :")[0]!);
  });
}
