import type { Config } from "../config/config.ts";
import { readConfig } from "../config/read.ts";

/**
 * The config of a stack called `test` with the given settings, as the stack file would say them.
 *
 * @throws ConfigError when they are wrong.
 */
export function testConfig(
  values: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string>> = {},
): Config {
  const { config } = readConfig({
    stack: "test",
    values,
    encrypted: new Set(),
    readFile: (path) => files[path],
  });
  return config;
}
