import assert from "node:assert/strict";
import { parseCall } from "../../../tools/diff/call.ts";
import { diff } from "../../../tools/diff/diff.ts";

describe("a call of npm run diff", () => {
  const quiet = { say: () => undefined };

  it("has defaults: the merge base, every stack, text, status 0", () => {
    assert.deepEqual(parseCall([]), {
      revision: undefined,
      stacks: [],
      form: "text",
      out: undefined,
      exitCode: false,
    });
  });

  it("names a revision, stacks once each, a form and a file", () => {
    const args = [
      "v1",
      "--stack",
      "a",
      "--stack",
      "b",
      "--stack",
      "a",
      "--markdown",
      "--out",
      "x",
      "--exit-code",
    ];
    assert.deepEqual(parseCall(args), {
      revision: "v1",
      stacks: ["a", "b"],
      form: "markdown",
      out: "x",
      exitCode: true,
    });
  });

  it("explains itself", async () => {
    const { status, text } = await diff(["--help"], quiet);
    assert.equal(status, 0);
    assert.match(text, /npm run diff -- <git revision>/);
  });

  for (const [what, args, problem] of [
    ["two revisions", ["a", "b"], /^name one revision: it is compared with the working tree\n/],
    ["an empty revision", [""], /^the revision is empty: leave it out for the default$/],
    ["two forms", ["--markdown", "--text"], /^--markdown or --text, not both$/],
    ["no file", ["--out", ""], /^--out takes a file$/],
    ["an unknown option", ["--stacks", "a"], /^Unknown option '--stacks'[\s\S]*npm run diff/],
  ] as const) {
    it(`is refused with ${what}`, async () => {
      const { status, text } = await diff(args, quiet);
      assert.equal(status, 1);
      assert.match(text, problem);
    });
  }
});
