import assert from "node:assert/strict";
import { parse } from "yaml";
import type { RuleGroup } from "../../model/rules.ts";
import { bytesOf, groupsText, ruleFile } from "../../rules/rule-file.ts";
import { requireJudge, runJudge } from "../judges/judge.ts";
import { testRules } from "../judges/promtool.ts";
import { inTemporaryFolder, writeFiles } from "../judges/temporary.ts";

/** Texts that YAML takes for something else, or changes, unless they are well quoted. */
const AWKWARD: Readonly<Record<string, string>> = {
  apostrophe: "it's",
  "apostrophes alone": "''",
  "double quotes": 'says "yes"',
  "spaces at both ends": "  a b  ",
  "a colon": "a: b",
  "what looks like a comment": "a # b",
  "what looks like an item": "- a",
  "what looks like a mapping": "{a: b}",
  "what looks like a list": "[a, b]",
  "what looks like an anchor": "&a",
  "what looks like an alias": "*a",
  "what looks like a tag": "!!int 1",
  "what looks like a directive": "%YAML 1.1",
  "what looks like a document's end": "...",
  "what begins with an at": "@a",
  "what begins with a backtick": "`a`",
  "a word for yes": "yes",
  "a word for nothing": "null",
  "nothing at all": "",
  "a number": "1e3",
  "a time in base 60": "12:30:00",
  "a date": "2026-01-01",
  backslashes: "\\d\\n",
  "letters of the world": "naïve 日本 😀",
  "a space that does not break": "a\u00a0b",
  "a tab": "a\tb",
  "line breaks": "  a\n\n b\r\n",
  "a long line": "a b ".repeat(500),
};

/** Characters that YAML allows only as escapes: Prometheus would refuse the whole file, or read another text. */
const UNPRINTABLE: Readonly<Record<string, string>> = {
  "a bell": "a\u0007b",
  "a delete": "a\u007fb",
  "a control character above ASCII": "a\u009fb",
  "a next line": "a\u0085b",
  "a line separator": "a \u2028 b",
  "a paragraph separator": "a \u2029 b",
  "a byte order mark": "\ufeffa",
  "no character": "a\ufffeb",
};

/** The text wherever texts stand, beside another one. */
function groupOf(text: string): RuleGroup {
  const labels = { first: text, second: "b" };
  return {
    name: `group ${text}`,
    interval: "3m",
    labels,
    rules: [
      { record: "a:b:sum", expr: `vector(1) # ${text}`, labels },
      { alert: "A", expr: "vector(1)", for: "1h", labels, annotations: { summary: text, description: "b" } },
    ],
  };
}

const fileOf = (...texts: readonly string[]) => ruleFile([groupsText(texts.map(groupOf))]);

describe("rules/rule-file: texts", () => {
  for (const [name, text] of Object.entries({ ...AWKWARD, ...UNPRINTABLE }))
    for (const version of ["1.1", "1.2"] as const)
      it(`are read as they were written by YAML ${version}: ${name}`, () =>
        assert.deepEqual(parse(fileOf(text), { version }), { groups: [groupOf(text)] }));

  it("are read as they were written by Prometheus", async function () {
    requireJudge.call(this, "promtool");
    const alerts = Object.entries(AWKWARD).map(([name, text], index) => ({ alert: `A${index}`, name, text }));
    const rules = alerts.map(({ alert, text }) => ({
      alert,
      expr: "vector(1)",
      labels: { about: "text" },
      annotations: { text },
    }));
    await testRules(
      { "rules.yml": ruleFile([groupsText([{ name: "texts", rules }])]) },
      alerts.map(({ alert, name, text }) => ({
        name,
        input_series: [],
        alert_rule_test: [
          {
            eval_time: "0m",
            alertname: alert,
            exp_alerts: [{ exp_labels: { about: "text" }, exp_annotations: { text } }],
          },
        ],
      })),
    );
  });

  for (const [name, text] of Object.entries(UNPRINTABLE))
    it(`never stand raw where YAML forbids it: ${name}`, () =>
      assert.match(
        fileOf(text),
        /^[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u,
      ));

  it("are accepted by Prometheus, unprintable ones too", async function () {
    requireJudge.call(this, "promtool");
    await inTemporaryFolder(async (directory) => {
      const texts = Object.values(UNPRINTABLE);
      const rules = texts.map((text) => ({ record: "a:b:sum", expr: "vector(1)", labels: { text } }));
      writeFiles(directory, { "rules.yml": ruleFile([groupsText([{ name: "texts", rules }])]) });
      const { status, stderr, stdout } = await runJudge("promtool", ["check", "rules", "rules.yml"], {
        directory,
      });
      assert.equal(status, 0, stdout + stderr);
    });
  });
});

describe("rules/rule-file: files", () => {
  const SMALL: RuleGroup = { name: "small", rules: [{ record: "a:b:sum", expr: "sum(a)" }] };

  it("leave out what is not there", () =>
    assert.equal(
      ruleFile([groupsText([SMALL])]),
      "groups:\n  - name: 'small'\n    rules:\n      - record: a:b:sum\n        expr: 'sum(a)'\n",
    ));

  it("leave out labels that are none", () =>
    assert.deepEqual(parse(ruleFile([groupsText([{ ...SMALL, labels: {} }])])), { groups: [SMALL] }));

  it("hold groups in their order, from several texts", () => {
    const named = (name: string) => ({ ...SMALL, name });
    const text = ruleFile([groupsText([named("c"), named("a")]), groupsText([named("b")])]);
    assert.deepEqual(parse(text), { groups: [named("c"), named("a"), named("b")] });
  });

  it("take as many bytes as were told, and their heading", () => {
    const texts = ["naïve", "日本"].map((text) => groupsText([groupOf(text)]));
    const told = texts.reduce((sum, text) => sum + bytesOf(text), 0);
    assert.equal(Buffer.byteLength(ruleFile(texts)), Buffer.byteLength("groups:\n") + told);
  });
});
