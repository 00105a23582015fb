import type { Config } from "../config/config.ts";
import type { DashboardUid } from "../model/dashboards.ts";
import type { AlertsAbout } from "./annotations.ts";
import type { Line, Row } from "./layout.ts";
import type { Link } from "./links.ts";
import type { Variable } from "./variables.ts";

/** A dashboard, as its file says it. */
export interface DashboardSpec {
  /** Its folder follows from it: `FOLDER_OF`. */
  readonly uid: DashboardUid;
  readonly title: string;
  /** The question that it answers, and for whom. */
  readonly description: string;
  readonly tags?: readonly string[];
  /** From then to now: `6h`, `7d`. */
  readonly range: string;
  /** How often it asks again: `1m`. Default: never, since a report stands still. */
  readonly refresh?: string;
  readonly variables: readonly Variable[];
  /** Answers the question on a screen of 1600 by 900: at most 20 units high. */
  readonly screen: readonly Line[];
  /** Detail. */
  readonly rows: readonly Row[];
  /** Where to go next; time and variables go along. */
  readonly next: readonly Link[];
  /** Which alerts are marked on its time axis. All when left out. */
  readonly alerts?: AlertsAbout;
}

/** A dashboard of this stack. */
export type DashboardOf = (config: Config) => DashboardSpec;
