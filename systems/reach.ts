import type { Config } from "../config/config.ts";
import type { Egress, Peer } from "../model/workload.ts";

const OUTSIDE: readonly Peer[] = [{ cidr: "0.0.0.0/0" }, { cidr: "::/0" }];
/** Every address, in the cluster and outside. Both, since many networks match ranges against outsiders only. */
const ANYWHERE: readonly Peer[] = ["cluster", ...OUTSIDE];

/** A service that config names by URL or host, wherever it runs. */
export function toService(reason: string, port: number): Egress {
  return { reason, to: ANYWHERE, ports: [port] };
}

/** A service that is never in the cluster: GitHub, a cloud's API. */
export function toInternet(reason: string): Egress {
  return { reason, to: OUTSIDE, ports: [443] };
}

/** The port that a URL means. */
export function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

/** The Kubernetes API server, by the addresses in config: no policy can name it. */
export function toApiServer({ network }: Config, reason: string): Egress {
  return { reason, to: network.apiServer.cidrs.map((cidr) => ({ cidr })), ports: network.apiServer.ports };
}
