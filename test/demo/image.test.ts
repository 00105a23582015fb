import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";

type Versions = Readonly<Record<string, string>>;

/** The image cannot be built where there is no Docker; what it is made of can be held together. */
describe("demo: the image", () => {
  const read = <Shape>(path: string) => JSON.parse(readFileSync(path, "utf8")) as Shape;
  const own = read<{ dependencies: Versions }>("demo/package.json").dependencies;
  const project = read<{ dependencies: Versions }>("package.json").dependencies;
  const dockerfile = readFileSync("demo/Dockerfile", "utf8");

  it("holds the packages that the demo imports, no more and no fewer", () => {
    const files = readdirSync("demo", { recursive: true, encoding: "utf8" }).filter(
      (path) => path.endsWith(".ts") && !path.includes("node_modules"),
    );
    const imported = new Set(
      files
        .flatMap((path) => [...readFileSync(`demo/${path}`, "utf8").matchAll(/ from "([^".][^"]*)"/g)])
        .map(([, name]) => name!)
        .filter((name) => !name.startsWith("node:") && !builtinModules.includes(name)),
    );
    assert.deepEqual([...imported].sort(), Object.keys(own).sort());
  });

  it("has the project's versions", () => {
    for (const [name, version] of Object.entries(own)) assert.equal(project[name], version, name);
  });

  it("has a lock file of its own that is current and carries no download address", () => {
    const { packages } = read<{ packages: Readonly<Record<string, object>> }>("demo/package-lock.json");
    assert.deepEqual((packages[""] as { dependencies: Versions }).dependencies, own);
    for (const [path, entry] of Object.entries(packages)) assert.ok(!("resolved" in entry), path);
  });

  it("has the project's Node", () => {
    assert.match(dockerfile, new RegExp(`^ARG NODE_IMAGE=node:${project.node}-slim$`, "m"));
  });

  it("does not run as root", () => assert.match(dockerfile, /^USER [1-9]\d*:[1-9]\d*$/m));
});
