import { reasonOf } from "../../components/forward/fault.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Clock } from "./clock.ts";

const PATIENCE_MILLISECONDS = 10_000;
const LONGEST_TEXT = 200;

/** What a server answered, whatever the status. */
interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * Asks a server that is not Grafana; with a body, as a POST of JSON.
 *
 * @throws ToolError when it does not answer.
 */
export async function ask(url: string, clock: Clock, body?: object): Promise<Answer> {
  const patience = clock.patience(PATIENCE_MILLISECONDS);
  try {
    const response = await fetch(url, {
      ...(body !== undefined && {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
      signal: AbortSignal.timeout(patience),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const timedOut = (error as Error).name === "TimeoutError";
    const reason = timedOut
      ? `no answer within ${Math.ceil(patience / 1000)} s`
      : reasonOf(error).replace(/^fetch failed: /, "");
    throw new ToolError(`nothing answers at ${new URL(url).origin}: ${reason}`);
  }
}

/** What it said, in one line, behind its status. */
export function saidBy({ status, text }: Answer): string {
  const line = text.replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_TEXT);
  return line === "" ? `status ${status}` : `status ${status}: ${line}`;
}
