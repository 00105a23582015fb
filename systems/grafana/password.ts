import type { Preparation } from "../../model/workload.ts";

/** Where `grafana.ini` is mounted. */
export const CONFIG_DIRECTORY = "/etc/grafana";

const HOME = "/usr/share/grafana";

/**
 * Gives the administrator the password of this stack before each start: Grafana itself reads it only when it makes
 * its database, so a rotated one would change nothing. On an empty database this migrates and makes the administrator,
 * as the server would; afterwards it is one UPDATE of user 1, the same from every replica. When replicas meet on the
 * lock of PostgreSQL's migrations, one fails and is run again.
 *
 * The user's name is not changed: on a database that exists, `grafana.adminUser` must stay as it was.
 * The password goes by standard input, since arguments can be read by whoever sees the process.
 * Source:
 * https://github.com/grafana/grafana/blob/main/pkg/cmd/grafana-cli/commands/reset_password_command.go
 */
export const SET_ADMIN_PASSWORD: Preparation = {
  name: "admin-password",
  command: [
    "/bin/sh",
    "-ec",
    [
      `printf '%s\\n' "$GF_SECURITY_ADMIN_PASSWORD" |`,
      `${HOME}/bin/grafana cli --homepath ${HOME} --config ${CONFIG_DIRECTORY}/grafana.ini`,
      "admin reset-admin-password --password-from-stdin",
    ].join(" "),
  ],
};
