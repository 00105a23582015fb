import { spawn } from "node:child_process";
import { resolve } from "node:path";

/** The command by which each system opens a file as a click on it does. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["explorer"],
};

/** Shows a file in the browser. @returns why not, when it cannot be tried. */
export function openFile(path: string): Promise<string | undefined> {
  const [command, ...before] = OPENERS[process.platform] ?? (["xdg-open"] as const);
  const { promise, resolve: done } = Promise.withResolvers<string | undefined>();
  const opener = spawn(command, [...before, resolve(path)], { detached: true, stdio: "ignore" });
  opener.on("error", ({ message }) => done(message)).on("spawn", () => done(undefined));
  opener.unref();
  return promise;
}
