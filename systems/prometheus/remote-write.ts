import type { Config } from "../../config/config.ts";
import { namedSecrets } from "../../model/secrets.ts";
import type { SecretFileSet } from "../../model/workload.ts";

type Queue = Config["prometheus"]["remoteWrite"][number];

/** Where passwords and tokens lie, each in a file with the name of its queue. */
const DIRECTORY = "/etc/prometheus/remote-write";

/**
 * `remote_write` of the configuration file. The receiver tells a pair's samples apart by `replica`; Mimir drops one of
 * two when told that label's name (`ha_replica_label: replica`).
 */
export function remoteWrites({ prometheus }: Config): readonly Readonly<Record<string, unknown>>[] {
  return prometheus.remoteWrite.map((queue) => ({
    name: queue.name,
    url: queue.url.href,
    ...(Object.keys(queue.headers).length > 0 ? { headers: queue.headers } : {}),
    ...credentials(queue),
    send_exemplars: true,
    // A receiver that is over its rate would otherwise lose samples for good.
    queue_config: { retry_on_http_429: true },
  }));
}

function credentials({ auth, name }: Queue): Readonly<Record<string, unknown>> {
  const file = `${DIRECTORY}/${name}`;
  switch (auth.kind) {
    case "none":
      return {};
    case "basic":
      return { basic_auth: { username: auth.user, password_file: file } };
    case "bearer":
      return { authorization: { credentials_file: file } };
  }
}

/** The files that hold the receivers' passwords and tokens; none when no receiver asks for any. */
export function remoteWriteSecrets({ prometheus }: Config): readonly SecretFileSet[] {
  const files = Object.fromEntries(
    prometheus.remoteWrite.flatMap((queue) => {
      const key = secretKey(queue);
      return key === undefined ? [] : [[queue.name, key]];
    }),
  );
  return Object.keys(files).length > 0 ? [{ name: "remote-write", directory: DIRECTORY, files }] : [];
}

function secretKey({ auth, name }: Queue): string | undefined {
  switch (auth.kind) {
    case "none":
      return undefined;
    case "basic":
      return namedSecrets.remoteWritePassword(name);
    case "bearer":
      return namedSecrets.remoteWriteToken(name);
  }
}
