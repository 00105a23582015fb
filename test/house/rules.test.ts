import assert from "node:assert/strict";
import { rings, unreachable, violations } from "./rules.ts";

describe("the check of the house", () => {
  const BASE = {
    "model/a.ts": "export const a = 1;\n",
    "config/b.ts": "",
    "systems/c.ts": "",
    "slo/d.ts": "",
    "components/e.ts": "",
    "tools/f.ts": "",
    "test/g.ts": "",
    "index.ts": "",
  };
  const check = (path: string, text: string) =>
    violations(new Map(Object.entries({ ...BASE, [path]: text })));

  it("passes what is right", () => {
    assert.deepEqual(
      check("systems/x.ts", 'import { a } from "../model/a.ts";\nexport const x = a ?? 0;'),
      [],
    );
    assert.deepEqual(
      check("test/x.ts", 'import "../tools/f.ts"; import "node:fs"; console.log(process.env);'),
      [],
    );
    assert.deepEqual(check("config/loader.ts", 'import * as pulumi from "@pulumi/pulumi"; pulumi;'), []);
    assert.deepEqual(check("config/files.ts", 'import { readFileSync } from "node:fs"; readFileSync;'), []);
    assert.deepEqual(
      check("slo/x.ts", 'import { createHash } from "node:crypto"; createHash("sha256");'),
      [],
    );
    assert.deepEqual(check("config/x.ts", 'import { isIP } from "node:net"; isIP("");'), []);
    assert.deepEqual(check("slo/x.ts", "export const x = (a: boolean, b: boolean) => a || b;"), []);
  });

  for (const [title, path, text, what] of [
    [
      "an arrow to the right",
      "config/x.ts",
      'import "../systems/c.ts";',
      "imports systems/c.ts, which is not to the left of config",
    ],
    [
      "pure rooms that meet",
      "systems/x.ts",
      'import "../slo/d.ts";',
      "imports slo/d.ts, which is not to the left of systems",
    ],
    [
      "an arrow of types",
      "model/x.ts",
      'import type { B } from "../config/b.ts";',
      "imports config/b.ts, which is not to the left of model",
    ],
    [
      "an arrow by re-export",
      "model/x.ts",
      'export * from "../config/b.ts";',
      "imports config/b.ts, which is not to the left of model",
    ],
    [
      "a dynamic import",
      "components/x.ts",
      'await import("../tools/f.ts");',
      "imports tools/f.ts, which is not to the left of components",
    ],
    [
      "an import type",
      "model/x.ts",
      'export type X = import("../config/b.ts").B;',
      "imports config/b.ts, which is not to the left of model",
    ],
    [
      "a program that imports tests",
      "tools/x.ts",
      'import "../test/g.ts";',
      "imports test/g.ts, which is not to the left of tools",
    ],
    [
      "a file that is not there",
      "tools/x.ts",
      'import "./f.js";',
      "imports ./f.js, which is no file of the project",
    ],
    [
      "Pulumi in a pure room",
      "systems/x.ts",
      'import type * as p from "@pulumi/pulumi";',
      "imports @pulumi/pulumi, in a pure room",
    ],
    [
      "Pulumi in config beside the loader",
      "config/x.ts",
      'import "@pulumi/pulumi";',
      "imports @pulumi/pulumi, in a pure room",
    ],
    ["files in config", "config/x.ts", 'import "node:fs";', "imports node:fs, in a pure room"],
    [
      "chance by crypto",
      "slo/x.ts",
      'import { randomUUID } from "node:crypto";',
      "imports node:crypto, in a pure room",
    ],
    ["a package in model", "model/x.ts", 'import "yaml";', "imports yaml, in a pure room"],
    [
      "index that does more",
      "index.ts",
      'import "node:fs";',
      "imports node:fs: it only joins config and components",
    ],
    ["the environment", "systems/x.ts", "export const x = process.env.X;", "reads process, in a pure room"],
    ["the clock", "slo/x.ts", "export const x = new Date();", "reads Date, in a pure room"],
    ["chance", "slo/x.ts", "export const x = () => Math.random();", "reads Math.random, in a pure room"],
    ["a way round", "model/x.ts", "export const x = globalThis;", "reads globalThis, in a pure room"],
    [
      "the module's place",
      "model/x.ts",
      "export const x = import.meta.url;",
      "reads import.meta, in a pure room",
    ],
    ["a shorthand", "model/x.ts", "export const x = { process };", "reads process, in a pure room"],
    [
      "a default by ||",
      "tools/x.ts",
      'export const x = (y?: string) => y || "z";',
      'takes a default by ||: y || "z"',
    ],
    ["a default by ||=", "tools/x.ts", "export let x: unknown; x ||= 1;", "takes a default by ||: x ||= 1"],
    ["a long file", "tools/x.ts", "//\n".repeat(251), "has 251 lines: at most 250"],
    [
      "something unfinished",
      "tools/x.ts",
      `// ${"TO"}DO: later`,
      `says ${"TO"}DO: finish it or open an issue`,
    ],
  ] as const) {
    it(`fails ${title}`, () => assert.deepEqual(check(path, text), [`${path}: ${what}`]));
  }

  it("knows a name of the environment from one that the file declares", () => {
    assert.deepEqual(
      check("systems/x.ts", "const process = 1; export const x = { process, y: process };"),
      [],
    );
    assert.deepEqual(check("systems/x.ts", "export const x = ({ process }: { process: 1 }) => process;"), []);
    assert.deepEqual(check("systems/x.ts", "export const x = { process: 1, Date: 2 }; x.process;"), []);
  });

  it("finds a ring of imports, though not of types", () => {
    const ring = (form: string) =>
      rings(
        new Map([
          ["a.ts", 'import "./b.ts";'],
          ["b.ts", `import ${form} from "./a.ts";`],
        ]),
      );
    assert.deepEqual(ring("{ a }"), ["a.ts → b.ts → a.ts"]);
    assert.deepEqual(ring("type { A }"), []);
    assert.deepEqual(ring("{ type A }"), []);
  });

  it("finds a file that nobody reaches", () => {
    const sources = new Map([
      ["a.ts", "await import(`./b.ts?run=${1}`);"],
      ["b.ts", ""],
      ["c.ts", ""],
    ]);
    assert.deepEqual(unreachable(sources, ["a.ts"]), ["c.ts"]);
    assert.deepEqual(
      unreachable(
        new Map([
          ["a.ts", 'run("b/c.ts")'],
          ["b/c.ts", ""],
        ]),
        ["a.ts"],
      ),
      [],
    );
  });
});
