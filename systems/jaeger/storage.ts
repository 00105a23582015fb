import type { Config } from "../../config/config.ts";
import { type Duration, goDuration } from "../../model/duration.ts";

type Storage = Config["jaeger"]["storage"];
type OpenSearch = Extract<Storage, { kind: "opensearch" }>;

/** Where the data volume is mounted, with badger. */
export const BADGER_DIRECTORY = "/badger";
/** Where OpenSearch's password lies, as the one file `password`. */
export const PASSWORD_DIRECTORY = "/etc/jaeger-opensearch";

/** A `jaeger_storage` backend: where spans go and for how long. */
export function backend({ storage, retention }: Config["jaeger"]): Readonly<Record<string, unknown>> {
  switch (storage.kind) {
    case "badger":
      return { badger: badger(retention) };
    case "opensearch":
      return { opensearch: opensearch(storage, retention) };
  }
}

function badger(retention: Duration) {
  return {
    ephemeral: false,
    directories: { keys: `${BADGER_DIRECTORY}/keys`, values: `${BADGER_DIRECTORY}/values` },
    ttl: { spans: goDuration(retention) },
  };
}

function opensearch({ urls, user, indexPrefix }: OpenSearch, retention: Duration) {
  return {
    server_urls: urls.map(({ href }) => literal(href.replace(/\/$/, ""))),
    // By file: Jaeger reads values of the environment as part of its YAML, where `$$` and `${` mean something.
    auth: { basic: { username: literal(user), password_file: `${PASSWORD_DIRECTORY}/password` } },
    // The default, 72h, would hide older traces: daily indices are searched no further back than this.
    max_span_age: goDuration(retention),
    indices: {
      index_prefix: indexPrefix,
      // Of each day's index, the default rotation: old spans go by dropping whole indices. One copy survives a lost
      // node. The rotation is not spelt out, for Go's YAML reads its layout, `2006-01-02`, as a date and refuses it.
      spans: { shards: 3, replicas: 1 },
      services: { shards: 1, replicas: 1 },
      dependencies: { shards: 1, replicas: 1 },
      sampling: { shards: 1, replicas: 1 },
    },
  };
}

/** Collectors, and so Jaeger, expand `${…}` in every value of their configuration; `$$` is a dollar sign. */
function literal(text: string): string {
  return text.replaceAll("$", "$$$$");
}
