/** Something wrong in a stack's config. */
export interface Problem {
  /** Where, as `pulumi config set --path` takes it, without `lookout:`: `prometheus.remoteWrite[0].url`. */
  readonly path: string;
  /** What is wrong and what is allowed; it follows the path and the value that was given. */
  readonly message: string;
  /** The value that was given, as text. Absent where there is none, or where it may be a secret. */
  readonly given?: string;
}

/** Something that only the stack's owner can supply. It stops a deployment, not the offline preview. */
export interface Need {
  readonly kind: "secret" | "setting";
  readonly path: string;
  readonly reason: string;
  /** The command that supplies it. */
  readonly command: string;
}

/** One slip in a thousand entries is told a hundred times; nobody reads more. */
const MOST_LISTED = 100;

/** All that is wrong with a stack's config, at once. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];

  constructor(stack: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const lines = problems.slice(0, MOST_LISTED).map((each) => `  ${describe(each)}`);
    const rest = problems.length - lines.length;
    const more = rest > 0 ? [`  and ${rest} more`] : [];
    super([`Pulumi.${stack}.yaml has ${count}:`, ...lines, ...more].join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** All that a stack still lacks, each with the command that supplies it. */
export class NeedsError extends Error {
  constructor(stack: string, needs: readonly Need[]) {
    const count = needs.length === 1 ? "1 thing is" : `${needs.length} things are`;
    super([`${count} missing before stack "${stack}" can be deployed:`, ...listNeeds(needs)].join("\n"));
    this.name = "NeedsError";
  }
}

/** Two lines a need: what and why, then the command. */
export function listNeeds(needs: readonly Need[]): readonly string[] {
  return needs.flatMap(({ path, reason, command }) => [`  lookout:${path}: ${reason}`, `    ${command}`]);
}

/** One line: `lookout:prometheus.retention: "15 days" is not a duration: write 15d`. */
export function describe({ path, given, message }: Problem): string {
  return [`lookout:${path}:`, ...(given === undefined ? [] : [given]), message].join(" ");
}

/** A value as an error shows it: short, on one line, without what a URL may hold that is nobody's business. */
export function show(value: unknown): string {
  const text = (JSON.stringify(value) ?? String(value))
    .replaceAll(/:\/\/[^\s"]*@/g, "://***@")
    .replaceAll(/(:\/\/[^\s"?]*\?)[^\s"]*/g, "$1***");
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

export type Path = readonly PropertyKey[];

/** The value at a path of nested objects and lists, or undefined. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    root,
  );
}

/** `["remoteWrite", 0, "url"]` as `remoteWrite[0].url`; keys with dots or dashes are quoted, as Pulumi does. */
export function joinPath(path: Path): string {
  return path.reduce<string>((joined, key) => {
    if (typeof key === "number") return `${joined}[${key}]`;
    const name = String(key);
    if (!/^\w+$/.test(name)) return `${joined}[${JSON.stringify(name)}]`;
    return joined === "" ? name : `${joined}.${name}`;
  }, "");
}

/** Whether one path lies within the other, or is it. The empty path holds all. */
export function overlaps(a: string, b: string): boolean {
  const within = (inner: string, outer: string) =>
    inner === outer || outer === "" || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
  return within(a, b) || within(b, a);
}
