import { z } from "zod";
import { labelName, metricName } from "./types.ts";

/** Default buckets: OpenTelemetry's for HTTP, in seconds, with 0.3 for the usual latency objective. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.3, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

export const metrics = z
  .strictObject({
    requestDuration: metricName()
      .default("http_server_request_duration_seconds")
      .describe("Histogram of request durations, seconds, without `_bucket`."),
    activeRequests: metricName()
      .default("http_server_active_requests")
      .describe("Gauge of requests in flight."),
    labels: z
      .strictObject({
        service: labelName().default("service_name").describe("The service."),
        method: labelName().default("http_request_method").describe("The request's method."),
        route: labelName().default("http_route").describe("The route's template."),
        status: labelName().default("http_response_status_code").describe("The response's status code."),
      })
      .prefault({})
      .describe("Labels of the HTTP metrics."),
    latencyBuckets: z
      .array(z.number().min(1e-6, { error: "must be at least 0.000001 seconds" }))
      .min(1, { error: "needs at least one bucket" })
      .default(BUCKETS)
      .describe("Upper bounds of the duration histogram's buckets, seconds, ascending."),
    custom: z
      .array(metricName())
      .default([])
      .describe(
        "Further metrics that your services expose and queries of SLOs may read; histograms without `_bucket`. Others are refused there as slips.",
      ),
  })
  .prefault({})
  .describe("Names, where services differ from OpenTelemetry's HTTP conventions.");
