import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import { checkLogql } from "../../config/logql.ts";
import { testConfig } from "../config-of.ts";
import { unknownNames } from "../known-series.ts";
import { scriptNames } from "../script-names.ts";
import { unknownOptions } from "../tool-options.ts";
import { type Page, pagePaths, readPage, toPage } from "./page.ts";
import { isSetting, problemsOf, settingIn, unknownKeys, withoutTypes } from "./settings.ts";

const ROOMS =
  /^(?:alerts|components|config|dashboards|demo|docs|examples|model|provisioning|rules|slo|systems|test|tools|\.github)\//;

describe("the pages", () => {
  const pages = pagePaths().map(readPage);
  const byPath = new Map(pages.map((page) => [page.path, page]));

  it("are there to be checked", () => {
    assert.ok(pages.length >= 14, `${pages.length} pages`);
    const all = (of: (page: Page) => readonly unknown[]) => pages.flatMap(of).length;
    assert.ok(
      all(({ links }) => links) > 60 && all(({ code }) => code) > 900 && all(({ fences }) => fences) > 100,
    );
  });

  it("are all named in the README", () => {
    const linked = byPath.get("README.md")!.links.map((link) => link.split("#")[0]);
    const missing = pages
      .map(({ path }) => path)
      .filter((path) => path !== "README.md" && !linked.includes(path));
    assert.deepEqual(missing, []);
  });

  for (const page of pages) {
    describe(page.path, () => {
      it("links to what is there", () => assert.deepEqual(deadLinks(page, byPath), []));
      it("names commands of npm that are there", () => assert.deepEqual(unknownScripts(page), []));
      it("gives tools options that they have", async () => assert.deepEqual(await wrongOptions(page), []));
      it("names settings and secrets that are there", () => assert.deepEqual(unknownSettings(page), []));
      it("names files that are there", () => assert.deepEqual(missingFiles(page), []));
      it("asks for what Loki can be asked", () => assert.deepEqual(wrongLogql(page), []));
      it("shows settings that a stack may have", () => assert.deepEqual(page.fences.flatMap(problemsOf), []));
    });
  }
});

describe("queries for services, and for those who operate", () => {
  for (const path of ["docs/instrument.md", "docs/operations.md"]) {
    it(`${path}: read metrics and labels that something is known to expose`, () => {
      const queries = readPage(path).fences.filter(({ language }) => language === "promql");
      assert.ok(queries.length > 3);
      assert.deepEqual(
        queries.flatMap(({ text }) => unknownNames(text, testConfig())).filter((name) => name !== "__name__"),
        [],
      );
    });
  }
});

describe("the checks of pages", () => {
  const broken = (text: string, check: (page: Page) => readonly string[]) => check(toPage("docs/x.md", text));
  const known = (page: Page) => deadLinks(page, new Map([["docs/x.md", page]]));

  it("find a link to no file", () => assert.deepEqual(broken("[a](gone.md)", known), ["gone.md"]));
  it("find a link to no heading", () =>
    assert.deepEqual(broken("# A `b`, c\n[a](#a-b-c) [b](#a-b)", known), ["#a-b"]));
  it("find an unknown command", () =>
    assert.deepEqual(broken("```console\n$ npm run usgae -- x\n```\n`npm run usage`", unknownScripts), [
      "usgae",
    ]));
  it("find an unknown option, in code and in fences", async () => {
    const page = toPage(
      "docs/x.md",
      "`npm run usage -- --form x --to now`\n```console\n$ npm run diff -- --markup\n```\n",
    );
    assert.deepEqual(await wrongOptions(page), ["usage --form", "diff --markup"]);
  });
  it("find an unknown setting, also in a list and with a value", () =>
    assert.deepEqual(
      broken(
        "`loki.retntion` `loki.retention: 7d` `prometheus.remoteWrite[].urls` `grafana.ini`",
        unknownSettings,
      ),
      ["loki.retntion", "prometheus.remoteWrite[].urls"],
    ));
  it("find an unknown key of the stack file", () =>
    assert.deepEqual(
      broken(
        "`lookout:smtpPasword` `lookout:contactPoint-oncall` `lookout:kubernetes:Workload`",
        unknownSettings,
      ),
      ["lookout:smtpPasword"],
    ));
  it("find a file that is not there", () =>
    assert.deepEqual(broken("`config/read.ts` `config/raed.ts` `alerts/<name>.ts`", missingFiles), [
      "config/raed.ts",
    ]));
  it("find a query that Loki would refuse", () =>
    assert.equal(broken('```logql\n{service_name="shop"} |= trace\n```', wrongLogql).length, 1));
  it("find settings that are refused", () =>
    assert.equal(
      broken("```yaml\nlookout:loki:\n  retention: 1\n```", (page) => page.fences.flatMap(problemsOf)).length,
      1,
    ));
});

function deadLinks({ anchors, links, path }: Page, pages: ReadonlyMap<string, Page>): readonly string[] {
  return links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? path : normalize(join(dirname(path), file));
    if (!existsSync(target) && target !== path) return true;
    const known = target === path ? anchors : pages.get(target)?.anchors;
    return anchor !== undefined && known?.includes(anchor) !== true;
  });
}

const allCode = ({ code, fences }: Page) => [...code, ...fences.map(({ text }) => text)];

function unknownScripts(page: Page): readonly string[] {
  const names = allCode(page).flatMap((text) =>
    [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name!),
  );
  return names.filter((name) => !scriptNames().includes(name));
}

async function wrongOptions(page: Page): Promise<readonly string[]> {
  return (await Promise.all(allCode(page).map(unknownOptions))).flat();
}

function unknownSettings(page: Page): readonly string[] {
  const paths = page.code.flatMap((code) => settingIn(code) ?? []);
  const keys = allCode(page).map(withoutTypes).flatMap(unknownKeys);
  return [...paths.filter((path) => !isSetting(path)), ...keys.map((key) => `lookout:${key}`)];
}

function missingFiles({ code }: Page): readonly string[] {
  const paths = code.filter((each) => ROOMS.test(each) && /^[\w./-]+(?:\.\w+|\/)$/.test(each));
  return paths.filter((path) => !existsSync(path));
}

function wrongLogql({ fences }: Page): readonly string[] {
  const queries = fences.filter(({ language }) => language === "logql").map(({ text }) => text.trim());
  return queries.flatMap((query) => checkLogql(query) ?? []);
}
