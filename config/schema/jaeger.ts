import { z } from "zod";
import { duration, httpUrl, replicas, resources, volume } from "./types.ts";

const storage = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("badger").describe("An embedded store on a volume. One replica.") }),
    z.strictObject({
      kind: z.literal("opensearch"),
      urls: z.array(httpUrl()).min(1, { error: "needs at least one URL" }).describe("Nodes of OpenSearch."),
      user: z
        .string()
        .min(1)
        .default("jaeger")
        .describe(
          "User, who may also delete indices. The password is the secret `jaegerOpensearchPassword`.",
        ),
      indexPrefix: z
        .string()
        .regex(/^[a-z][a-z0-9_-]*$/, {
          error: "is not a prefix: lower case letters, digits, dashes, underscores",
        })
        .default("lookout")
        .describe("Start of every index's name, so that stacks can share one OpenSearch."),
    }),
  ])
  .prefault({ kind: "badger" })
  .describe("Where spans are kept.");

export const jaeger = z
  .strictObject({
    replicas: replicas().default(1).describe("1 with badger; any number with OpenSearch."),
    retention: duration().prefault("7d").describe("How long spans live: at least an hour."),
    storage,
    volume: volume(),
    resources: resources(),
  })
  .prefault({})
  .describe("Traces.");
