import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { codeBlock, cut } from "../../../tools/workflow/markdown.ts";
import { workflowCase } from "./workflow-case.ts";

const KUBECONFIG = "apiVersion: v1\nkind: Config\ncontexts: [{ name: prod }]\n";

describe("npm run workflow", () => {
  const each = workflowCase();

  it("adds a file to the run's summary", async () => {
    each.write("summary", "before\n");
    assert.equal((await each.run(["summary", each.write("a.md", "# a")])).status, 0);
    assert.equal(each.read("summary"), "before\n# a\n");
  });

  it("keeps the summary within what GitHub takes", async () => {
    await each.run(["summary", each.write("a.md", "ü😀\n".repeat(400_000))]);
    assert.ok(statSync(each.at("summary")).size <= 1024 * 1024);
    assert.match(each.read("summary"), /Cut short/);
  });

  it("makes a secret the kubeconfig of later steps, for this user alone", async () => {
    const { status } = await each.run(["kubeconfig"], { KUBECONFIG_TEXT: KUBECONFIG });
    assert.equal(status, 0);
    assert.equal(each.read("kubeconfig"), KUBECONFIG);
    assert.equal(statSync(each.at("kubeconfig")).mode & 0o777, 0o600);
    assert.equal(each.read("env"), `KUBECONFIG=${each.at("kubeconfig")}\n`);
  });

  for (const text of ["", "secret", "contexts: []", "a: [", "null"]) {
    it(`refuses ${JSON.stringify(text)} for a kubeconfig, and does not show it`, async () => {
      const done = await each.run(["kubeconfig"], { KUBECONFIG_TEXT: text });
      assert.equal(done.status, 2);
      assert.match(done.text, /^KUBECONFIG_TEXT is (?:not set|no kubeconfig)/);
      assert.doesNotMatch(done.text, /secret/);
    });
  }

  const wrong: readonly (readonly [args: readonly string[], error: RegExp])[] = [
    [[], /^name a step\n/],
    [["dirft", "staging"], /^no step is called "dirft": .*drift/],
    [["drift"], /^drift takes <stack>\n/],
    [["preview", "staging"], /^preview takes <stack> and <file>\n/],
    [["kubeconfig", "x"], /^kubeconfig takes nothing\n/],
    [["comment", "diff", ""], /^comment takes <name> and <file>\n/],
    [["drift", "--fast"], /'--fast'/],
  ];
  for (const [args, error] of wrong) {
    it(`refuses "${args.join(" ")}"`, async () => {
      const { status, text } = await each.run(args);
      assert.equal(status, 2);
      assert.match(text, error);
    });
  }

  it("helps", async () => assert.equal((await each.run(["--help"])).status, 0));
});

describe("tools/workflow/markdown", () => {
  it("leaves a text that fits as it is", () => assert.equal(cut("a\nb", 3, "note"), "a\nb"));
  it("cuts a single long line, between characters", () => {
    const short = cut("😀".repeat(2000), 1001, "note");
    assert.ok(short.length <= 1001);
    assert.match(short, /^(?:😀)+\n\nnote\n$/u);
  });
  it("closes the fence that is open, and no other", () => {
    const text = `~~~\n\`\`\`\n~~~\n<details>\n</details>\n\`\`\`\`diff\n~~~\n${"x\n".repeat(500)}`;
    assert.match(cut(text, 900, "note"), /x\n````\n\nnote\n$/);
  });
  it("fences code that holds fences", () =>
    assert.equal(codeBlock("a\n````\n"), "`````text\na\n````\n`````"));
});
