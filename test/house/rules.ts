import { dirname, join } from "node:path/posix";
import ts from "typescript";
import { globalsOf, type Import, importsOf, parse } from "./source.ts";

/** Rooms, and those to the left that each may import from besides itself. */
const LEFT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  config: ["model"],
  systems: ["model", "config"],
  slo: ["model", "config"],
  alerts: ["model", "config"],
  dashboards: ["model", "config"],
  rules: ["model", "config", "slo", "alerts"],
  provisioning: ["model", "config", "systems", "slo", "alerts", "dashboards", "rules"],
  components: ["model", "config", "systems", "slo", "alerts", "dashboards", "rules", "provisioning"],
  "index.ts": ["config", "components"],
  tools: [
    "model",
    "config",
    "systems",
    "slo",
    "alerts",
    "dashboards",
    "rules",
    "provisioning",
    "components",
    "index.ts",
  ],
  demo: [],
};

/** Same config in, same data out. */
const PURE = ["model", "config", "systems", "slo", "alerts", "dashboards", "rules", "provisioning"];
/** Packages that only compute. */
const PURE_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  model: [],
  config: ["zod", "yaml", "@prometheus-io/lezer-promql", "@grafana/lezer-logql"],
  systems: ["yaml"],
  slo: [],
  alerts: [],
  rules: [],
  provisioning: [],
  dashboards: ["@grafana/grafana-foundation-sdk"],
};
/** Functions of Node's modules that only compute. */
const PURE_NODE: Readonly<Record<string, readonly string[]>> = {
  "node:crypto": ["createHash"],
  "node:net": ["isIP", "isIPv4", "isIPv6"],
};
/** The two files of config that touch the world: what they alone may do. */
const LOADER = "config/loader.ts";
const FILES = "config/files.ts";

/** The world: time, chance, environment, network, other processes. */
const IMPURE = [
  "process",
  "Date",
  "Math.random",
  "performance",
  "crypto",
  "fetch",
  "globalThis",
  "global",
  "require",
  "console",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "import.meta",
];

const LONGEST = 250;

/** Path → text. */
export type Sources = ReadonlyMap<string, string>;

/** All that is against the rules of the house, as `path: what`. */
export function violations(sources: Sources): readonly string[] {
  const program = parse(sources);
  const checker = program.getTypeChecker();
  return [...sources].flatMap(([path, text]) => {
    const file = program.getSourceFile(path);
    if (file === undefined) return [`${path}: cannot be parsed`];
    return [
      ...importsOf(file).flatMap((each) => wrongImport(path, each, sources)),
      ...(isPure(path) ? globalsOf(file, checker).filter((name) => IMPURE.includes(name)) : []).map(
        (name) => `reads ${name}, in a pure room`,
      ),
      ...wrongDefaults(file),
      ...wrongText(text),
    ].map((what) => `${path}: ${what}`);
  });
}

const roomOf = (path: string) => path.split("/")[0]!;
const isPure = (path: string) => PURE.includes(roomOf(path)) && path !== LOADER && path !== FILES;

function wrongImport(path: string, { names, specifier }: Import, sources: Sources): readonly string[] {
  if (specifier.startsWith(".")) return wrongArrow(path, specifier, sources);
  const room = roomOf(path);
  if (room === "test" || room === "tools" || room === "components" || room === "demo") return [];
  if (room === "index.ts") return [`imports ${specifier}: it only joins config and components`];
  if (path === LOADER && specifier === "@pulumi/pulumi") return [];
  if (path === FILES && specifier === "node:fs") return [];
  const functions = PURE_NODE[specifier];
  if (functions !== undefined && names.every((name) => functions.includes(name))) return [];
  const known = PURE_PACKAGES[room] ?? [];
  if (known.some((name) => specifier === name || specifier.startsWith(`${name}/`))) return [];
  return [`imports ${specifier}, in a pure room`];
}

function wrongArrow(path: string, specifier: string, sources: Sources): readonly string[] {
  const target = join(dirname(path), specifier.split("?")[0]!);
  if (!sources.has(target)) return [`imports ${specifier}, which is no file of the project`];
  const [from, to] = [roomOf(path), roomOf(target)];
  if (from === "test" || from === to) return [];
  return LEFT[from]?.includes(to) ? [] : [`imports ${target}, which is not to the left of ${from}`];
}

/** `a || "x"` also replaces "", 0 and false. */
function wrongDefaults(file: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node)) {
      const assigns = node.operatorToken.kind === ts.SyntaxKind.BarBarEqualsToken;
      const chooses = node.operatorToken.kind === ts.SyntaxKind.BarBarToken && isValue(node.right);
      if (assigns || chooses) found.push(`takes a default by ||: ${node.getText(file).split("\n")[0]}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isValue(node: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isTemplateExpression(node) ||
    (ts.isIdentifier(node) && node.text === "undefined")
  );
}

function wrongText(text: string): readonly string[] {
  const lines = text.trimEnd().split("\n").length;
  // Written so that this file does not find itself.
  const unfinished = /\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b/.exec(text)?.[0];
  return [
    ...(lines > LONGEST ? [`has ${lines} lines: at most ${LONGEST}`] : []),
    ...(unfinished === undefined ? [] : [`says ${unfinished}: finish it or open an issue`]),
  ];
}

/** Files that import each other in a ring at run time, as `a → b → a`: which one is ready first is chance. */
export function rings(sources: Sources): readonly string[] {
  const program = parse(sources);
  const edges = new Map(
    [...sources.keys()].map((path) => {
      const own = importsOf(program.getSourceFile(path)!).filter(
        ({ specifier, typeOnly }) => specifier.startsWith(".") && !typeOnly,
      );
      return [path, own.map(({ specifier }) => join(dirname(path), specifier.split("?")[0]!))] as const;
    }),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      found.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return found;
}

/** Files that none of the entry points reaches: nobody would notice if they were gone. */
export function unreachable(sources: Sources, entries: readonly string[]): readonly string[] {
  const program = parse(sources);
  const seen = new Set<string>();
  const walk = (path: string): void => {
    const file = program.getSourceFile(path);
    if (file === undefined || seen.has(path)) return;
    seen.add(path);
    for (const { specifier } of importsOf(file)) {
      if (specifier.startsWith(".")) walk(join(dirname(path), specifier.split("?")[0]!));
    }
    for (const text of textsOf(file)) for (const named of [text, join(dirname(path), text)]) walk(named);
  };
  for (const entry of entries) walk(entry);
  return [...sources.keys()].filter((path) => !seen.has(path));
}

/** A program that is run as a process of its own is named by its path, from the project or from the file. */
function textsOf(file: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
