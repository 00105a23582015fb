import assert from "node:assert/strict";
import { written } from "./github-server.ts";
import { NUMBER, RUN, workflowCase } from "./workflow-case.ts";

describe("npm run workflow -- comment", () => {
  const each = workflowCase();
  const comments = () => each.github.comments.get(NUMBER) ?? [];
  const comment = (text: string, environment?: object) =>
    each.run(["comment", "diff", each.write("diff.md", text)], environment);

  it("writes a comment, which its mark begins", async () => {
    assert.deepEqual(await comment("## staging\n\nno change\n"), {
      status: 0,
      text: `commented on #${NUMBER}`,
    });
    assert.deepEqual(
      comments().map(({ body }) => body),
      ["<!-- lookout diff -->\n## staging\n\nno change"],
    );
  });

  it("has the mark once where the file has it too", async () => {
    await comment("<!-- lookout diff -->\nno change\n");
    assert.equal(comments()[0]?.body, "<!-- lookout diff -->\nno change");
  });

  it("renews its comment, also behind a hundred others", async () => {
    const others = Array.from({ length: 120 }, (_, index) => written(index + 1, "looks good", "User"));
    each.github.comments.set(NUMBER, [...others, written(500, "<!-- lookout diff -->\nbefore")]);
    assert.equal((await comment("after")).text, `renewed the comment on #${NUMBER}`);
    assert.equal(comments().length, 121);
    assert.equal(comments().at(-1)?.body, "<!-- lookout diff -->\nafter");
  });

  it("writes nothing where the comment says so already, whatever the ends of its lines", async () => {
    each.github.comments.set(NUMBER, [written(5, "<!-- lookout diff -->\r\none\r\ntwo")]);
    await comment("one\ntwo\n");
    assert.deepEqual(each.github.asked, [`GET /issues/${NUMBER}/comments`]);
  });

  it("leaves alone what a person wrote who quotes the mark, and comments of another name", async () => {
    const person = written(1, "> <!-- lookout diff -->", "User");
    const other = written(2, "<!-- lookout preview-staging -->\nx");
    each.github.comments.set(NUMBER, [person, other]);
    await comment("new");
    assert.deepEqual(
      comments().map(({ body }) => body),
      ["> <!-- lookout diff -->", "<!-- lookout preview-staging -->\nx", "<!-- lookout diff -->\nnew"],
    );
  });

  it("cuts what GitHub would refuse, and says where the rest is", async () => {
    const { status, text } = await comment(`<details>\n\n\`\`\`diff\n${"+ a line\n".repeat(10_000)}`);
    assert.equal(status, 0, text);
    const { body } = comments()[0]!;
    assert.ok(body.length <= 65_536 && body.length > 64_000, `${body.length}`);
    assert.match(body, /\+ a line\n```\n\n<\/details>\n\n_Cut short: .+actions\/runs\/42\)\._\n$/);
    assert.ok(body.includes(`(${RUN})`));
  });

  const refusals: readonly (readonly [
    what: string,
    () => Promise<{ status: number; text: string }>,
    RegExp,
  ])[] = [
    ["a file that is not there", () => each.run(["comment", "diff", each.at("none.md")]), /none\.md: ENOENT/],
    ["no token", () => comment("x", { GITHUB_TOKEN: "" }), /^GITHUB_TOKEN is not set/],
    [
      "a wrong token",
      () => comment("x", { GITHUB_TOKEN: "old" }),
      /answers 401: Bad credentials: GITHUB_TOKEN/,
    ],
    [
      "no GitHub",
      () => comment("x", { GITHUB_API_URL: "http://127.0.0.1:1" }),
      /^GitHub: GET \/issues\/7\/comments: \S/,
    ],
    [
      "a job that may not",
      () => {
        each.github.refusal = { status: 403, body: '{"message":"Resource not accessible by integration"}' };
        return comment("x");
      },
      /answers 403: Resource not accessible by integration: the job's `permissions`/,
    ],
    [
      "an event of no pull request",
      () => {
        each.write("event.json", "{}");
        return comment("x");
      },
      /^this event is of no pull request/,
    ],
    ["a name that would end the mark", () => each.run(["comment", "a-->b", "x"]), /^"a-->b" is no name/],
  ];
  for (const [what, run, error] of refusals) {
    it(`refuses ${what}`, async () => {
      const { status, text } = await run();
      assert.equal(status, 2);
      assert.match(text, error);
      assert.deepEqual(comments(), []);
    });
  }
});
