import { z } from "zod";
import {
  bytes,
  dnsLabel,
  duration,
  httpUrl,
  labelName,
  projectFile,
  replicas,
  resources,
  volume,
} from "./types.ts";

/**
 * Prometheus refuses its whole config for one of these.
 * Source: `reservedHeaders` and `RemoteWriteConfig.UnmarshalYAML` in Prometheus' config/config.go.
 */
const RESERVED_HEADERS = new Set([
  "accept-encoding",
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "user-agent",
  "www-authenticate",
  "x-amz-content-sha256",
  "x-amz-date",
  "x-amz-security-token",
  "x-prometheus-remote-read-version",
  "x-prometheus-remote-write-version",
]);

const remoteWrite = z.strictObject({
  name: dnsLabel().describe("Name of the queue in Prometheus' own metrics; part of the secret's key."),
  url: httpUrl().describe("Where samples are sent: Mimir, Thanos receive, or a vendor."),
  auth: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("none") }),
      z.strictObject({
        kind: z.literal("basic"),
        user: z
          .string()
          .min(1)
          .describe("User name. The password is the secret `remoteWritePassword-<name>`."),
      }),
      z.strictObject({
        kind: z.literal("bearer").describe("The token is the secret `remoteWriteToken-<name>`."),
      }),
    ])
    .prefault({ kind: "none" })
    .describe("How the receiver knows us."),
  headers: z
    .record(
      z
        .string()
        .regex(/^[A-Za-z0-9-]+$/, {
          error: "is not a header's name: letters, digits and dashes",
          abort: true,
        })
        .refine((header) => !RESERVED_HEADERS.has(header.toLowerCase()), {
          error: "is a header that Prometheus sets itself: what proves who we are goes into auth",
        }),
      z.string(),
    )
    .default({})
    .describe("Headers of every request, as `X-Scope-OrgID` for Mimir's tenant. No secrets."),
});

/** Raw Prometheus, so anything may follow; what Lookout relies on is checked here, the rest by promtool. */
const scrapeConfig = z
  .looseObject({ job_name: z.string().min(1).describe("Name of the job, unique.") })
  .describe("A `scrape_config` in Prometheus' own YAML.");

export const prometheus = z
  .strictObject({
    replicas: replicas().default(1).describe("Replicas, each scraping everything. 1 to 32; 2 make a pair."),
    retention: duration()
      .prefault("31d")
      .describe("How long samples are kept. SLOs look back over their windows, 30 days by default."),
    retentionSize: bytes()
      .optional()
      .describe("Oldest samples go when a replica's data is larger. At most 85% of the volume. 80% of it."),
    volume: volume(),
    scrapeInterval: duration().prefault("30s").describe("Between scrapes and between rule evaluations."),
    externalLabels: z
      .record(labelName(), z.string())
      .default({})
      .describe(
        "Labels on everything that leaves Prometheus, beside `cluster`, `environment` and `replica`.",
      ),
    remoteWrite: z.array(remoteWrite).prefault([]).describe("Where samples are sent as well."),
    scrapeConfigs: z
      .array(scrapeConfig)
      .default([])
      .describe("Further scrape configs, as Prometheus writes them."),
    scrapeSecrets: z
      .array(dnsLabel())
      .default([])
      .describe(
        "Names of secrets for `scrapeConfigs`: `lookout:scrapeSecret-<name>` is the file `/etc/prometheus/secrets/<name>`.",
      ),
    ruleFiles: z
      .array(projectFile())
      .default([])
      .describe("Rule files of your own, relative to the project."),
    resources: resources(),
  })
  .prefault({})
  .describe("Metrics.");
