import type { Environment } from "../grafana/access.ts";
import { changesOf } from "./changes.ts";
import { gitHub } from "./github.ts";
import { codeBlock, cut, LONGEST_BODY } from "./markdown.ts";
import { findMarked, isSame, markOf } from "./marked.ts";
import { pulumiPreview } from "./pulumi.ts";
import { runLink } from "./variables.ts";
import type { Done } from "./workflow.ts";

/** A token that is due for its successor is no drift: the weekly deployment makes it. */
const TOKENS = "**ServiceAccountRotatingToken**";
const OPTIONS = ["--refresh", "--run-program", "--expect-no-changes", "--exclude", TOKENS];

/**
 * Compares what is deployed with the code. Where they differ, the stack has one open issue that says how; else none.
 *
 * @throws ToolError when GitHub or the Pulumi CLI does not do its part.
 */
export async function drift(
  stack: string,
  environment: Environment,
  say: (line: string) => void,
): Promise<Done> {
  const link = runLink(environment);
  const { all, ask } = gitHub(environment);
  const { lines, problems } = changesOf(await pulumiPreview(stack, OPTIONS, environment));
  if (problems !== undefined) {
    say(problems);
    return { status: 1, text: `${stack} could not be compared: its issue stays as it is` };
  }
  const name = `drift ${stack}`;
  const there = findMarked(await all("/issues?state=open"), name);
  if (lines.length === 0) {
    if (there === undefined) return { status: 0, text: `${stack} is as its code says` };
    await ask("POST", `/issues/${there.number}/comments`, { body: `No longer: [run](${link}).` });
    await ask("PATCH", `/issues/${there.number}`, { state: "closed", state_reason: "completed" });
    return { status: 0, text: `${stack} is as its code says: closed #${there.number}` };
  }
  say(lines.join("\n"));
  const body = bodyOf(name, stack, lines, link);
  if (there === undefined) {
    const title = `Drift: ${stack} is not as its code says`;
    const { number } = (await ask("POST", "/issues", { title, body })) as { number: number };
    return { status: 0, text: `${stack} differs: opened #${number}` };
  }
  if (!isSame(there.body, body)) await ask("PATCH", `/issues/${there.number}`, { body });
  return { status: 0, text: `${stack} differs: #${there.number} is open` };
}

/** Without the run's link where it can be: an issue that says the same is left alone. */
function bodyOf(name: string, stack: string, lines: readonly string[], link: string): string {
  const text = `${markOf(name)}
What is deployed differs from the code of \`${stack}\`. To put it back would be:

${codeBlock(lines.join("\n"))}

Somebody changed it by hand, or a deployment did not end. To see the values:

\`\`\`console
$ npm run pulumi -- preview --refresh --run-program --diff --stack ${stack}
\`\`\`

To put it back, run the workflow "deploy" with "repair". To keep it, write it into the code.`;
  return cut(text, LONGEST_BODY, `_Cut short: the log of [the run](${link}) has all._`);
}
