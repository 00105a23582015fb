import type { Config } from "../../config/config.ts";
import { peersService } from "../../model/names.ts";
import { PORTS } from "../../model/ports.ts";
import { share } from "../../model/quantity.ts";
import { toYaml } from "../yaml.ts";
import { remoteWrites } from "./remote-write.ts";
import { scrapeConfigs, scrapeTimeout } from "./scrape/index.ts";
import type { Scraped } from "./scrape/static.ts";

/**
 * The configuration file, the same for every replica.
 *
 * @param rulesDirectory where rule files lie, flat: a `*` is allowed in a path's last part only.
 * @param stack what is scraped as the stack's own.
 */
export function prometheusYml(config: Config, rulesDirectory: string, stack: readonly Scraped[]): string {
  const { prometheus } = config;
  const remote = remoteWrites(config);
  return toYaml({
    global: {
      scrape_interval: prometheus.scrapeInterval.text,
      scrape_timeout: scrapeTimeout(config),
      evaluation_interval: prometheus.scrapeInterval.text,
      // Discovery sees every pod of the cluster; most are dropped and only the first are of use to a reader.
      keep_dropped_targets: 100,
      external_labels: externalLabels(config),
    },
    // Both: with a size alone there is no limit of time.
    storage: { tsdb: { retention: { time: prometheus.retention.text, size: retentionSize(config) } } },
    rule_files: [`${rulesDirectory}/*.yml`],
    ...(config.alerting.engine === "prometheus" ? { alerting } : {}),
    ...(remote.length > 0 ? { remote_write: remote } : {}),
    scrape_configs: scrapeConfigs(config, stack),
  });
}

/** Prometheus counts in 1024s whichever unit is written; `MiB` says so. */
function retentionSize({ prometheus }: Config): string {
  return `${share(prometheus.retentionSize, 1).text}B`;
}

/**
 * Labels on what leaves Prometheus. Here, and here alone, it reads `${…}` from its environment: replicas differ while
 * they share one file, and a dollar of the user's must be doubled.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
function externalLabels({ cluster, environment, prometheus }: Config): Readonly<Record<string, string>> {
  const own = Object.entries(prometheus.externalLabels);
  return {
    ...Object.fromEntries(own.map(([label, value]) => [label, value.replaceAll("$", "$$$$")])),
    cluster,
    environment,
    replica: "${POD_NAME}",
  };
}

/** Every Alertmanager gets every alert: they agree among themselves who notifies. */
const alerting = {
  // Without it a pair's alerts would differ, and people be notified twice.
  alert_relabel_configs: [{ regex: "replica", action: "labeldrop" }],
  alertmanagers: [
    {
      dns_sd_configs: [
        {
          names: [peersService("alertmanager")],
          type: "A",
          port: PORTS.alertmanager.http,
          refresh_interval: "30s",
        },
      ],
    },
  ],
} as const;
