import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type JudgeName, requireJudge, runJudge } from "../judges/judge.ts";
import { type Rendered, rendered, STACKS } from "./rendered.ts";

/** Every config file that the stacks and variants render, before the very program that will read it. */
describe("config files", () => {
  for (const stack of STACKS) {
    describe(stack, () => {
      let made: Rendered;
      before(async () => {
        made = await rendered(stack);
      });

      it("are Prometheus' (promtool)", async function () {
        requireJudge.call(this, "promtool");
        await accepted("promtool", ["check", "config", asMounted(made)]);
      });

      it("are Loki's (loki)", async function () {
        requireJudge.call(this, "loki");
        await accepted("loki", ["-verify-config", `-config.file=${only(made, "loki")}`]);
      });

      it("are the collectors' (otelcol)", async function () {
        requireJudge.call(this, "otelcol");
        const files = made.paths.filter((path) => /^config\/collector[^/]*\/config\.yaml$/.test(path));
        assert.ok(files.length > 0);
        for (const file of files)
          await accepted("otelcol", ["validate", `--config=${join(made.folder, file)}`]);
      });
    });
  }

  for (const stack of ["staging", "prod", "scale-out", "every-receiver", "every-alert"]) {
    it(`have rules that every lint of promtool's accepts: ${stack}`, async function () {
      requireJudge.call(this, "promtool");
      await accepted("promtool", [
        "check",
        "rules",
        "--lint=all",
        "--lint-fatal",
        ...rules(await rendered(stack)),
      ]);
    });

    it(`have rules without a bug or a warning of pint's: ${stack}`, async function () {
      requireJudge.call(this, "pint");
      const lint = ["--disabled=rule/dependency", "lint", "--fail-on=warning"];
      await accepted("pint", [...lint, ...rules(await rendered(stack))]);
    });
  }

  for (const stack of ["scale-out", "every-receiver"]) {
    it(`are Alertmanager's (amtool): ${stack}`, async function () {
      requireJudge.call(this, "amtool");
      const made = await rendered(stack);
      const file = made.paths.find((path) => path.startsWith("config/alertmanager/"))!;
      await accepted("amtool", ["check-config", join(made.folder, file)]);
    });
  }
});

/** What the runtime fills in at start, where a config names it. */
const environment = { POD_NAME: "pod-0", POD_IP: "10.0.0.1", NODE_NAME: "node-1", NODE_IP: "10.0.0.2" };

async function accepted(judge: JudgeName, args: readonly string[]): Promise<void> {
  const { status, stderr, stdout } = await runJudge(judge, args, { environment });
  assert.equal(status, 0, `${stdout}${stderr}`);
  assert.doesNotMatch(`${stdout}${stderr}`, /deprecat/i, "nothing deprecated is in use");
}

/** Lookout's own rule files. */
function rules({ folder, paths, stack }: Rendered): readonly string[] {
  const files = paths.filter((path) => path.startsWith("config/prometheus/rules/lookout-"));
  assert.ok(files.length > 0, `${stack} has no rules`);
  return files.map((path) => join(folder, path));
}

/** The one YAML file of a system. */
function only(made: Rendered, system: string): string {
  const files = made.paths.filter((path) => path.startsWith(`config/${system}/`) && path.endsWith(".yaml"));
  assert.equal(files.length, 1, `${system}: ${files.join(", ")}`);
  return join(made.folder, files[0]!);
}

/**
 * Prometheus' configuration with its absolute paths moved below the rendered folder, and a file wherever it reads a
 * secret: promtool looks at every file that is named, rules above all.
 */
function asMounted({ folder }: Rendered): string {
  const moved = readFileSync(join(folder, "config/prometheus/prometheus.yml"), "utf8")
    .replaceAll("/etc/prometheus/", `${folder}/config/prometheus/`)
    .replaceAll("/var/run/", `${folder}/run/`);
  for (const [, path] of moved.matchAll(/_file: (.+)/g)) {
    mkdirSync(dirname(path!), { recursive: true });
    writeFileSync(path!, "secret");
  }
  const file = join(folder, "config/prometheus/moved.yml");
  writeFileSync(file, moved);
  return file;
}
