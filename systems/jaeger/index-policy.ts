import type { Config } from "../../config/config.ts";
import type { Duration } from "../../model/duration.ts";

type OpenSearch = Extract<Config["jaeger"]["storage"], { kind: "opensearch" }>;

const HOUR = 3600;
const DAY_HOURS = 24;

/**
 * The index state management policy by which OpenSearch drops expired spans. Jaeger deletes nothing from OpenSearch
 * by itself, and may not be given the right to: the policy is applied by OpenSearch's owner, once and after each change
 * of `jaeger.retention`, by `PUT <url>/_plugins/_ism/policies/<name>` with this as the body. New indices then follow it
 * by their names. Without it indices stay for ever, though Jaeger shows no spans older than the retention.
 *
 * An index's age counts from its creation and it takes spans for a day, hence the day more than the retention.
 *
 * Sources: https://docs.opensearch.org/latest/im-plugin/ism/policies/,
 * https://www.jaegertracing.io/docs/2.20/storage/opensearch/
 */
export function indexPolicy({ indexPrefix }: OpenSearch, retention: Duration) {
  return {
    policy: {
      description: `Jaeger's spans for ${retention.text}, then gone.`,
      default_state: "live",
      states: [
        {
          name: "live",
          actions: [],
          transitions: [{ state_name: "expired", conditions: { min_index_age: age(retention) } }],
        },
        { name: "expired", actions: [{ delete: {} }], transitions: [] },
      ],
      ism_template: [{ index_patterns: [`${indexPrefix}-jaeger-*`], priority: 100 }],
    },
  };
}

function age({ seconds }: Duration): string {
  return `${Math.ceil(seconds / HOUR) + DAY_HOURS}h`;
}
