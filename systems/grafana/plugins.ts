import type { Config } from "../../config/config.ts";
import type { Ini } from "./ini.ts";

/** Apps that Grafana 13.1 downloads unless told otherwise. Its other defaults are in the image. */
const DEFAULT_APPS = [
  "grafana-advisor-app",
  "grafana-exploretraces-app",
  "grafana-lokiexplore-app",
  "grafana-metricsdrilldown-app",
  "grafana-pyroscope-app",
];

/**
 * Exactly the plugins of the config, installed before Grafana starts so that datasources find theirs; none at all
 * is asked for when there are none, which suits clusters without internet.
 *
 * `preinstall_disabled` would also switch off `preinstall_sync`, so with plugins the default apps are named as
 * disabled instead. Without `preinstall_auto_update: false` Grafana stops a bundled datasource, fails to replace it
 * on the read-only root and leaves it stopped.
 * Sources: https://github.com/grafana/grafana/blob/main/pkg/setting/setting_plugins.go,
 * https://github.com/grafana/grafana/issues/127760
 */
export function plugins({ grafana: { plugins } }: Config): Ini {
  const always = { plugin_admin_enabled: false, preinstall_auto_update: false };
  if (plugins.length === 0) {
    return { plugins: { ...always, preinstall_disabled: true, public_key_retrieval_disabled: true } };
  }
  const unwanted = DEFAULT_APPS.filter((app) => plugins.every(({ id }) => id !== app));
  return {
    plugins: {
      ...always,
      preinstall_sync: plugins.map(({ id, version }) => `${id}@${version}`).join(","),
      ...(unwanted.length > 0 && { disable_plugins: unwanted.join(",") }),
    },
  };
}
