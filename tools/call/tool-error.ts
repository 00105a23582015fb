/** Something that the person who called a tool has to mend: one line that says what. */
export class ToolError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ToolError";
  }
}
