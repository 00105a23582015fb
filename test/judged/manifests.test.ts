import assert from "node:assert/strict";
import { join } from "node:path";
import { requireJudge, runJudge } from "../judges/judge.ts";
import { CLUSTER_STACKS, type Rendered, rendered } from "./rendered.ts";

/** Every manifest that the stacks and variants render, before judges that nobody here wrote. */
describe("manifests", () => {
  for (const stack of CLUSTER_STACKS) {
    describe(stack, () => {
      let made: Rendered;
      let manifests: string;
      before(async () => {
        made = await rendered(stack);
        manifests = join(made.folder, "manifests");
      });

      it("are valid by the Kubernetes schemas, strictly, and none is skipped (kubeconform)", async function () {
        requireJudge.call(this, "kubeconform");
        const { status, stdout } = await runJudge("kubeconform", ["-summary", "-output", "json", manifests]);
        const { summary, resources } = JSON.parse(stdout);
        assert.deepEqual({ status, resources }, { status: 0, resources: resources ?? null }, stdout);
        const count = made.paths.filter((path) => path.startsWith("manifests/")).length;
        assert.deepEqual(summary, { valid: count, invalid: 0, errors: 0, skipped: 0 }, stdout);
      });

      it("are what an API server would accept (kubectl-validate)", async function () {
        requireJudge.call(this, "kubectl-validate");
        const { status, stdout, stderr } = await runJudge("kubectl-validate", [manifests]);
        assert.equal(status, 0, stdout + stderr);
      });

      it("hold no pod in the main namespace that Pod Security `restricted` would refuse", async function () {
        requireJudge.call(this, "podsecurity");
        const main = join(manifests, stack === "bring-your-own" ? "observability" : "lookout");
        const { status, stdout } = await runJudge("podsecurity", ["-level", "restricted", main]);
        assert.equal(status, 0, stdout);
        const controllers = made.paths.filter((path) =>
          /\/(statefulset|deployment|cronjob)-/.test(path),
        ).length;
        assert.match(stdout, new RegExp(`\\b${controllers}\\b`), "every template is evaluated");
      });

      it("have nothing critical, but for the exceptions that each names (kube-score)", async function () {
        requireJudge.call(this, "kube-score");
        assert.deepEqual(await critical(made, []), []);
      });

      it("name no exception but those with a reason, and never lack a memory limit (kube-score)", async function () {
        requireJudge.call(this, "kube-score");
        const all = await critical(made, [
          "--disable-ignore-checks-annotations",
          "--ignore-container-cpu-limit",
        ]);
        const unknown = all.filter((line) => !EXCEPTIONS.some((exception) => line.endsWith(exception)));
        assert.deepEqual(unknown, []);
      });
    });
  }
});

/** The reasons stand in `components/runtime/kubernetes/exceptions.ts`. */
const EXCEPTIONS = [
  "ImagePullPolicy is not set to Always",
  "Ephemeral Storage request is not set",
  "The container is running with a low user ID",
  "The container running with a low group ID",
];

/** The lines of kube-score's report that it calls critical. */
async function critical({ folder, paths }: Rendered, flags: readonly string[]): Promise<readonly string[]> {
  const files = paths.filter((path) => path.startsWith("manifests/"));
  const args = ["score", "--output-format", "ci", ...flags, ...files];
  const { stdout } = await runJudge("kube-score", args, { directory: folder });
  assert.match(stdout, /^\[OK\]/m, "kube-score judged something");
  return stdout.split("\n").filter((line) => line.startsWith("[CRITICAL]"));
}
