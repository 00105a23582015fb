import { ToolError } from "./tool-error.ts";

/** Prints an error that the caller has to mend; throws any other again. @returns the status: 1. */
export function told(error: unknown): number {
  if (!(error instanceof ToolError)) throw error;
  console.error(error.message);
  return 1;
}
