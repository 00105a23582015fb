import { writeFileSync } from "node:fs";
import type { Environment } from "../grafana/access.ts";
import { changesOf, type Previewed } from "./changes.ts";
import { codeBlock } from "./markdown.ts";
import { pulumiPreview } from "./pulumi.ts";
import { runLink } from "./variables.ts";
import type { Done } from "./workflow.ts";

/**
 * Previews a stack against what is deployed, and writes what would change.
 *
 * @throws ToolError when Pulumi's CLI is not there.
 */
export async function previewToFile(
  stack: string,
  file: string,
  environment: Environment,
  say: (line: string) => void,
): Promise<Done> {
  const previewed = changesOf(await pulumiPreview(stack, [], environment));
  const { problems } = previewed;
  const body = problems === undefined ? changed(previewed) : `It fails:\n\n${codeBlock(problems)}`;
  writeFileSync(file, `## Preview of \`${stack}\`\n\n${body}\n\n[Run](${runLink(environment)})\n`);
  say([...previewed.lines, ...(problems === undefined ? [] : [problems])].join("\n"));
  return problems === undefined
    ? { status: 0, text: `${stack}: ${previewed.lines.length} changes` }
    : { status: 1, text: `the preview of ${stack} fails` };
}

function changed({ lines }: Previewed): string {
  if (lines.length === 0) return "No change.";
  return `Against what is deployed, ${lines.length} to change:\n\n${codeBlock(lines.join("\n"))}`;
}
