import { suggest } from "../../config/suggest.ts";
import { parsed } from "../call/parse.ts";
import { ToolError } from "../call/tool-error.ts";

export const USAGE = `The steps of .github/workflows that take more than a line. They run in GitHub Actions, and read its variables.

  npm run workflow -- comment <name> <file>    keeps one comment of that name on the pull request, with the file's text
  npm run workflow -- summary <file>           adds the file's text to the run's summary
  npm run workflow -- preview <stack> <file>   previews a stack, and writes as Markdown what would change
  npm run workflow -- drift <stack>            compares a stack with its code, and opens, renews or closes its issue
  npm run workflow -- kubeconfig               makes the text in KUBECONFIG_TEXT the kubeconfig of later steps`;

/** Step → what it takes. */
const STEPS = {
  comment: ["name", "file"],
  summary: ["file"],
  preview: ["stack", "file"],
  drift: ["stack"],
  kubeconfig: [],
} as const;

/** Which step, and of what. */
export type Call =
  | { readonly step: "comment"; readonly name: string; readonly file: string }
  | { readonly step: "summary"; readonly file: string }
  | { readonly step: "preview"; readonly stack: string; readonly file: string }
  | { readonly step: "drift"; readonly stack: string }
  | { readonly step: "kubeconfig" };

/**
 * @returns undefined when help is asked for.
 * @throws ToolError when the call is wrong.
 */
export function parseCall(args: readonly string[]): Call | undefined {
  const { positionals, values } = parsed(args, { help: { type: "boolean", default: false } }, USAGE);
  if (values.help) return undefined;
  const [step, ...given] = positionals;
  if (step === undefined) throw new ToolError(`name a step\n\n${USAGE}`);
  if (!isStep(step)) throw new ToolError(`no step is called "${step}": ${suggest(step, Object.keys(STEPS))}`);
  const names: readonly string[] = STEPS[step];
  if (given.length !== names.length || given.includes("")) {
    const wanted = names.length === 0 ? "nothing" : names.map((name) => `<${name}>`).join(" and ");
    throw new ToolError(`${step} takes ${wanted}\n\n${USAGE}`);
  }
  const call = { step, ...Object.fromEntries(names.map((name, index) => [name, given[index]])) } as Call;
  // Part of a mark inside an HTML comment.
  if (call.step === "comment" && !/^[a-z][a-z0-9-]*$/.test(call.name.replaceAll(" ", "-")))
    throw new ToolError(`"${call.name}" is no name for a comment: small letters, digits, hyphens and blanks`);
  return call;
}

const isStep = (text: string): text is keyof typeof STEPS => Object.hasOwn(STEPS, text);
