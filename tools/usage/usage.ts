import { readProjectFile } from "../../config/files.ts";
import { ToolError } from "../call/tool-error.ts";
import { type Environment, readAccess } from "../grafana/access.ts";
import { openFile } from "./browser.ts";
import { parseCall, USAGE } from "./call.ts";
import { subtitle } from "./chart.ts";
import { findPrometheus } from "./datasource.ts";
import { askUsers, nobody } from "./query.ts";
import { isRunning, toReport, totals } from "./report.ts";
import { saveReport } from "./save.ts";

/** What came of a call. */
export interface Reported {
  /** 0, or 2 for what the caller has to mend. */
  readonly status: 0 | 2;
  readonly text: string;
}

/** What a report needs of the world besides Grafana. */
interface World {
  /** Told how far it is. */
  readonly say: (line: string) => void;
  /** The moment that it is, in milliseconds since 1970. */
  readonly now?: number;
  /** Shows a file to the person. @returns why not, when it cannot. */
  readonly open?: (path: string) => Promise<string | undefined>;
}

/** Writes how many users each hub had into files of the project that this process works in. */
export async function usage(
  args: readonly string[],
  environment: Environment,
  { say, now = Date.now(), open = openFile }: World,
): Promise<Reported> {
  try {
    // Whole seconds: Grafana and Prometheus write no more than that of a moment.
    const call = parseCall(args, Math.floor(now / 1000) * 1000);
    if (call === undefined) return { status: 0, text: USAGE };
    const { by, range } = call;
    const access = readAccess(environment, readProjectFile(".env"));
    const datasource = await findPrometheus(call.datasource, access);
    const counts = await askUsers(range, by, datasource, access, say);
    if (counts.size === 0) throw new ToolError(nobody(range, datasource));
    const report = toReport(counts, range, by);
    const files = saveReport(report, call.out);
    const failed = call.open ? await open(files[0]) : undefined;
    const sums = totals(report).slice(0, isRunning(report) ? -1 : undefined);
    const unknown = sums.filter((each) => each === undefined).length;
    const lines = [
      `Unique users a day: ${subtitle(report)}; from ${datasource.name}`,
      ...(unknown > 0 ? [`  of ${unknown} of the ${range.days.length} days nothing is known`] : []),
      ...files.map((file) => `  ${file}`),
      ...(failed === undefined ? [] : [`  no browser could be opened: ${failed}`]),
    ];
    return { status: 0, text: lines.join("\n") };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { status: 2, text: error.message };
  }
}
