import type { Config } from "../../config/config.ts";
import type { Volume } from "../../model/workload.ts";
import type { Ini } from "./ini.ts";

/** Database, plugins and search index. */
export const DATA_DIRECTORY = "/var/lib/grafana";

/** Where Grafana keeps users, sessions and content. The password of PostgreSQL comes from the environment. */
export function database({ grafana: { database } }: Config): Ini {
  switch (database.kind) {
    case "sqlite":
      return {
        database: {
          type: "sqlite3",
          path: "grafana.db",
          // Readers don't wait for a writer: without it the alerting engine meets "database is locked".
          wal: true,
          query_retries: 3,
          transaction_retries: 10,
        },
      };
    case "postgres":
      return {
        database: {
          type: "postgres",
          host: `${database.host}:${database.port}`,
          name: database.name,
          user: database.user,
          ssl_mode: database.sslMode,
          // Of each replica. PostgreSQL itself allows 100 by default, for all.
          max_open_conn: 20,
          max_idle_conn: 10,
        },
      };
  }
}

/** A volume with sqlite, though not one to keep: the content is code. With PostgreSQL what is on disk is a cache. */
export function dataVolume({ grafana: { database, volume } }: Config): Volume {
  const place = { name: "data", directory: DATA_DIRECTORY, size: volume };
  return database.kind === "sqlite" ? { kind: "data", keep: false, ...place } : { kind: "scratch", ...place };
}
