import type * as pulumi from "@pulumi/pulumi";
import {
  bodyOf,
  type Found,
  type Link,
  linkOf,
  type Patience,
  type Problem,
  pathOf,
  patiently,
  problem,
  request,
  type Server,
  same,
} from "./correlation-api.ts";
import { problemsOf } from "./correlation-check.ts";

/** What the provider is given, and what Pulumi keeps of it. */
export interface CorrelationState extends Server, Link {
  /** Text of the provider itself; Pulumi adds it. */
  readonly __provider?: string;
}

/**
 * Creates, reads, updates and deletes correlations. Pulumi keeps the text of these functions, and of those that they
 * call, in the state of each correlation, and runs it in a process of its own.
 *
 * Source: https://www.pulumi.com/docs/iac/concepts/providers/dynamic-providers/
 */
export function correlationProvider(patience: Patience) {
  return {
    check: async (_olds: unknown, news: CorrelationState): Promise<pulumi.dynamic.CheckResult> => ({
      inputs: news,
      failures: problemsOf(news),
    }),

    /**
     * Another address, other credentials or another text of this provider are changes too, though none to Grafana:
     * where nothing changes, Pulumi keeps the outputs as they were, and it is these that it reads and deletes with.
     * A replacement comes before the deletion, so that the link is never missing: Grafana takes any number of equals.
     */
    diff: async (
      _id: string,
      olds: CorrelationState,
      news: CorrelationState,
    ): Promise<pulumi.dynamic.DiffResult> => {
      const kept = (["url", "auth", "__provider"] as const).every((key) => olds[key] === news[key]);
      const replaces = (["sourceUid", "targetUid"] as const).filter((key) => olds[key] !== news[key]);
      return { changes: !kept || !same(olds, news), replaces };
    },

    /**
     * Takes the place of equal ones, which a lost state left behind. To keep one of them would be a trap: once a
     * resource is renamed, Pulumi creates under the new name and then deletes under the old one, the very same uid.
     */
    create: (inputs: CorrelationState): Promise<pulumi.dynamic.CreateResult> =>
      // Tried again as a whole: what a try made whose answer got lost is an equal one to the next.
      patiently(patience, async () => {
        const path = pathOf(inputs.sourceUid);
        // Nothing: an older Grafana says so of an empty list. Where the source is missing, the POST will tell.
        const all = (await request(inputs, patience, "GET", path)) ?? [];
        if (!Array.isArray(all)) throw strange(inputs, `GET ${path}`);
        const equal = all.filter((found: Found) => !found.provisioned && same(linkOf(found), inputs));
        const body = { ...bodyOf(inputs), targetUID: inputs.targetUid };
        const answer = (await request(inputs, patience, "POST", path, body)) as { result?: Found };
        const id = answer.result?.uid;
        if (id === undefined) throw strange(inputs, `POST ${path}`);
        for (const { uid } of equal) await request(inputs, patience, "DELETE", `${path}/${uid}`);
        return { id, outs: inputs };
      }),

    /** What there is; in the state's own words where it means the same, so that a refresh shows drift and no more. */
    read: (id: string, props: CorrelationState): Promise<pulumi.dynamic.ReadResult> =>
      patiently(patience, async () => {
        const { auth, sourceUid, url } = props;
        const path = pathOf(sourceUid, id);
        const found = (await request(props, patience, "GET", path)) as Found | undefined;
        if (found === undefined) return { id: "", props: {} };
        if (found.config === undefined) throw strange(props, `GET ${path}`);
        const real = { ...linkOf(found), auth, url };
        return same(real, props) ? { id, props } : { id, props: real, inputs: { ...real } };
      }),

    /** @throws when somebody deleted it: Pulumi has no way to take another id from an update. */
    update: (
      id: string,
      olds: CorrelationState,
      news: CorrelationState,
    ): Promise<pulumi.dynamic.UpdateResult> =>
      patiently(patience, async () => {
        try {
          const path = pathOf(news.sourceUid, id);
          if (!same(olds, news)) await request(news, patience, "PATCH", path, bodyOf(news));
        } catch (error) {
          const { message, status } = error as Problem;
          throw status === 404
            ? problem(`${message}; "pulumi up --refresh --run-program" makes it anew`)
            : error;
        }
        return { outs: news };
      }),

    delete: (id: string, props: CorrelationState): Promise<void> =>
      patiently(patience, async () => {
        await request(props, patience, "DELETE", pathOf(props.sourceUid, id));
      }),
  };
}

function strange({ url }: Server, what: string): Problem {
  return problem(`Grafana at ${url}: ${what}: answered, but with no correlation: is this Grafana?`);
}
