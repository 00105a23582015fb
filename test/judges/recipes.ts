import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** How a tool is made from the Go module in its folder. Versions are in that folder's go.mod. */
export type Recipe =
  /** A command of one of the module's dependencies. Build tags leave out what no config of ours uses. */
  | { readonly make: "command"; readonly folder: string; readonly path: string; readonly tags?: string }
  /**
   * A command whose module embeds files that only a release has, as web pages: empty ones stand for them. It is built from
   * its own module, whose sums pin its dependencies.
   */
  | {
      readonly make: "unfinished";
      readonly folder: string;
      readonly module: string;
      readonly path: string;
      readonly absent: readonly string[];
    }
  /** The command in the folder itself. */
  | { readonly make: "program"; readonly folder: string }
  /** A collector with the components that builder.yaml lists. */
  | { readonly make: "collector"; readonly folder: string }
  /** A folder of Kubernetes schemas, for judges that would otherwise download them. */
  | { readonly make: "schemas"; readonly folder: string };

/** Service discovery that Lookout has no use for is most of Prometheus' build. */
const DISCOVERY = "remove_all_sd,enable_kubernetes_sd,enable_dns_sd,enable_moby_sd";

/** Tools whose dependencies contradict each other live in Go modules of their own. */
export const recipes = {
  promtool: {
    make: "command",
    folder: ".",
    path: "github.com/prometheus/prometheus/cmd/promtool",
    tags: DISCOVERY,
  },
  prometheus: {
    make: "command",
    folder: ".",
    path: "github.com/prometheus/prometheus/cmd/prometheus",
    tags: DISCOVERY,
  },
  amtool: { make: "command", folder: ".", path: "github.com/prometheus/alertmanager/cmd/amtool" },
  // Of the module that amtool is from. The pages are what people see; its API and its notifications need none.
  alertmanager: {
    make: "unfinished",
    folder: ".",
    module: "github.com/prometheus/alertmanager",
    path: "./cmd/alertmanager",
    absent: ["ui/app/dist/index.html"],
  },
  kubeconform: { make: "command", folder: ".", path: "github.com/yannh/kubeconform/cmd/kubeconform" },
  podsecurity: { make: "program", folder: "podsecurity" },
  "kube-score": { make: "command", folder: "lint", path: "github.com/zegl/kube-score/cmd/kube-score" },
  actionlint: { make: "command", folder: "lint", path: "github.com/rhysd/actionlint/cmd/actionlint" },
  "kubernetes-schemas": { make: "schemas", folder: "schemas" },
  "kubectl-validate": { make: "command", folder: "kubectl-validate", path: "sigs.k8s.io/kubectl-validate" },
  pint: { make: "command", folder: "pint", path: "github.com/cloudflare/pint/cmd/pint" },
  "dashboard-linter": {
    make: "command",
    folder: "dashboard-linter",
    path: "github.com/grafana/dashboard-linter",
  },
  otelcol: { make: "collector", folder: "collector" },
  loki: {
    make: "command",
    folder: "loki",
    path: "github.com/grafana/loki/v3/cmd/loki",
    tags: "remove_all_sd",
  },
} as const satisfies Readonly<Record<string, Recipe>>;

export type ToolName = keyof typeof recipes;

export const toolNames = Object.keys(recipes) as readonly ToolName[];

/** Folder of this file, with the Go modules below it. */
export const judgesDirectory = import.meta.dirname;

/** Links to what is installed, for people who run a judge by hand. */
export const binDirectory = join(judgesDirectory, ".bin");

/** What is built is kept outside the repo, so that a fresh clone does not build it again. */
export function cacheDirectory(): string {
  const base = process.env["XDG_CACHE_HOME"];
  return join(base === undefined || base === "" ? join(homedir(), ".cache") : base, "lookout-judges");
}

/** Where a tool of exactly this recipe, these versions and this machine is kept, built or not. */
export function cachedTool(name: ToolName): string {
  return join(cacheDirectory(), fingerprint(name), name);
}

/** Changes whenever the tool would: a hash of its recipe, its folder's sources and the platform; 16 hex digits. */
export function fingerprint(name: ToolName): string {
  const recipe: Recipe = recipes[name];
  const folder = join(judgesDirectory, recipe.folder);
  const hash = createHash("sha256").update(JSON.stringify([process.platform, process.arch, recipe]));
  for (const file of readdirSync(folder).sort()) {
    if (/\.go$|^go\.(mod|sum)$|^builder\.yaml$/.test(file)) {
      hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}
