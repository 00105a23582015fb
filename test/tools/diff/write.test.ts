import assert from "node:assert/strict";
import type { StackChanges } from "../../../tools/diff/changes.ts";
import { line, prose, say, type Text } from "../../../tools/diff/text.ts";
import { toDocument } from "../../../tools/diff/write/document.ts";
import { inline, MARKER, markdown } from "../../../tools/diff/write/markdown.ts";
import { plain } from "../../../tools/diff/write/plain.ts";

const SIDES = { from: say`${"old"}`, to: say`${"new"}` };

function stack(name: string, ...settings: readonly string[]): StackChanges {
  const lines = settings.map((each) => line(say`${each}: ${1} → ${2}`));
  const sections = lines.length === 0 ? [] : [{ title: "Settings", lines }];
  return { stack: name, kind: lines.length === 0 ? "same" : "changed", warnings: [], sections };
}

const write = (...stacks: readonly StackChanges[]) => markdown(toDocument(SIDES, stacks));
const warn = (each: StackChanges, text: Text): StackChanges => ({
  ...each,
  kind: "changed",
  warnings: [...each.warnings, { risk: "data", text }],
});

describe("the comment of npm run diff", () => {
  it("begins with the line by which it is found again", () => {
    assert.equal(write(stack("staging")).split("\n")[0], "<!-- lookout diff -->");
    assert.equal(MARKER, "<!-- lookout diff -->");
  });

  it("says that nothing changed", () => {
    assert.equal(
      write(stack("staging"), stack("prod")),
      "<!-- lookout diff -->\n### Lookout: `old` → `new`\n\n**staging and prod: no change.**\n",
    );
  });

  it("says what is new and what is gone", () => {
    const text = write({ ...stack("a"), kind: "new" }, { ...stack("b"), kind: "gone" });
    assert.match(text, /\*\*new: a\. There is nothing to compare with\.\*\*/);
    assert.match(text, /\*\*no longer there: b\. What was deployed stays until `pulumi destroy`\.\*\*/);
  });

  it("has warnings above all else, each once with its stacks", () => {
    const text = write(
      warn(stack("staging", "a"), say`volume ${"x"} is gone`),
      warn(stack("prod", "b"), say`volume ${"x"} is gone`),
    );
    assert.deepEqual(text.split("\n").slice(2, 6), [
      "",
      "> [!CAUTION]",
      "> **Data**",
      "> - staging, prod: volume `x` is gone",
    ]);
  });

  it("counts warnings past a dozen", () => {
    const many = Array.from({ length: 30 }, (_, index) => index).reduce(
      (each, index) => warn(each, say`volume ${index}`),
      stack("prod"),
    );
    assert.match(write(many), /> - prod: volume `11`\n> - and 18 more of this kind\n/);
  });

  it("tells once of stacks that change alike", () => {
    const text = write(stack("staging", "a"), stack("prod", "a"), stack("dev", "b"));
    assert.deepEqual(text.match(/^####.*/gm), ["#### staging and prod alike", "#### dev"]);
    assert.equal(text.match(/`a`/g)!.length, 1);
  });

  it("does not repeat what it told of another stack", () => {
    const text = write(stack("staging", "a", "b"), stack("prod", "a", "b", "c"));
    assert.match(text, /#### prod\n\n\*\*Settings\*\*\n- as in staging: all of it\n- `c`: `1` → `2`\n/);
  });

  it("names what of another stack it does not repeat", () => {
    const text = write(stack("staging", "a", "b", "c"), stack("prod", "a", "b", "d"));
    assert.match(text, /- as in staging: `a` and `b`\n- `d`: `1` → `2`\n/);
  });

  it("tells again what is shorter than a reference to it", () => {
    const text = write(stack("staging", "a", "b"), stack("prod", "a", "c"));
    assert.match(text, /#### prod\n\n\*\*Settings\*\*\n- `a`: `1` → `2`\n- `c`: `1` → `2`\n/);
  });

  it("refers to a section that is another's as a whole", () => {
    const images = { title: "Images", lines: [line(prose("one"))] };
    const [staging, prod] = [stack("staging", "a", "b"), stack("prod", "a", "b")];
    const text = write(staging, { ...prod, sections: [...prod.sections, images] });
    assert.match(text, /#### prod\n\n\*\*Settings\*\*: as staging\n\n\*\*Images\*\*\n- one\n/);
  });

  it("folds what is long", () => {
    const text = write(stack("prod", ...Array.from({ length: 20 }, (_, index) => `s${index}`)));
    assert.match(text, /<details>\n<summary><b>Settings<\/b>: 20 changes<\/summary>\n\n- `s0`/);
    assert.match(text, /- `s19`: `1` → `2`\n\n<\/details>\n$/);
  });

  it("is cut to what a comment holds, says where, and keeps something of all", () => {
    const long = Array.from({ length: 3000 }, (_, index) => `setting-${index}-${"x".repeat(40)}`);
    const text = write(warn(stack("prod", ...long), say`volume ${"x"}`), stack("scale-out", "a"));
    assert.ok(text.length <= 65_536 && text.length > 65_000, String(text.length));
    assert.match(text, /^> - prod: volume `x`$/m);
    const shown = text.match(/^- `setting-/gm)!.length;
    assert.match(text, new RegExp(`^- \\*\\*cut here: ${3000 - shown} more lines\\*\\*\n\n</details>$`, "m"));
    assert.match(text, /#### scale-out\n\n\*\*Settings\*\*\n- `a`: `1` → `2`\n/);
    assert.match(
      text,
      /\n\*\*Cut, since a comment holds no more: prod: Settings\. `npm run diff` tells all\.\*\*\n$/,
    );
  });

  it("is cut where it is longest", () => {
    const long = (name: string, count: number) =>
      stack(name, ...Array.from({ length: count }, (_, index) => `${name}-${index}-${"x".repeat(90)}`));
    const text = write(long("a", 100), long("b", 1000), long("c", 1000));
    const shown = ["a", "b", "c"].map((name) => text.match(new RegExp(`^- \`${name}-`, "gm"))!.length);
    assert.equal(shown[0], 100);
    assert.ok(Math.abs(shown[1]! - shown[2]!) <= 1 && shown[1]! > 200, shown.join());
  });

  it("is not cut when it just fits", () => {
    const text = write(stack("prod", "x".repeat(65_000)));
    assert.ok(!text.includes("Cut here"));
  });

  it("formats nothing that people wrote, and calls nobody", () => {
    assert.equal(inline(prose("a *b* <i> @team [x]")), "a \\*b\\* \\<i\\> @\u200bteam \\[x\\]");
  });

  it("shows code with backticks as it is", () => {
    assert.equal(inline(say`${"{a=`b`}"}`), "`` {a=`b`} ``");
    assert.equal(inline(say`${""}`), "(empty)");
  });
});

describe("the text of npm run diff", () => {
  it("marks every line of a warning, and has no Markdown", () => {
    const text = plain(
      toDocument(SIDES, [warn(stack("prod", "a"), say`volume ${"x"}`), stack("dev")]),
      (each) => `[${each}]`,
    );
    assert.equal(
      text,
      "Lookout: old → new\n\n[!! Data]\n[!!   prod: volume x]\n\ndev: no change.\n\nprod\n====\nSettings\n  a: 1 → 2\n",
    );
  });
});
