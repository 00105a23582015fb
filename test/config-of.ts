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
    ...projectOf(files),
  });
  return config;
}

/** How the config's reader sees files: path → text. */
export function projectOf(files: Readonly<Record<string, string>>) {
  return {
    readFile: (path: string) => files[path],
    listFiles: (directory: string) => {
      const below = Object.keys(files).filter((path) => path.startsWith(`${directory}/`));
      return below.length === 0 ? undefined : below.sort();
    },
  };
}
