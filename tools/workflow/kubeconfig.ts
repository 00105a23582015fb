import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ToolError } from "../call/tool-error.ts";
import type { Environment } from "../grafana/access.ts";
import { required } from "./variables.ts";

/**
 * Writes the kubeconfig that a secret holds where only this user can read it, and tells later steps.
 *
 * @returns what was done.
 * @throws ToolError when it is none.
 */
export function kubeconfig(environment: Environment): string {
  const text = required(environment, "KUBECONFIG_TEXT");
  if (!isKubeconfig(text)) throw new ToolError("KUBECONFIG_TEXT is no kubeconfig: it has no contexts");
  const file = join(required(environment, "RUNNER_TEMP"), "kubeconfig");
  writeFileSync(file, text, { mode: 0o600 });
  appendFileSync(required(environment, "GITHUB_ENV"), `KUBECONFIG=${file}\n`);
  return `later steps use ${file}`;
}

function isKubeconfig(text: string): boolean {
  try {
    const { contexts } = parse(text) as { contexts?: unknown };
    return Array.isArray(contexts) && contexts.length > 0;
  } catch {
    return false;
  }
}
