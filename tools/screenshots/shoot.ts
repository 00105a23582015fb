import type { Browser, Page } from "playwright-core";
import { ToolError } from "../call/tool-error.ts";
import type { Access } from "../grafana/access.ts";
import type { Look } from "./call.ts";
import type { Dashboard } from "./dashboards.ts";
import { PANELS, type Panels, WHOLE_HEIGHT } from "./page.ts";
import { watch } from "./settled.ts";

/** Taller pictures nobody reads, and browsers draw them badly. */
const TALLEST = 12_000;

/**
 * Opens a dashboard without menus, waits until its panels are loaded, and saves the picture.
 *
 * @returns what the panels showed.
 * @throws ToolError when it does not open or never finishes.
 */
export async function shoot(
  browser: Browser,
  { uid }: Dashboard,
  access: Access,
  look: Look,
  path: string,
): Promise<Panels> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    timezoneId: "UTC",
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  try {
    const page = await context.newPage();
    await logIn(page, access);
    const settled = watch(page);
    const answer = await page.goto(addressOf(uid, access, look), { waitUntil: "domcontentloaded" });
    if (answer?.status() !== 200) throw new ToolError(`its page answers with status ${answer?.status()}`);
    await settled();
    if (new URL(page.url()).pathname.endsWith("/login"))
      throw new ToolError(
        "Grafana asks for a login: set GRAFANA_TOKEN, or GRAFANA_USER and GRAFANA_PASSWORD",
      );
    if (look.full) await grow(page, look, settled);
    const panels = await page.evaluate<Panels>(PANELS);
    await page.screenshot({ path, animations: "disabled" });
    return panels;
  } catch (error) {
    if (error instanceof ToolError) throw error;
    throw new ToolError((error as Error).message.split("\n")[0]!);
  } finally {
    await context.close();
  }
}

/** What goes elsewhere, as pictures inside of panels do, is told nothing of who looks. */
async function logIn(page: Page, { authorization, url }: Access): Promise<void> {
  if (authorization === undefined) return;
  const { origin } = new URL(url);
  await page.route(
    (each) => each.origin === origin,
    (route) => route.continue({ headers: { ...route.request().headers(), authorization } }),
  );
}

function addressOf(uid: string, { url }: Access, { from, theme, until, variables }: Look): string {
  const query = new URLSearchParams({ kiosk: "true", from, to: until, timezone: "utc" });
  for (const [name, value] of variables) query.append(`var-${name}`, value);
  if (theme !== undefined) query.set("theme", theme);
  return `${url}/d/${encodeURIComponent(uid)}?${query}`;
}

/** Panels load when they come into sight. Twice: those that repeat may make it taller still. */
async function grow(page: Page, { height, width }: Look, settled: () => Promise<void>): Promise<void> {
  for (let round = 0; round < 2; round++) {
    const tall = await page.evaluate<number>(WHOLE_HEIGHT);
    await page.setViewportSize({ width, height: Math.min(Math.max(tall, height), TALLEST) });
    await settled();
  }
}
