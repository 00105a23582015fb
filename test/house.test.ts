import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rings, type Sources, unreachable, violations } from "./house/rules.ts";

const ROOMS = [
  "model",
  "config",
  "systems",
  "slo",
  "alerts",
  "rules",
  "dashboards",
  "provisioning",
  "components",
  "tools",
  "demo",
  "test",
];
/** What is no room: the tools' output, packages, prose, and what is installed beside the program. */
const NO_ROOMS = ["node_modules", "out", "docs", "examples"];

function readHouse(): Sources {
  const top = readdirSync(".", { withFileTypes: true });
  const paths = [
    ...top.filter((each) => each.isFile()).map(({ name }) => name),
    ...top
      .filter((each) => each.isDirectory() && ROOMS.includes(each.name))
      .flatMap(({ name }) => readdirSync(name, { recursive: true }).map((path) => join(name, String(path)))),
  ].filter((path) => path.endsWith(".ts"));
  return new Map(paths.sort().map((path) => [path, readFileSync(path, "utf8")]));
}

describe("the house", () => {
  const house = readHouse();
  const isTest = (path: string) => path.startsWith("test/");

  it("is all there to be checked", () => {
    assert.ok(house.size > 100, `${house.size} files`);
    for (const path of ["index.ts", "config/loader.ts", "test/house.test.ts"])
      assert.ok(house.has(path), path);
  });

  it("has no other rooms", () => {
    const folders = readdirSync(".", { withFileTypes: true }).filter((each) => each.isDirectory());
    const unknown = folders
      .map(({ name }) => name)
      .filter((name) => !name.startsWith(".") && !NO_ROOMS.includes(name) && !ROOMS.includes(name));
    assert.deepEqual(unknown, []);
  });

  it("keeps its rules: arrows, purity, defaults, length, nothing unfinished", () => {
    assert.deepEqual(violations(house), []);
  });

  it("has no two files that import each other", () => assert.deepEqual(rings(house), []));

  it("has no file that nobody reaches", () => {
    const entries = [...house.keys()].filter(
      (path) => path === "index.ts" || /^(tools|demo)\/[^/]+\.ts$/.test(path) || /\.test\.ts$/.test(path),
    );
    const entered = [...entries, "test/setup.ts", "test/judges/install.ts", "test/accuracy/bench.ts"];
    assert.deepEqual(unreachable(house, entered), []);
  });

  it("has no program file that only tests reach", () => {
    const program = new Map([...house].filter(([path]) => !isTest(path)));
    const entries = [...program.keys()].filter(
      (path) => path === "index.ts" || /^(tools|demo)\/[^/]+\.ts$/.test(path),
    );
    assert.deepEqual(unreachable(program, entries), []);
  });

  it("has an index of at most 30 lines", () => {
    assert.ok(house.get("index.ts")!.trimEnd().split("\n").length <= 30);
  });
});
