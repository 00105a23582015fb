import type { Config } from "../../config/config.ts";
import { PORTS } from "../../model/ports.ts";
import type { Egress } from "../../model/workload.ts";
import { portOf, toApiServer, toService } from "../reach.ts";
import type { ScrapeConfig } from "./scrape/job.ts";

/** The ways out of Prometheus, beside those to the stack's workloads. */
export function egress(config: Config): readonly Egress[] {
  return [
    toApiServer(config, "discovers what to scrape"),
    { reason: "scrapes pods of every namespace", to: ["cluster"], ports: config.network.scrapePorts },
    ...toNodes(config),
    ...config.prometheus.remoteWrite.map(({ name, url }) =>
      toService(`remote write to ${name}`, portOf(url)),
    ),
    ...config.network.scrapeTargets.map(({ cidr, ports }) => ({
      reason: "scrapes what the user's jobs discover",
      to: [{ cidr }],
      ports,
    })),
    ...toStaticTargets(config.prometheus.scrapeConfigs),
  ];
}

/** The kubelet, and node-exporter, which has the node's address. */
function toNodes({ exporters, network }: Config): readonly Egress[] {
  const ports = [
    ...(exporters.cadvisor ? [PORTS.kubelet.https] : []),
    ...(exporters.nodeExporter ? [PORTS.nodeExporter.http] : []),
  ];
  if (ports.length === 0) return [];
  return [{ reason: "scrapes the nodes", to: network.nodeCidrs.map((cidr) => ({ cidr })), ports }];
}

/** Targets that the user's own jobs list by address. What they discover otherwise is not known here. */
function toStaticTargets(jobs: readonly ScrapeConfig[]): readonly Egress[] {
  return jobs.flatMap((job) => {
    const ports = [...new Set(staticTargets(job).map((target) => targetPort(target, job)))];
    return ports.map((port) => toService(`scrapes targets of ${job.job_name}`, port));
  });
}

function staticTargets({ static_configs: groups }: ScrapeConfig): readonly string[] {
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((group: { readonly targets?: unknown } | null) =>
    Array.isArray(group?.targets) ? group.targets.filter((target) => typeof target === "string") : [],
  );
}

function targetPort(target: string, { scheme }: ScrapeConfig): number {
  const port = /:(\d+)$/.exec(target)?.[1];
  if (port !== undefined) return Number(port);
  return scheme === "https" ? 443 : 80;
}
