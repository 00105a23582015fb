import type { Config } from "../../config/config.ts";
import { IMAGES } from "../../model/images.ts";
import { bytes, cpu } from "../../model/quantity.ts";
import { SECRETS } from "../../model/secrets.ts";
import type { ScheduledJob } from "../../model/workload.ts";

const DAY_SECONDS = 86_400;

/**
 * Badger drops spans after `jaeger.retention` by itself; from OpenSearch Jaeger deletes nothing, so a job drops whole
 * daily indices every night. An index's age counts from its creation and it takes spans for a day, hence the day more.
 * Source: https://www.jaegertracing.io/docs/2.20/storage/opensearch/
 */
export function scheduledJobs({ jaeger: { retention, storage } }: Config): readonly ScheduledJob[] {
  if (storage.kind === "badger") return [];
  const days = Math.ceil(retention.seconds / DAY_SECONDS) + 1;
  return [
    {
      name: "index-cleaner",
      image: IMAGES.jaegerIndexCleaner,
      schedule: "55 2 * * *",
      args: [String(days), storage.urls[0]!.href.replace(/\/$/, ""), `--index-prefix=${storage.indexPrefix}`],
      env: { ES_USERNAME: storage.user, ES_PASSWORD: { secret: SECRETS.jaegerOpensearchPassword } },
      resources: { cpu: cpu("20m"), memory: bytes("64Mi"), memoryLimit: bytes("128Mi") },
      deadlineSeconds: 1800,
    },
  ];
}
