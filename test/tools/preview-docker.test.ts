import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

describe("tools/preview of a stack on Docker", () => {
  let out: string;
  let shown: string;
  before(() => {
    out = mkdtempSync(join(tmpdir(), "lookout-preview-docker-"));
    const { stdout } = spawnSync(process.execPath, [resolve("tools/preview.ts"), "dev", "--out", out], {
      encoding: "utf8",
    });
    shown = stdout;
  });
  after(() => rmSync(out, { recursive: true }));

  it("tells what is bound, what is kept, and every image", () => {
    for (const line of [
      "127.0.0.1:3000 → lookout-dev-grafana :3000",
      "lookout-dev-loki-data        kept at destroy",
      "docker.io/library/busybox:",
    ])
      assert.ok(shown.includes(line), line);
  });

  for (const path of ["config/loki/config.yaml", "config/grafana/grafana.ini", "rules/lookout-slo-00.yml"]) {
    it(`writes ${path}, as on a cluster`, () => assert.ok(existsSync(join(out, "dev", path))));
  }
});
