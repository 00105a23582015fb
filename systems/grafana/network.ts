import type { Config } from "../../config/config.ts";
import { PORTS } from "../../model/ports.ts";
import type { Access, Egress, Exposure, Peer, Port } from "../../model/workload.ts";
import { contactPointEgress } from "../messages/egress.ts";
import { toInternet, toService } from "../reach.ts";

/** The secret that cert-manager writes. */
const CERTIFICATE = "grafana-tls";

export function ports({ grafana: { replicas } }: Config): readonly Port[] {
  return [{ name: "http", port: PORTS.grafana.http, protocol: "TCP" }, ...(replicas > 1 ? GOSSIP : [])];
}

const GOSSIP: readonly Port[] = [
  { name: "gossip", port: PORTS.grafana.gossip, protocol: "TCP" },
  { name: "gossip-udp", port: PORTS.grafana.gossip, protocol: "UDP" },
];

/** People come through the ingress controller, or by a port forward, which network policies don't see. */
export function access({ grafana: { ingress, replicas }, network }: Config): readonly Access[] {
  const controllers: readonly Peer[] = [
    ...(network.ingressNamespace === undefined ? [] : [{ namespace: network.ingressNamespace }]),
    ...network.ingressCidrs.map((cidr) => ({ cidr })),
  ];
  return [
    { from: [{ workload: "prometheus" }], ports: ["http"] },
    ...(ingress === undefined ? [] : [{ from: controllers, ports: ["http"] }]),
    ...(replicas > 1
      ? [{ from: [{ workload: "grafana" as const }], ports: GOSSIP.map(({ name }) => name) }]
      : []),
  ];
}

/** Out to what the config names; to the datasources of the stack the way follows from their own `access`. */
export function egress(config: Config): readonly Egress[] {
  const { alerting, grafana } = config;
  const { database, datasources, github, plugins, smtp } = grafana;
  return [
    ...(database.kind === "postgres" ? [toService("its database", database.port)] : []),
    ...(smtp === undefined ? [] : [toService("mail", smtp.port)]),
    ...(alerting.engine === "grafana" ? contactPointEgress(config) : []),
    ...(github === undefined ? [] : [toInternet("login by GitHub")]),
    ...(plugins.length === 0 ? [] : [toInternet("plugins from grafana.com")]),
    ...datasources.flatMap(({ uid, url }) =>
      url === undefined ? [] : [toService(`datasource "${uid}"`, url.port)],
    ),
  ];
}

/**
 * The Ingress. Grafana Live's web sockets pass nginx and Traefik as they are; behind a proxy that cuts idle connections
 * within a minute, raise its timeout by `grafana.ingress.annotations`
 * (`nginx.ingress.kubernetes.io/proxy-read-timeout: "3600"`).
 */
export function exposure({ grafana: { ingress, url } }: Config): Exposure | undefined {
  if (ingress === undefined) return undefined;
  const { annotations, className, host, tls } = ingress;
  const issuer =
    tls.kind === "cert-manager" ? { "cert-manager.io/cluster-issuer": tls.clusterIssuer } : undefined;
  return {
    port: "http",
    host: host ?? url.hostname,
    ...(className !== undefined && { className }),
    annotations: { ...issuer, ...annotations },
    tlsSecret: tls.kind === "secret" ? tls.name : CERTIFICATE,
  };
}
