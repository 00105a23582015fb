import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import {
  binDirectory,
  cacheDirectory,
  cachedTool,
  judgesDirectory,
  type Recipe,
  recipes,
  type ToolName,
  toolNames,
} from "./recipes.ts";

const GO_MISSING =
  "judges: Go is not installed, and the judges are built with it; install Go 1.26.5 or newer (Debian and " +
  "Ubuntu: golang-go of backports, macOS: brew install go), then run: npm run judges:install";

/** Runs Go in a module's folder. Returns what it printed; throws with its errors when it fails. */
function go(args: readonly string[], folder: string, environment: Readonly<Record<string, string>> = {}) {
  const { error, status, stdout, stderr } = spawnSync("go", args, {
    cwd: resolve(judgesDirectory, folder),
    encoding: "utf8",
    // One way to build on every machine: no workspace around us, no C compiler.
    env: { ...process.env, GOWORK: "off", CGO_ENABLED: "0", ...environment },
    maxBuffer: 64 << 20,
  });
  if (error !== undefined) {
    throw "code" in error && error.code === "ENOENT" ? new Error(GO_MISSING) : error;
  }
  if (status !== 0) {
    throw new Error(`go ${args.join(" ")} in ${folder}:\n${stdout}${stderr}`);
  }
  return stdout;
}

/** Makes a tool at a path that does not exist yet; `scratch` is a folder that is removed afterwards. */
function make(recipe: Recipe, output: string, scratch: string): void {
  const build = ["build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", output];
  const { folder } = recipe;
  switch (recipe.make) {
    case "command":
      go([...build, `-tags=${recipe.tags ?? ""}`, recipe.path], folder);
      break;
    case "unfinished": {
      const release = JSON.parse(go(["mod", "download", "-json", recipe.module], folder));
      const source = join(scratch, "source");
      copyModule(release.Dir, source);
      for (const file of recipe.absent) {
        mkdirSync(dirname(join(source, file)), { recursive: true });
        writeFileSync(join(source, file), "");
      }
      go([...build, recipe.path], source);
      break;
    }
    case "program":
      go([...build, "."], folder);
      break;
    case "collector":
      // The builder has no flag for its output, but takes any setting from the environment.
      go(["tool", "builder", "--config=builder.yaml"], folder, { "dist.output_path": scratch });
      renameSync(join(scratch, "otelcol"), output);
      break;
    case "schemas": {
      const release = JSON.parse(go(["mod", "download", "-json", "k8s.io/kubernetes"], folder));
      const documents = join(release.Dir, "api", "openapi-spec", "v3");
      go(["run", ".", "-from", documents, "-version", release.Version, "-out", output], folder);
      break;
    }
  }
}

/** Go keeps modules in folders that nobody may write to, which could not be removed again: only the files are copied. */
function copyModule(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const copy = entry.isDirectory() ? copyModule : copyFileSync;
    copy(join(from, entry.name), join(to, entry.name));
  }
}

/** Builds a tool into the cache, unless it is there. */
function build(name: ToolName): void {
  const target = cachedTool(name);
  if (existsSync(target)) {
    return;
  }
  go(["version"], "."); // so that its absence is all that is said
  console.log(`judges: building ${name} ...`);
  const started = Date.now();
  mkdirSync(dirname(target), { recursive: true });
  const scratch = mkdtempSync(join(cacheDirectory(), "building-"));
  try {
    const output = join(scratch, "output", basename(target));
    mkdirSync(dirname(output));
    make(recipes[name], output, scratch);
    // A rename, so that an interrupted build, or another one at the same time, leaves no half of a tool.
    if (!existsSync(target)) {
      renameSync(output, target);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`judges: built ${name} in ${Math.round((Date.now() - started) / 1000)} s`);
}

function link(name: ToolName): void {
  mkdirSync(binDirectory, { recursive: true });
  const path = join(binDirectory, name);
  rmSync(path, { force: true });
  symlinkSync(cachedTool(name), path);
}

/** Installs the named tools, or all; a failure of one does not stop the others. Returns whether all are there. */
function install(names: readonly string[]): boolean {
  const unknown = names.filter((name) => !toolNames.includes(name as ToolName));
  if (unknown.length > 0) {
    console.error(`judges: no judge named ${unknown.join(", ")}; there are ${toolNames.join(", ")}`);
    return false;
  }
  let complete = true;
  for (const name of names.length > 0 ? (names as readonly ToolName[]) : toolNames) {
    try {
      build(name);
      link(name);
    } catch (error) {
      complete = false;
      const message = error instanceof Error ? error.message : String(error);
      if (message === GO_MISSING) {
        console.error(message);
        break;
      }
      console.error(`judges: could not build ${name}: ${message}`);
    }
  }
  return complete;
}

process.exitCode = install(process.argv.slice(2)) ? 0 : 1;
