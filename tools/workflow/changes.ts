import type { Ended } from "./pulumi.ts";

/** What a preview says would change. */
export interface Previewed {
  /** A line a resource: what happens to it, its type and name, which of its properties differ. */
  readonly lines: readonly string[];
  /** Why the preview could not be made. */
  readonly problems: string | undefined;
}

/** The parts of Pulumi's plan that are read here. Values are not: they would be long, and some are nobody's business. */
interface Plan {
  readonly steps?: readonly Step[];
  readonly diagnostics?: readonly { readonly severity: string; readonly message: string }[];
}

interface Step {
  readonly op: string;
  readonly urn: string;
  readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
  readonly diffReasons?: readonly string[];
}

/** Pulumi's status of `--expect-no-changes` where there are some (seen with 3.259). */
const CHANGES = 7;
/** Of what stays, and of looking. */
const NO_CHANGE = ["same", "refresh", "read"];
const MOST_PROPERTIES = 6;

/** Reads the plan of a preview. */
export function changesOf({ errors, output, status }: Ended): Previewed {
  const plan = parsePlan(output);
  const lines = (plan?.steps ?? []).filter(({ op }) => !NO_CHANGE.includes(op)).map(lineOf);
  if (plan !== undefined && (status === 0 || status === CHANGES)) return { lines, problems: undefined };
  const said = (plan?.diagnostics ?? []).filter(({ severity }) => severity === "error");
  const problems = [...said.map(({ message }) => message.trim()), errors.trim()].filter(
    (each) => each !== "",
  );
  return { lines, problems: problems.length > 0 ? problems.join("\n") : `pulumi ends with status ${status}` };
}

function parsePlan(output: string): Plan | undefined {
  try {
    return JSON.parse(output) as Plan;
  } catch {
    return undefined;
  }
}

function lineOf({ detailedDiff, diffReasons, op, urn }: Step): string {
  const [types = "", name = ""] = urn.split("::").slice(-2);
  const properties = [...new Set([...Object.keys(detailedDiff ?? {}), ...(diffReasons ?? [])])];
  const more = properties.length > MOST_PROPERTIES ? [`and ${properties.length - MOST_PROPERTIES} more`] : [];
  const which = [...properties.slice(0, MOST_PROPERTIES), ...more].join(", ");
  // `a:b:Parent$kubernetes:core/v1:Service` → `kubernetes:core/v1:Service`.
  return `${op.padEnd(8)} ${types.split("$").at(-1)} ${name}${which === "" ? "" : `: ${which}`}`;
}
