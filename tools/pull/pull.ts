import { readProjectFile } from "../../config/files.ts";
import { ToolError } from "../call/tool-error.ts";
import { type Environment, readAccess } from "../grafana/access.ts";
import { parseCall, USAGE } from "./call.ts";
import { findDashboard } from "./grafana-api.ts";
import { report } from "./report.ts";
import { save } from "./save.ts";
import { readStacks } from "./stacks.ts";
import { toFile } from "./to-file.ts";

/** What came of a call. */
export interface Pulled {
  /** 0, or 2 for what the caller has to mend. */
  readonly status: 0 | 2;
  /** What is said of it. */
  readonly text: string;
}

/** Saves a dashboard of Grafana's in the project that this process works in. */
export async function pull(args: readonly string[], environment: Environment): Promise<Pulled> {
  try {
    const call = parseCall(args);
    if (call === undefined) return { status: 0, text: USAGE };
    const stacks = readStacks();
    const access = readAccess(environment, readProjectFile(".env"));
    const file = toFile(await findDashboard(call.uid, access), call, stacks);
    return { status: 0, text: report(file, save(file), stacks).join("\n") };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { status: 2, text: error.message };
  }
}
