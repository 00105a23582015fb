import { z } from "zod";
import { duration, httpUrl, replicas, resources, volume } from "./types.ts";

const storage = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("filesystem").describe("Chunks on the replica's own volume. One replica."),
    }),
    z.strictObject({
      kind: z.literal("s3"),
      bucket: z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
          error: "is not a bucket's name: 3 to 63 lower case letters, digits, dots and dashes",
        })
        .describe("Bucket for chunks and index."),
      region: z.string().min(1).default("us-east-1").describe("Region of the bucket."),
      endpoint: httpUrl()
        .optional()
        .describe("For S3 that is not Amazon's, as MinIO's: addressed by path, not by host."),
      credentials: z
        .enum(["secret", "workload-identity"])
        .default("secret")
        .describe(
          "Keys from the secrets `lokiS3AccessKeyId` and `lokiS3SecretAccessKey`, or the pod's own identity.",
        ),
    }),
  ])
  .prefault({ kind: "filesystem" })
  .describe("Where chunks and index are kept.");

const positive = (what: string) =>
  z
    .number()
    .positive({ error: `must be above 0 ${what}` })
    .max(100_000, { error: `must be at most 100000 ${what}` });

export const loki = z
  .strictObject({
    replicas: replicas()
      .default(1)
      .describe("1, or an odd number from 3 on, over a ring that keeps 3 copies."),
    retention: duration().prefault("7d").describe("How long log lines are kept: at least a day."),
    storage,
    limits: z
      .strictObject({
        ingestionRateMb: positive("MB/s").default(16).describe("Lines taken in, MB/s over all replicas."),
        ingestionBurstMb: positive("MB")
          .default(32)
          .describe("Taken in at once, MB. At least 4: the collector sends up to 3 at once."),
        streamRateMb: positive("MB/s").default(5).describe("Of one stream, MB/s."),
        maxStreams: z
          .int()
          .min(1, { error: "must be at least 1" })
          .default(10_000)
          .describe("Active streams over all replicas."),
      })
      .prefault({})
      .describe("Beyond these Loki answers 429 and the collector tries again."),
    volume: volume(),
    serviceAccountAnnotations: z
      .record(z.string(), z.string())
      .default({})
      .describe("On Loki's ServiceAccount, for workload identity: `eks.amazonaws.com/role-arn`."),
    resources: resources(),
  })
  .prefault({})
  .describe("Logs.");
