/** Something that the person who pulls has to mend: one line that says what. */
export class PullError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PullError";
  }
}
