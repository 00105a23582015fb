/** A stack file that is wrong, and all that is to be said of it. */
export interface BadInput {
  /** What is wrong, unique among all. */
  readonly name: string;
  /** As under `lookout:` in a stack file. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Keys that the stack file holds encrypted. */
  readonly encrypted?: readonly string[];
  /** Files of the project: path → text. */
  readonly files?: Readonly<Record<string, string>>;
  /** One line a problem, in order. */
  readonly problems: readonly string[];
}
