import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { readProjectFile } from "../../config/files.ts";
import { ToolError } from "../call/tool-error.ts";
import { type Environment, variables } from "../grafana/access.ts";
import { findBrowser } from "./browser.ts";
import { type Call, parseCall, USAGE } from "./call.ts";
import { type Dashboard, findDashboards } from "./dashboards.ts";
import { readLogin } from "./login.ts";
import type { Panels } from "./page.ts";
import { shoot } from "./shoot.ts";

/** What came of a call. */
export interface Pictured {
  /** 0, or 2 for what the caller has to mend. */
  readonly status: 0 | 2;
  readonly text: string;
}

/**
 * Saves pictures of dashboards in the project that this process works in.
 *
 * @param say is told of each when it is there.
 */
export async function screenshots(
  args: readonly string[],
  environment: Environment,
  say: (line: string) => void,
): Promise<Pictured> {
  try {
    const call = parseCall(args);
    if (call === undefined) return { status: 0, text: USAGE };
    const given = variables(environment, readProjectFile(".env"));
    const access = readLogin(call.url, given);
    const program = findBrowser(given("CHROMIUM"));
    const dashboards = await findDashboards(call.dashboards, access);
    makeFolder(call.to);
    const browser = await start(program);
    try {
      const failures = await each(dashboards, call, say, (dashboard, path) =>
        shoot(browser, dashboard, access, call.look, path),
      );
      if (failures.length > 0) throw new ToolError(failures.join("\n"));
    } finally {
      await browser.close();
    }
    return { status: 0, text: `${dashboards.length} of ${dashboards.length} pictures in ${call.to}/` };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { status: 2, text: error.message };
  }
}

/** @returns what is said of those that failed: one does not keep the others from theirs. */
async function each(
  dashboards: readonly Dashboard[],
  { to }: Call,
  say: (line: string) => void,
  picture: (dashboard: Dashboard, path: string) => Promise<Panels>,
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const dashboard of dashboards) {
    const path = join(to, `${dashboard.uid}.png`);
    try {
      say(`${path}: ${told(dashboard, await picture(dashboard, path))}`);
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      failures.push(`no picture of ${dashboard.uid} (${dashboard.title}): ${error.message}`);
    }
  }
  return failures;
}

function told({ title }: Dashboard, { all, empty, failed }: Panels): string {
  const noted = (what: string, titles: readonly string[]) =>
    titles.length === 0
      ? ""
      : `; ${what}: ${titles.map((each) => (each === "" ? "(no title)" : each)).join(", ")}`;
  return `"${title}", ${all.length} panels${noted("with an error", failed)}${noted("without data", empty)}`;
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new ToolError(`cannot write to ${path}: ${(error as Error).message}`);
  }
}

async function start(program: string): Promise<Browser> {
  // Chromium refuses its sandbox to root, as whom containers run.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  try {
    return await chromium.launch({
      executablePath: program,
      args: [...sandbox, "--disable-gpu", "--hide-scrollbars"],
    });
  } catch (error) {
    throw new ToolError(`${program} does not start: ${(error as Error).message.split("\n")[0]}`);
  }
}
