import type { types } from "@pulumi/kubernetes";
import type { Config, KubernetesTarget } from "../../../config/config.ts";
import { jobLabels, selectorLabels } from "../../../model/labels.ts";
import type { Access, Egress, Peer, Port, ScheduledJob, Workload } from "../../../model/workload.ts";

type PolicySpec = types.input.networking.v1.NetworkPolicySpec;
type PolicyPeer = types.input.networking.v1.NetworkPolicyPeer;
type IngressRule = types.input.networking.v1.NetworkPolicyIngressRule;
type EgressRule = types.input.networking.v1.NetworkPolicyEgressRule;
type PolicyPort = types.input.networking.v1.NetworkPolicyPort;

/** Nothing in, nothing out, but for what a workload's own policy adds. */
export const DENY_ALL: PolicySpec = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };

export function namespaceOf(workload: Workload, target: KubernetesTarget): string {
  return workload.placement === "host" ? target.hostNamespace : target.namespace;
}

/**
 * Who may reach a workload, and whom it may reach: the ways out towards other workloads follow from who those admit.
 *
 * @param all every workload of the stack; peers that the stack does not deploy are left out.
 */
export function policySpec(
  workload: Workload,
  all: readonly Workload[],
  config: Config,
  target: KubernetesTarget,
): PolicySpec {
  const context = { all, target, namespace: namespaceOf(workload, target) };
  return {
    podSelector: { matchLabels: selectorLabels(workload.name) },
    policyTypes: ["Ingress", "Egress"],
    ingress: workload.access.flatMap((access) => ingressRule(access, workload.ports, context)),
    egress: [
      dnsRule(config),
      ...all.flatMap((other) => egressTowards(other, workload, context)),
      ...workload.egress.map((egress) => egressRule(egress, context)),
    ],
  };
}

/** A scheduled job's pods reach what their workload reaches outside of the stack, and nobody reaches them. */
export function jobPolicySpec(
  job: ScheduledJob,
  workload: Workload,
  config: Config,
  target: KubernetesTarget,
): PolicySpec {
  const context = { all: [], target, namespace: namespaceOf(workload, target) };
  return {
    podSelector: { matchLabels: jobLabels(workload, job) },
    policyTypes: ["Ingress", "Egress"],
    ingress: [],
    egress: [dnsRule(config), ...workload.egress.map((egress) => egressRule(egress, context))],
  };
}

interface Context {
  readonly all: readonly Workload[];
  readonly target: KubernetesTarget;
  /** Of the workload whose policy this is. */
  readonly namespace: string;
}

function ingressRule(
  { from, ports }: Access,
  declared: readonly Port[],
  context: Context,
): readonly IngressRule[] {
  const peers = from.flatMap((peer) => policyPeer(peer, context));
  return peers.length === 0 ? [] : [{ from: peers, ports: policyPorts(ports, declared) }];
}

function egressTowards(other: Workload, workload: Workload, context: Context): readonly EgressRule[] {
  return other.access
    .filter(({ from }) => from.some((peer) => admits(peer, workload)))
    .map(({ ports }) => ({
      to: policyPeer({ workload: other.name }, context),
      ports: policyPorts(ports, other.ports),
    }));
}

/** Only by name: "every pod of the cluster" invites, but does not say that this workload needs to come. */
function admits(peer: Peer, workload: Workload): boolean {
  return typeof peer === "object" && "workload" in peer && peer.workload === workload.name;
}

function egressRule({ to, ports }: Egress, context: Context): EgressRule {
  const peers = to.flatMap((peer) => policyPeer(peer, context));
  return {
    to: peers,
    ...(ports.length > 0 ? { ports: ports.map((port) => ({ port, protocol: "TCP" })) } : {}),
  };
}

function dnsRule({ network }: Config): EgressRule {
  return {
    to: [
      { namespaceSelector: inNamespace(network.dnsNamespace) },
      ...network.dnsCidrs.map((cidr) => ({ ipBlock: { cidr } })),
    ],
    ports: network.dnsPorts.flatMap((port) => [
      { port, protocol: "UDP" },
      { port, protocol: "TCP" },
    ]),
  };
}

function policyPeer(peer: Peer, { all, target, namespace }: Context): PolicyPeer[] {
  if (peer === "cluster") return [{ namespaceSelector: {} }];
  if ("cidr" in peer) return [{ ipBlock: { cidr: peer.cidr } }];
  if ("namespace" in peer) return [{ namespaceSelector: inNamespace(peer.namespace) }];
  const other = all.find(({ name }) => name === peer.workload);
  if (other === undefined) return [];
  const podSelector = { matchLabels: selectorLabels(other.name) };
  const home = namespaceOf(other, target);
  return [home === namespace ? { podSelector } : { namespaceSelector: inNamespace(home), podSelector }];
}

function inNamespace(name: string): types.input.meta.v1.LabelSelector {
  return { matchLabels: { "kubernetes.io/metadata.name": name } };
}

/** By number: names are looked up in the pods that a rule selects, which egress rules cannot rely on. */
function policyPorts(names: readonly string[], declared: readonly Port[]): PolicyPort[] {
  return names.map((name) => {
    const port = declared.find((each) => each.name === name);
    if (port === undefined) throw new Error(`no port is called "${name}"`);
    return { port: port.port, protocol: port.protocol };
  });
}
