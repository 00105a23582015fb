import { parse, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { ConfigError } from "../../config/problem.ts";
import { StackFileError } from "../recording/stack-file.ts";
import { uploadedFiles } from "./containers.ts";
import { differences } from "./differences.ts";
import { grafanaFiles } from "./grafana.ts";
import { configFiles, manifestFiles, manifestsOf, ruleFiles } from "./manifests.ts";
import { replaceOutput } from "./out-directory.ts";
import { planFile } from "./plan.ts";
import { heading, report } from "./report.ts";
import { type PreviewedStack, previewStack, stackFiles } from "./stacks.ts";

const USAGE = `Shows what each stack would deploy: no account, no cluster, no Pulumi CLI.

  npm start                    every Pulumi.<stack>.yaml and every example
  npm start -- prod staging    those stacks
  npm start -- --out DIR       where the rendered files go (default: out)`;

/** @returns the status: 0, or 2 for a mistake in the call or in a stack's config. */
export async function main(args: readonly string[]): Promise<number> {
  const call = parseCall(args);
  if (typeof call === "string") return say(call, 2);
  if (call.help) return say(USAGE, 0);
  const stacks: PreviewedStack[] = [];
  const errors: Error[] = [];
  for (const path of call.paths) {
    try {
      stacks.push(await previewStack(path));
    } catch (error) {
      // Pulumi prints a RunError without its stack, and so does this: it is what the program says to its user.
      const isTold = error instanceof ConfigError || error instanceof StackFileError;
      if (!isTold && !pulumi.RunError.isInstance(error)) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) return say(errors.map(({ message }) => message).join("\n\n"), 2);
  const files = new Map(stacks.flatMap((stack) => [...filesOf(stack)]));
  try {
    replaceOutput(call.out, files);
  } catch (error) {
    return say(`cannot write to ${call.out}: ${(error as Error).message}`, 2);
  }
  for (const stack of stacks) console.log(report(stack));
  compare(stacks);
  console.log(`${files.size} files in ${call.out}/`);
  return 0;
}

interface Call {
  readonly help: boolean;
  readonly out: string;
  readonly paths: readonly string[];
}

/** @returns a text when the call is wrong. */
function parseCall(args: readonly string[]): Call | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: "string", default: "out" }, help: { type: "boolean", default: false } },
    });
    if (resolve(values.out) === parse(resolve(values.out)).root || values.out === "")
      return "--out takes a folder of its own";
    const known = stackFiles();
    const unknown = positionals.filter((name) => !known.has(name));
    if (unknown.length > 0)
      return `no stack is called ${unknown.join(", ")}; there are: ${[...known.keys()].join(", ")}`;
    const chosen = positionals.length > 0 ? [...new Set(positionals)] : [...known.keys()];
    return { help: values.help, out: values.out, paths: chosen.map((name) => known.get(name)!) };
  } catch (error) {
    return `${(error as Error).message}\n\n${USAGE}`;
  }
}

function filesOf(stack: PreviewedStack): ReadonlyMap<string, string> {
  const manifests = manifestsOf(stack.recording.registrations);
  const files = [
    ["plan.json", planFile(stack)] as const,
    ...manifestFiles(manifests),
    ...configFiles(manifests),
    ...ruleFiles(manifests),
    ...uploadedFiles(stack.config),
    ...grafanaFiles(stack.config),
  ];
  return new Map(files.map(([path, content]) => [`${stack.stack}/${path}`, content]));
}

/** The two stacks that a team compares most. */
function compare(stacks: readonly PreviewedStack[]): void {
  const [staging, prod] = ["staging", "prod"].map((name) => stacks.find(({ stack }) => stack === name));
  if (staging === undefined || prod === undefined) return;
  console.log(
    [heading("How staging and prod differ"), ...differences(staging.config, prod.config), ""].join("\n"),
  );
}

function say(text: string, status: number): number {
  (status === 0 ? console.log : console.error)(text);
  return status;
}
