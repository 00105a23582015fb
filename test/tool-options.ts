import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

/** Hand on what they are given to Pulumi. */
const PASS_ON = ["pulumi", "local", "up"];
const helps = new Map<string, Promise<string>>();

/** Options that a text gives to tools of `npm run`, and that the tool's own help does not know. */
export async function unknownOptions(text: string): Promise<readonly string[]> {
  const calls = [...text.matchAll(/\bnpm run ([\w:-]+) -- ([^\n]+)/g)];
  const found = await Promise.all(
    calls.map(async ([, name = "", rest = ""]) => {
      const help = await helpOf(name);
      const options = rest.match(/(?<=^|\s)--[a-z][\w-]*/g) ?? [];
      return options.filter((option) => help?.includes(option) === false).map((each) => `${name} ${each}`);
    }),
  );
  return found.flat();
}

/** @returns undefined for what is no tool of its own. */
async function helpOf(name: string): Promise<string | undefined> {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const file = /^node (tools\/[\w-]+\.ts)$/.exec(scripts[name] ?? "")?.[1];
  if (file === undefined || PASS_ON.includes(name) || name === "schema") return undefined;
  const known =
    helps.get(name) ?? promisify(execFile)(process.execPath, [file, "--help"]).then(({ stdout }) => stdout);
  helps.set(name, known);
  return known;
}
