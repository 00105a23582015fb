import type { Config, RuleFile } from "../../config/config.ts";
import { namedSecrets } from "../../model/secrets.ts";
import type { FileSet, SecretFileSet } from "../../model/workload.ts";
import { prometheusYml } from "./config.ts";
import { remoteWriteSecrets } from "./remote-write.ts";

const CONFIG = "/etc/prometheus/config";
const RULES = "/etc/prometheus/rules";
const SECRETS = "/etc/prometheus/secrets";

/** Path of the configuration file in the container. */
export const CONFIG_FILE = `${CONFIG}/prometheus.yml`;

/** Configuration and rules, both read again by Prometheus itself when they change. */
export function files(config: Config): readonly FileSet[] {
  return [
    {
      name: "config",
      directory: CONFIG,
      files: { "prometheus.yml": prometheusYml(config, RULES) },
      onChange: "reload",
    },
    // Even without any rule: a mount that comes later would restart Prometheus.
    { name: "rules", directory: RULES, files: rules(config.prometheus.ruleFiles), onChange: "reload" },
  ];
}

/** Under names that end as the pattern in `rule_files` does, of characters that a ConfigMap takes. */
function rules(ruleFiles: readonly RuleFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ruleFiles.map(({ content, name }) => {
      const plain = name.replaceAll(" ", "_");
      return [plain.endsWith(".yml") ? plain : `${plain}.yml`, content];
    }),
  );
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
