import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suggest } from "../../config/suggest.ts";
import { ToolError } from "../call/tool-error.ts";
import { stackFiles } from "../preview/stacks.ts";
import { type Call, parseCall, USAGE } from "./call.ts";
import type { StackChanges } from "./changes.ts";
import { Children } from "./children.ts";
import { compare } from "./compare.ts";
import { type Revision, revisionOf, type WorkingTree, workingTreeOf } from "./git.ts";
import { inOtherTree } from "./other-tree.ts";
import { renderTree } from "./render-tree.ts";
import { prose, say, type Text } from "./text.ts";
import { toDocument } from "./write/document.ts";
import { markdown } from "./write/markdown.ts";
import { plain } from "./write/plain.ts";

/** Folder of the project that this program is part of. */
const PROJECT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

const WORKING_TREE = { name: "the working tree", isOther: false };

/** What came of a call: 0, or 1 for what the caller has to mend, or 2 where it was asked whether anything differs. */
export interface Compared {
  readonly status: 0 | 1 | 2;
  readonly text: string;
}

interface World {
  /** Told what takes long. */
  readonly say: (line: string) => void;
  /** How a warning looks where the result is read. */
  readonly paint?: (text: string) => string;
}

/** Tells what differs between another revision and the working tree. */
export async function diff(args: readonly string[], world: World): Promise<Compared> {
  try {
    const call = parseCall(args);
    if (call === undefined) return { status: 0, text: USAGE };
    const tree = await workingTreeOf(PROJECT);
    const revision = await revisionOf(call.revision, PROJECT);
    const changes = await changesSince(revision, tree, call, world);
    const document = toDocument({ from: nameOf(revision), to: nameOfTree(tree) }, changes);
    const paint = call.out === undefined ? world.paint : undefined;
    const text = call.form === "markdown" ? markdown(document) : plain(document, paint);
    const differ = changes.some(({ kind }) => kind !== "same");
    return { status: call.exitCode && differ ? 2 : 0, text: written(text, call.out) };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { status: 1, text: error.message };
  }
}

async function changesSince(
  revision: Revision,
  { prefix }: WorkingTree,
  call: Call,
  { say: tell }: World,
): Promise<readonly StackChanges[]> {
  const children = new Children();
  const around = { project: PROJECT, prefix, children, say: tell };
  return inOtherTree(revision, around, async ({ folder, project: other }) => {
    const [before, after] = [stackFiles(other), stackFiles(PROJECT)];
    const names = chosen([...new Set([...after.keys(), ...before.keys()])], call.stacks);
    const paths = (files: ReadonlyMap<string, string>) => names.flatMap((name) => files.get(name) ?? []);
    const sides = [
      renderTree(PROJECT, paths(after), WORKING_TREE, join(folder, "new.json"), children),
      renderTree(
        other,
        paths(before),
        { name: revision.short, isOther: true },
        join(folder, "old.json"),
        children,
      ),
    ];
    // The first failure ends the other side, too: nothing may be left behind by it.
    const [now, then] = await Promise.all(sides);
    return names.map((name) => {
      const find = (renders: typeof now) => renders?.find(({ stack }) => stack === name);
      return compare(find(then), find(now));
    });
  });
}

/** @throws ToolError for a stack that neither side has, and where there is none at all. */
function chosen(known: readonly string[], asked: readonly string[]): readonly string[] {
  const unknown = asked.find((each) => !known.includes(each));
  if (known.length === 0)
    throw new ToolError("there is no stack on either side: a file Pulumi.<stack>.yaml beside Pulumi.yaml");
  if (unknown !== undefined)
    throw new ToolError(`no stack is called "${unknown}" on either side: ${suggest(unknown, known)}`);
  return asked.length === 0 ? known : known.filter((each) => asked.includes(each));
}

function nameOf({ as, short }: Revision): Text {
  return as === short ? say`${short}` : say`${short} (${prose(as)})`;
}

function nameOfTree({ isDirty, short }: WorkingTree): Text {
  return isDirty ? say`the working tree: ${short} and what is not committed` : say`${short}`;
}

/** @throws ToolError when the file cannot be written. */
function written(text: string, out: string | undefined): string {
  if (out === undefined) return text.trimEnd();
  try {
    writeFileSync(out, text);
  } catch (error) {
    throw new ToolError(`cannot write to ${out}: ${(error as Error).message}`);
  }
  return `written to ${out}`;
}
