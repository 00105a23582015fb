import { ToolError } from "../call/tool-error.ts";
import type { Environment } from "../grafana/access.ts";
import { type Call, parseCall, USAGE } from "./call.ts";
import { comment } from "./comment.ts";
import { drift } from "./drift.ts";
import { kubeconfig } from "./kubeconfig.ts";
import { previewToFile } from "./preview.ts";
import { summary } from "./summary.ts";

/** What came of a step. */
export interface Done {
  /** 0, 1 for a preview that fails, or 2 for what the caller has to mend. */
  readonly status: 0 | 1 | 2;
  readonly text: string;
}

/** Runs a step of a workflow. */
export async function workflow(
  args: readonly string[],
  environment: Environment,
  say: (line: string) => void,
): Promise<Done> {
  try {
    const call = parseCall(args);
    return call === undefined ? { status: 0, text: USAGE } : await run(call, environment, say);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { status: 2, text: error.message };
  }
}

async function run(call: Call, environment: Environment, say: (line: string) => void): Promise<Done> {
  switch (call.step) {
    case "comment":
      return { status: 0, text: await comment(call.name, call.file, environment) };
    case "summary":
      return { status: 0, text: summary(call.file, environment) };
    case "preview":
      return previewToFile(call.stack, call.file, environment, say);
    case "drift":
      return drift(call.stack, environment, say);
    case "kubeconfig":
      return { status: 0, text: kubeconfig(environment) };
  }
}
