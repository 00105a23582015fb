import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { TOO_MANY } from "../slo/too-many.ts";

describe("tools/preview: more rules than a stack holds", () => {
  const project = mkdtempSync(join(tmpdir(), "lookout-large-"));
  after(() => rmSync(project, { recursive: true }));

  it("are refused as any other mistake is: by the program, yet without a stack trace", () => {
    const config = { "lookout:alerting": { engine: "prometheus" }, "lookout:slos": TOO_MANY };
    writeFileSync(join(project, "Pulumi.large.yaml"), JSON.stringify({ config }));
    const program = [resolve("tools/preview.ts")];
    const { status, stderr, stdout } = spawnSync(process.execPath, program, {
      cwd: project,
      encoding: "utf8",
    });
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(
      stderr,
      /^Pulumi\.large\.yaml has 1 problem:\n {2}lookout:slos: are too many or too long: .+\n$/,
    );
  });
});
