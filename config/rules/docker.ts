import { LOCAL_PORT_NAMES } from "../../model/local-ports.ts";
import type { Config } from "../config.ts";
import { type Problem, show } from "../problem.ts";
import { problemIf, type Rule } from "./rule.ts";

const REPLICATED = ["prometheus", "alertmanager", "loki", "jaeger", "collector", "grafana"] as const;

/** A rule that is asked of stacks on Docker alone. */
const onDocker = (reads: readonly string[], check: (config: Config) => readonly Problem[]): Rule => ({
  reads: ["target", ...reads],
  check: (config) => (config.target.kind === "docker" ? check(config) : []),
});

/** What one machine without a cluster cannot have. */
export const dockerRules: readonly Rule[] = [
  ...REPLICATED.map((system) =>
    onDocker([`${system}.replicas`], (config) =>
      problemIf(
        config[system].replicas > 1,
        `${system}.replicas`,
        config[system].replicas,
        "is for clusters: on Docker each system runs once",
      ),
    ),
  ),
  onDocker(["grafana.ingress"], ({ grafana: { ingress } }) =>
    problemIf(
      ingress !== undefined,
      "grafana.ingress",
      ingress?.host ?? ingress?.className,
      "is for clusters: on Docker everything is bound to 127.0.0.1 alone, at target.ports",
    ),
  ),
  onDocker(["grafana.reach"], ({ grafana: { reach } }) =>
    problemIf(reach === "url", "grafana.reach", reach, "is for clusters: on Docker leave it out"),
  ),
  onDocker(["jaeger.storage"], ({ jaeger: { storage } }) =>
    problemIf(
      storage.kind === "opensearch",
      "jaeger.storage.kind",
      storage.kind,
      "needs a nightly job, which Docker does not have: use badger",
    ),
  ),
  onDocker(["loki.storage"], ({ loki: { storage } }) =>
    problemIf(
      storage.kind === "s3" && storage.credentials === "workload-identity",
      "loki.storage.credentials",
      "workload-identity",
      "is for clusters: use secret",
    ),
  ),
  onDocker([], takenTwice),
];

function takenTwice({ target }: Config): readonly Problem[] {
  if (target.kind !== "docker") return [];
  const { ports } = target;
  return LOCAL_PORT_NAMES.flatMap((name, index) => {
    const first = LOCAL_PORT_NAMES.slice(0, index).find((other) => ports[other] === ports[name]);
    if (first === undefined) return [];
    return [
      { path: `target.ports.${name}`, given: show(ports[name]), message: `is target.ports.${first} too` },
    ];
  });
}
