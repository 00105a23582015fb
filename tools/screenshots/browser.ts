import { existsSync } from "node:fs";
import { ToolError } from "../call/tool-error.ts";

/** Where the packages of the systems and the makers put it. */
const USUAL = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/snap/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * The path of the browser that is there.
 *
 * @param chosen the path that a person named.
 * @throws ToolError when there is none.
 */
export function findBrowser(chosen: string | undefined, usual: readonly string[] = USUAL): string {
  if (chosen !== undefined) {
    if (existsSync(chosen)) return chosen;
    throw new ToolError(
      `CHROMIUM is "${chosen}", where nothing is: name the browser's program by its whole path`,
    );
  }
  const found = usual.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new ToolError(
    "no Chromium or Chrome is found: install one (`apt-get install chromium`), or name its program by CHROMIUM=<path>",
  );
}
