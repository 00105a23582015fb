import type { Config } from "../../config/config.ts";
import { IMAGES } from "../../model/images.ts";
import { bytes } from "../../model/quantity.ts";
import { SECRETS } from "../../model/secrets.ts";
import type { EnvValue, Workload } from "../../model/workload.ts";
import { goMemoryLimit } from "../go.ts";
import { probes } from "../probe.ts";
import { dataVolume } from "./database.ts";
import { toIni } from "./ini.ts";
import { access, egress, exposure, ports } from "./network.ts";
import { CONFIG_DIRECTORY, SET_ADMIN_PASSWORD } from "./password.ts";
import { basePath, settings } from "./settings.ts";

/**
 * Grafana: dashboards, and alerts when `alerting.engine` is `grafana`. On sqlite one replica with a volume, on
 * PostgreSQL any number without state of their own. Its content is not made here but through its API.
 */
export function grafana(config: Config): Workload {
  const { replicas, resources } = config.grafana;
  const base = basePath(config);
  const way = exposure(config);
  return {
    name: "grafana",
    component: "dashboards",
    summary: "Shows metrics, logs, traces and alerts",
    image: IMAGES.grafana,
    placement: "main",
    replicas,
    args: [],
    env: { ...goMemoryLimit(resources), ...environment(config) },
    files: [
      {
        name: "config",
        directory: CONFIG_DIRECTORY,
        files: { "grafana.ini": toIni(settings(config)) },
        onChange: "restart",
      },
    ],
    secretFiles: [],
    volumes: [
      dataVolume(config),
      // A plugin's archive is unpacked there: some hold binaries for every platform.
      {
        kind: "scratch",
        name: "tmp",
        directory: "/tmp",
        size: bytes(config.grafana.plugins.length > 0 ? "1Gi" : "128Mi"),
      },
    ],
    ports: ports(config),
    metrics: { port: "http", path: `${base}/metrics` },
    // `/healthz` says nothing of the database: while that is away pods get no traffic, but restarting them is no help.
    // Five minutes are for migrations, before which nothing listens.
    probes: probes(
      { port: "http", path: `${base}/healthz` },
      { port: "http", path: `${base}/api/health` },
      300,
    ),
    resources,
    gracePeriodSeconds: 30,
    prepare: [SET_ADMIN_PASSWORD],
    peers: replicas > 1,
    sessionAffinity: false,
    permissions: [],
    access: access(config),
    egress: egress(config),
    ...(way !== undefined && { exposure: way }),
  };
}

function environment({ grafana }: Config): Readonly<Record<string, EnvValue>> {
  const { database, github, replicas, smtp } = grafana;
  return {
    // The files of the config hide the image's own directory; this one, with samples only, is in the image too.
    GF_PATHS_PROVISIONING: "/usr/share/grafana/conf/provisioning",
    GF_SECURITY_ADMIN_PASSWORD: { secret: SECRETS.grafanaAdminPassword },
    GF_SECURITY_SECRET_KEY: { secret: SECRETS.grafanaSecretKey },
    ...(database.kind === "postgres" && {
      GF_DATABASE_PASSWORD: { secret: SECRETS.grafanaDatabasePassword },
    }),
    ...(smtp?.user !== undefined && { GF_SMTP_PASSWORD: { secret: SECRETS.smtpPassword } }),
    ...(github !== undefined && { GF_AUTH_GITHUB_CLIENT_SECRET: { secret: SECRETS.githubClientSecret } }),
    ...(replicas > 1 && { POD_IP: { field: "pod-ip" } }),
  };
}
