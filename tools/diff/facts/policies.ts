import { listOf, type Tree } from "./tree.ts";

/** One peer and the ports between it and a workload. */
export interface Opening {
  /** For people: `namespace ingress-nginx`, `10.0.0.0/8`. */
  readonly peer: string;
  readonly ports: string;
  /** Whether the peer may be anything but a pod that a policy of the stack names. */
  readonly isOutside: boolean;
}

/** Who may connect to what a policy selects. Undefined: the policy is not about that. */
export function admitted(policy: Tree): readonly Opening[] | undefined {
  return listOf(policy.spec?.policyTypes).includes("Ingress")
    ? listOf(policy.spec.ingress).flatMap(({ from, ports }) => openings(from, ports))
    : undefined;
}

/** Whom it may connect to. */
export function reached(policy: Tree): readonly Opening[] {
  return listOf(policy.spec?.egress).flatMap(({ ports, to }) => openings(to, ports));
}

function openings(peers: Tree, ports: Tree): readonly Opening[] {
  const open = listOf(ports).map(({ endPort, port, protocol = "TCP" }) =>
    [`${port}${endPort === undefined ? "" : `-${endPort}`}`, ...(protocol === "TCP" ? [] : [protocol])].join(
      "/",
    ),
  );
  const text = open.length === 0 ? "every port" : open.join(", ");
  // No peers are all peers.
  if (listOf(peers).length === 0) return [{ peer: "everybody", ports: text, isOutside: true }];
  return listOf(peers).map((each) => ({ ...peerOf(each), ports: text }));
}

const NAMESPACE = "kubernetes.io/metadata.name";

function peerOf({ ipBlock, namespaceSelector, podSelector }: Tree): Omit<Opening, "ports"> {
  if (ipBlock !== undefined) return { peer: addresses(ipBlock), isOutside: true };
  const inside = namespaceSelector?.matchLabels?.[NAMESPACE] as string | undefined;
  if (podSelector !== undefined) {
    const pods = labelsText(podSelector);
    return { peer: inside === undefined ? pods : `${pods} in ${inside}`, isOutside: pods === "every pod" };
  }
  if (inside !== undefined) return { peer: `namespace ${inside}`, isOutside: true };
  return { peer: `every pod of ${labelsText(namespaceSelector, "the cluster")}`, isOutside: true };
}

function addresses({ cidr, except }: Tree): string {
  const without = listOf(except);
  return without.length === 0 ? String(cidr) : `${cidr} without ${without.join(", ")}`;
}

function labelsText(selector: Tree, all = "every pod"): string {
  const labels = Object.entries(selector?.matchLabels ?? {});
  const name = selector?.matchLabels?.["app.kubernetes.io/name"];
  if (typeof name === "string") return name;
  return labels.length === 0 ? all : labels.map(([key, value]) => `${key}=${value}`).join(",");
}
