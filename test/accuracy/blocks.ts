import { availableParallelism } from "node:os";
import type { Config } from "../../config/config.ts";
import { backfillRules, backfillSeries } from "../judges/backfill.ts";
import { type PrometheusServer, startPrometheus } from "../judges/prometheus-server.ts";
import { inTemporaryFolder } from "../judges/temporary.ts";
import { type CountersOptions, countersOf } from "./counters.ts";
import { passesOf, type RecordingGroup, type Shown } from "./rule-passes.ts";
import { PAST, type Traffic } from "./traffic.ts";

interface PastOptions extends CountersOptions {
  /** How far back records are wanted for themselves; only their last samples by default. */
  readonly shown?: Shown;
}

/**
 * Calls `use` with a Prometheus that has scraped the services for thirty days and evaluated the rules all the while, as
 * far as anything looks back.
 */
export async function withPast(
  traffics: readonly Traffic[],
  groups: readonly RecordingGroup[],
  config: Config,
  use: (server: PrometheusServer) => Promise<void>,
  { shown, ...options }: PastOptions = {},
): Promise<void> {
  await inTemporaryFolder(async (data) => {
    await scrape(traffics, config, data, options);
    for (const passes of passesOf(groups, PAST.end, shown))
      await withServer(data, async ({ url }) => {
        for (const { files, range } of passes) await backfillRules(files, { data, url, range });
      });
    await withServer(data, use);
  });
}

/** One promtool a processor: reading text is most of the work. */
async function scrape(
  traffics: readonly Traffic[],
  config: Config,
  data: string,
  options: CountersOptions,
): Promise<void> {
  const series = traffics.flatMap((traffic) => countersOf(traffic, config, options));
  const count = availableParallelism();
  const parts = Array.from({ length: count }, (_, part) =>
    series.filter((_, index) => index % count === part),
  );
  await Promise.all(parts.filter((part) => part.length > 0).map((part) => backfillSeries(part, { data })));
}

/** What is made while it runs is seen only by the next one. */
async function withServer(data: string, use: (server: PrometheusServer) => Promise<void>): Promise<void> {
  const server = await startPrometheus({ data });
  try {
    await use(server);
  } finally {
    await server.stop();
  }
}
