import * as pulumi from "@pulumi/pulumi";
import type { Config } from "./config.ts";
import { listProjectFiles, readProjectFile } from "./files.ts";
import { ConfigError, NeedsError } from "./problem.ts";
import { readConfig } from "./read.ts";
import { toInput } from "./texts.ts";

/** What stands for a secret that the offline preview lacks. */
export const PLACEHOLDER = "placeholder-for-a-secret";

let placeholdersAllowed = false;

/**
 * For the offline preview: what a stack lacks stands as a placeholder. A matter of this process, not of config, so that
 * no deployment can be talked into it.
 */
export function allowPlaceholders(allowed: boolean): void {
  placeholdersAllowed = allowed;
}

export interface LoadedConfig {
  readonly config: Config;
  /** Key → value of each secret that the stack holds. */
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * The config of the stack that is being deployed.
 *
 * @throws RunError, which Pulumi prints without a stack trace, with all problems or with all that is missing;
 *   nothing is registered then.
 */
export function loadConfig(): LoadedConfig {
  const texts = pulumi.runtime.allConfig();
  const input = toInput({
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    texts,
    encrypted: Object.keys(texts).filter(isEncrypted),
  });
  try {
    const { config, needs } = readConfig({
      ...input,
      readFile: readProjectFile,
      listFiles: listProjectFiles,
    });
    if (needs.length > 0 && !placeholdersAllowed) throw new NeedsError(input.stack, needs);
    const missing = needs.filter(({ kind }) => kind === "secret").map(({ path }) => [path, PLACEHOLDER]);
    const held = [...input.encrypted].map((key) => [key, String(input.values[key])] as const);
    const all = [...missing, ...held.filter(([, value]) => value !== "")];
    return { config, secrets: Object.fromEntries(all.map(([key, value]) => [key, pulumi.secret(value)])) };
  } catch (error) {
    if (error instanceof ConfigError || error instanceof NeedsError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** Exported by Pulumi, but left out of its declarations. */
function isEncrypted(key: string): boolean {
  return (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(key);
}
