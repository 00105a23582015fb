import type { Config } from "../../config/config.ts";
import { namedSecrets } from "../../model/secrets.ts";
import type { FileSet, SecretFileSet, Slots } from "../../model/workload.ts";
import { prometheusYml } from "./config.ts";
import { remoteWriteSecrets } from "./remote-write.ts";
import type { Scraped } from "./scrape/static.ts";

const CONFIG = "/etc/prometheus/config";
const RULES = "/etc/prometheus/rules";
const SECRETS = "/etc/prometheus/secrets";

/** Path of the configuration file in the container. */
export const CONFIG_FILE = `${CONFIG}/prometheus.yml`;

/**
 * Configuration and rules, both read again by Prometheus itself when they change.
 *
 * @param slots rule files of Lookout's own.
 * @param stack what is scraped as the stack's own.
 */
export function files(config: Config, slots: Slots, stack: readonly Scraped[]): readonly FileSet[] {
  const rules = Object.fromEntries(config.prometheus.ruleFiles.map(({ content, name }) => [name, content]));
  return [
    {
      name: "config",
      directory: CONFIG,
      files: { "prometheus.yml": prometheusYml(config, RULES, stack) },
      onChange: "reload",
    },
    // Even without any rule: a mount that comes later would restart Prometheus.
    { name: "rules", directory: RULES, files: rules, onChange: "reload", slots },
  ];
}

/** Secrets of the user's scrape configs and of remote write, where there are any. */
export function secretFiles(config: Config): readonly SecretFileSet[] {
  const { scrapeSecrets } = config.prometheus;
  const secrets = Object.fromEntries(scrapeSecrets.map((name) => [name, namedSecrets.scrape(name)]));
  return [
    ...(scrapeSecrets.length > 0 ? [{ name: "secrets", directory: SECRETS, files: secrets }] : []),
    ...remoteWriteSecrets(config),
  ];
}
