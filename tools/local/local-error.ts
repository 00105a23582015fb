/** Something that the person at the machine has to mend: what it is and what to do. */
export class LocalError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "LocalError";
  }
}

/** Prints such an error, and those alone. @returns the status: 1. */
export function told(error: unknown): number {
  if (!(error instanceof LocalError)) throw error;
  console.error(error.message);
  return 1;
}
