import type { Config } from "../../config/config.ts";
import { PORTS } from "../../model/ports.ts";
import { alerting } from "./alerting.ts";
import { DATA_DIRECTORY, database } from "./database.ts";
import type { Ini } from "./ini.ts";
import { login } from "./login.ts";
import { plugins } from "./plugins.ts";

const YEAR_SECONDS = 31_536_000;

/** The path under which Grafana is served: empty, or `/grafana`. */
export function basePath({ grafana: { url } }: Config): string {
  return url.pathname.replace(/\/+$/, "");
}

/**
 * Everything that Grafana is told by file. Passwords come from the environment (`GF_<SECTION>_<KEY>`).
 * Source: https://grafana.com/docs/grafana/v13.1/setup-grafana/configure-grafana/
 */
export function settings(config: Config): Ini {
  return {
    // For the command line in `prepare`; the server has them from the image's start script.
    paths: { data: DATA_DIRECTORY, plugins: `${DATA_DIRECTORY}/plugins` },
    server: server(config),
    ...database(config),
    ...security(config),
    ...login(config),
    ...alerting(config),
    ...plugins(config),
    ...smtp(config),
    public_dashboards: { enabled: config.dashboards.public.length > 0 },
    ...FIXED,
  };
}

function server(config: Config) {
  const { url } = config.grafana;
  return {
    http_port: PORTS.grafana.http,
    domain: url.hostname,
    root_url: url.href,
    serve_from_sub_path: basePath(config) !== "",
    enable_gzip: true,
  };
}

function security({ grafana: { adminUser, url } }: Config): Ini {
  const tls = url.protocol === "https:";
  return {
    security: {
      admin_user: adminUser,
      cookie_secure: tls,
      cookie_samesite: "lax",
      strict_transport_security: tls,
      ...(tls && { strict_transport_security_max_age_seconds: YEAR_SECONDS }),
      content_security_policy: true,
      x_content_type_options: true,
      allow_embedding: false,
      disable_gravatar: true,
    },
    // A second place where the default is a key that everybody knows.
    "secrets_manager.encryption.secret_key.v1": { secret_key: "$__env{GF_SECURITY_SECRET_KEY}" },
  };
}

function smtp({ grafana: { smtp } }: Config): Ini {
  if (smtp === undefined) return {};
  return {
    smtp: {
      enabled: true,
      host: `${smtp.host}:${smtp.port}`,
      ...(smtp.user !== undefined && { user: smtp.user }),
      from_address: smtp.from,
      from_name: smtp.fromName,
      // A password never travels in the clear; a relay inside the cluster often has no TLS.
      startTLS_policy: smtp.user === undefined ? "OpportunisticStartTLS" : "MandatoryStartTLS",
    },
  };
}

/** What no stack changes. */
const FIXED: Ini = {
  analytics: {
    reporting_enabled: false,
    check_for_updates: false,
    check_for_plugin_updates: false,
    feedback_links_enabled: false,
  },
  news: { news_feed_enabled: false },
  snapshots: { external_enabled: false },
  cloud_migration: { enabled: false },
  dashboards: {
    // Their history is git's.
    versions_to_keep: 5,
    min_refresh_interval: "10s",
  },
  // One connection a browser tab: with the default, 100, wall displays and public dashboards lose theirs.
  live: { max_connections: 1000 },
  metrics: { enabled: true },
  log: { mode: "console", level: "info" },
  "log.console": { format: "json" },
};
