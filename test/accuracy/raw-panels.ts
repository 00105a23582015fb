import assert from "node:assert/strict";
import type { Config } from "../../config/config.ts";
import { errorBudget } from "../../model/burn-rate.ts";
import type { PanelQuery } from "./panel-queries.ts";
import { selectorsOf } from "./selectors.ts";
import { OBJECTIVE } from "./stack.ts";

/** What a panel of SLO Overview would ask, over counters alone, of the one SLO of a stack. */
type Raw = (counters: Counters) => string;

interface Counters {
  readonly errors: (window: string) => string;
  readonly total: (window: string) => string;
  readonly quantile: (share: number, window: string) => string;
}

const BUDGET = errorBudget(OBJECTIVE);
const WINDOW_SECONDS = 30 * 86_400;

const ratio = ({ errors, total }: Counters, window: string) => `${errors(window)} / ${total(window)}`;
const left: Raw = (counters) => `1 - ${ratio(counters, "30d")} / ${BUDGET}`;
const minutes: Raw = (counters) => `(${left(counters)}) * ${(BUDGET * WINDOW_SECONDS) / 60}`;
const burnRate: Raw = (counters) => `${ratio(counters, "1h")} / ${BUDGET}`;
const availability: Raw = (counters) => `1 - ${ratio(counters, "30d")}`;
const used =
  (window: string, seconds: number): Raw =>
  (counters) =>
    `${ratio(counters, window)} / ${BUDGET} * ${seconds / WINDOW_SECONDS}`;

/** As somebody would write them who has no recording rules; each event is counted once, as in the records. */
const RAW: Readonly<Record<string, Raw>> = {
  "1 A": availability,
  "2 A": ({ quantile }) => quantile(0.99, "7d"),
  "3 A": left,
  "9 A": minutes,
  "6 A": used("1h", 3600),
  "6 B": used("6h", 6 * 3600),
  "6 C": used("3d", 3 * 86_400),
  "8 A": left,
  "4 A": burnRate,
  "5 A": (counters) => `1 - ${ratio(counters, "5m")}`,
  "12 objective": () => `vector(${1 - BUDGET})`,
  "12 long": availability,
  "12 left": left,
  "12 minutes": minutes,
  "12 burn": burnRate,
  "10 A": ({ total }) => total("5m"),
  "7 A": ({ quantile }) => quantile(0.5, "5m"),
  "7 B": ({ quantile }) => quantile(0.95, "5m"),
  "7 C": ({ quantile }) => quantile(0.99, "5m"),
};

/** The same question over raw counters. A panel that is new needs one of its own here. */
export function rawQuery(query: PanelQuery, service: string, config: Config): PanelQuery {
  const raw = RAW[query.key];
  assert.ok(raw !== undefined, `${query.panel} (${query.key}) has no query over counters in raw-panels.ts`);
  const { errors, total } = selectorsOf(service, config);
  const buckets = total.replace("_count{", "_bucket{");
  const expr = raw({
    errors: (window) => `sum(rate(${errors}[${window}]))`,
    total: (window) => `sum(rate(${total}[${window}]))`,
    quantile: (share, window) => `histogram_quantile(${share}, sum by (le) (rate(${buckets}[${window}])))`,
  });
  return { ...query, expr };
}
