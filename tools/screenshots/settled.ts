import { setTimeout as sleep } from "node:timers/promises";
import type { Page, Request } from "playwright-core";
import { ToolError } from "../call/tool-error.ts";
import { STILL_LOADING } from "./page.ts";

const PATIENCE_MS = 60_000;
/** Nothing was asked for so long: what is shown now stays. */
const QUIET_MS = 1_500;
const PAUSE_MS = 100;

/**
 * Watches what a page asks for. To be called before it is opened.
 *
 * @returns a function that waits until the page shows all that it will. It throws a ToolError when that takes too long.
 */
export function watch(page: Page, patienceMs = PATIENCE_MS): () => Promise<void> {
  const open = new Set<Request>();
  let last = Date.now();
  const ended = (request: Request) => {
    if (open.delete(request)) last = Date.now();
  };
  page.on("request", (request) => {
    // These never end.
    if (["websocket", "eventsource"].includes(request.resourceType())) return;
    open.add(request);
    last = Date.now();
  });
  page.on("requestfinished", ended).on("requestfailed", ended);
  return async () => {
    const begin = Date.now();
    last = begin;
    for (;;) {
      const loading = await page.evaluate<string[]>(STILL_LOADING);
      if (open.size === 0 && loading.length === 0 && Date.now() - last > QUIET_MS) return;
      if (Date.now() - begin > patienceMs) {
        const waits = [...[...open].map((request) => new URL(request.url()).pathname), ...loading];
        throw new ToolError(`still loads after ${patienceMs / 1000} s: ${[...new Set(waits)].join(", ")}`);
      }
      await sleep(PAUSE_MS);
    }
  };
}
