import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { forwardCase } from "../components/forward-case.ts";
import { startSmokeStack, TOKEN } from "./smoke-stack.ts";

const SETTINGS = {
  target: { kind: "kubernetes", context: "fake", namespace: "watch" },
  grafana: { url: "https://example.org/grafana" },
  alerting: { runbookBaseUrl: "https://git.example.org/runbooks.md" },
};

describe("tools/smoke on Kubernetes", () => {
  const each = forwardCase();

  it("asks each system through a forward of its own, and is over as soon as it is done", async () => {
    const stack = await startSmokeStack(SETTINGS);
    const directory = mkdtempSync(join(tmpdir(), "lookout-smoke-"));
    try {
      each.cluster.target = stack.port;
      const config = Object.fromEntries(
        Object.entries(SETTINGS).map(([key, value]) => [`lookout:${key}`, value]),
      );
      writeFileSync(join(directory, "Pulumi.far.yaml"), JSON.stringify({ config }));
      const env = { PATH: process.env["PATH"], KUBECONFIG: each.cluster.kubeconfig, GRAFANA_TOKEN: TOKEN };
      const before = performance.now();
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [resolve("tools/smoke.ts"), "far", "--timeout", "60s"],
        { cwd: directory, env },
      );
      assert.match(stdout, / ok, 0 failed, 0 not tried, in \d+ s/);
      assert.ok(performance.now() - before < 20_000, stdout);
      const ports = each.cluster.asked.flatMap((path) => /ports=(\d+)$/.exec(path)?.[1] ?? []);
      assert.deepEqual([...new Set(ports)].sort(), ["13133", "3000", "3100", "4318", "9090"]);
    } finally {
      await stack.close();
      rmSync(directory, { recursive: true });
    }
  });
});
