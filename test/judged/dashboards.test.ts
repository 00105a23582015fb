import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { dashboards } from "../../dashboards/index.ts";
import { DASHBOARDS } from "../../model/dashboards.ts";
import { testConfig } from "../config-of.ts";
import { configs } from "../dashboards/rendered.ts";
import { requireJudge, runJudge } from "../judges/judge.ts";
import { judgesDirectory } from "../judges/recipes.ts";

/** The one list of exceptions, each with its reason. */
const EXCEPTIONS = join(judgesDirectory, "dashboard-linter", ".lint");

type Json = Readonly<Record<string, unknown>>;

/** Every dashboard of every stack and variant; copies for everybody have no variables, which the linter asks for. */
describe("dashboards, before Grafana's dashboard linter", () => {
  before(function () {
    requireJudge.call(this, "dashboard-linter");
  });

  it("have no error and no warning", async () => {
    const rendered = [...(await configs())].flatMap(([stack, config]) =>
      dashboards(config).map(({ json, uid }) => ({ where: `${stack}: ${uid}`, text: JSON.stringify(json) })),
    );
    // Most stacks have most dashboards in common.
    const different = new Map(rendered.map(({ text, where }) => [text, where]));
    assert.ok(different.size >= Object.keys(DASHBOARDS).length);
    for (const [text, where] of different)
      assert.deepEqual(await complaints(text, EXCEPTIONS), [], `${where} has complaints`);
  });

  it("would have some without the named exceptions, of these rules alone", async () => {
    const { exclusions } = parse(readFileSync(EXCEPTIONS, "utf8")) as { readonly exclusions: Json };
    const overview = dashboards(testConfig()).find(({ uid }) => uid === DASHBOARDS.sloOverview);
    const found = new Set((await complaints(JSON.stringify(overview?.json), "")).map(ruleOf));
    assert.deepEqual([...found].sort(), Object.keys(exclusions).sort());
    for (const [rule, { reason }] of Object.entries(
      exclusions as Readonly<Record<string, { reason: string }>>,
    ))
      assert.ok(reason.length > 20, `${rule} is left out for no reason`);
  });
});

/** What the linter complains of, strictly: warnings are errors. */
async function complaints(dashboard: string, exceptions: string): Promise<readonly string[]> {
  const lint = ["lint", "--strict", "--stdin", `--config=${exceptions}`];
  const { status, stderr, stdout } = await runJudge("dashboard-linter", lint, { input: dashboard });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it colours its marks wherever it writes to
  const lines = `${stdout}${stderr}`.replaceAll(/\u001b\[\d+m/g, "").split("\n");
  const found = lines.filter((line) => line.startsWith("["));
  assert.equal(status !== 0, found.length > 0, `${stdout}${stderr}`);
  return found;
}

/** The linter names no rules beside its complaints. */
function ruleOf(complaint: string): string {
  const [, scope, what] =
    /(?:is missing the (\w+) template|: (\w+) selector not found$)/.exec(complaint) ?? [];
  if (scope !== undefined) return `template-${scope}-rule`;
  return what === undefined ? complaint : `target-${what}-rule`;
}
