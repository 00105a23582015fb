import { parse as parseYaml } from "yaml";
import { joinPath, type Problem, show } from "./problem.ts";
import { projectFile } from "./schema/types.ts";

/** The settings: SLOs of the stack file itself, and files of more. */
const SLOS = "slos";
const FILES = "sloFiles";

/** Where an SLO stands: the n-th of a file. */
interface Origin {
  readonly file: number;
  readonly index: number;
}

/** A stack's settings with the SLOs of its files among them. */
export interface WithSloFiles {
  readonly values: Readonly<Record<string, unknown>>;
  /** Of files that cannot be read. */
  readonly problems: readonly Problem[];
  /** Says of problems with the SLOs of files where these stand: `sloFiles[0][2].objective`. */
  readonly located: (problems: readonly Problem[]) => readonly Problem[];
}

/**
 * Adds the SLOs of files to those of the stack file. Pulumi hands a stack's whole config over in one environment variable,
 * of which Linux takes 128 KiB: some hundred SLOs. Files have no such limit.
 */
export function withSloFiles(
  values: Readonly<Record<string, unknown>>,
  encrypted: ReadonlySet<string>,
  readFile: (path: string) => string | undefined,
): WithSloFiles {
  const own = values[SLOS] ?? [];
  const files = values[FILES];
  const isOpen = Array.isArray(own) && Array.isArray(files) && files.length > 0;
  // Nothing is said of what is encrypted: it may be a secret.
  if (!isOpen || encrypted.has(FILES) || encrypted.has(SLOS))
    return { values, problems: [], located: (problems) => problems };
  const slos: unknown[] = [...own];
  const origins = new Map<number, Origin>();
  const problems: Problem[] = [];
  files.forEach((path: unknown, file) => {
    // What is no path inside the project is the schema's to refuse, and not to be read.
    const inside = projectFile().safeParse(path);
    const read = inside.success ? readSlos(readFile(inside.data)) : [];
    if (typeof read === "string")
      problems.push({ path: `${FILES}[${file}]`, given: show(path), message: read });
    else
      read.forEach((slo, index) => {
        origins.set(slos.length, { file, index });
        slos.push(slo);
      });
  });
  return {
    values: { ...values, [SLOS]: slos },
    problems,
    located: (found) => found.map((problem) => ({ ...problem, path: located(problem.path, origins) })),
  };
}

/** @returns what is wrong, or the list. */
function readSlos(content: string | undefined): string | readonly unknown[] {
  if (content === undefined) return "is no file of this project";
  try {
    const list: unknown = parseYaml(content, { merge: true }) ?? [];
    JSON.stringify(list); // fails for an alias that leads back to itself
    return Array.isArray(list) ? list : "is no list of SLOs: each begins with a dash, as under lookout:slos";
  } catch (error) {
    const [first = ""] = (error as Error).message.split("\n");
    return `is not YAML: ${first.replace(/:$/, "")}`;
  }
}

function located(path: string, origins: ReadonlyMap<number, Origin>): string {
  const match = /^slos\[(\d+)\](.*)$/s.exec(path);
  const origin = match === null ? undefined : origins.get(Number(match[1]));
  return origin === undefined ? path : `${joinPath([FILES, origin.file, origin.index])}${match?.[2] ?? ""}`;
}
