import { bytes } from "../../model/quantity.ts";
import { SIZES, type SizedSystem } from "../sizes.ts";
import { problemIf, type Rule } from "./rule.ts";

/** Replicas need storage that they can share, and a limit is at least the request. */
export const capacityRules: readonly Rule[] = [
  {
    reads: ["grafana.replicas", "grafana.database"],
    check: ({ grafana }) =>
      problemIf(
        grafana.replicas > 1 && grafana.database.kind === "sqlite",
        "grafana.replicas",
        grafana.replicas,
        "needs a shared database: set grafana.database.kind to postgres, or keep 1 replica with sqlite",
      ),
  },
  {
    reads: ["jaeger.replicas", "jaeger.storage"],
    check: ({ jaeger }) =>
      problemIf(
        jaeger.replicas > 1 && jaeger.storage.kind === "badger",
        "jaeger.replicas",
        jaeger.replicas,
        "needs shared storage: set jaeger.storage.kind to opensearch, or keep 1 replica with badger",
      ),
  },
  {
    reads: ["loki.replicas", "loki.storage"],
    check: ({ loki }) =>
      problemIf(
        loki.replicas > 1 && loki.storage.kind === "filesystem",
        "loki.replicas",
        loki.replicas,
        "needs shared storage: set loki.storage.kind to s3, or keep 1 replica with filesystem",
      ),
  },
  {
    reads: ["loki.replicas"],
    check: ({ loki }) =>
      problemIf(
        loki.replicas % 2 === 0,
        "loki.replicas",
        loki.replicas,
        "is even: Loki keeps 3 copies of each line; use 1, or an odd number from 3 on",
      ),
  },
  {
    reads: ["collector.resources", "size"],
    check: ({ collector: { resources } }) =>
      problemIf(
        resources.memoryLimit.bytes < bytes("200Mi").bytes,
        "collector.resources.memoryLimit",
        resources.memoryLimit.text,
        "is too small for the gateway's queues: at least 200Mi",
      ),
  },
  ...(Object.keys(SIZES.small) as SizedSystem[]).map(memoryRule),
];

function memoryRule(system: SizedSystem): Rule {
  return {
    reads: [`${system}.resources`, "size"],
    check: (config) => {
      const { memory, memoryLimit } = config[system].resources;
      const message = `is below the requested ${memory.text}: a limit is at least the request`;
      const path = `${system}.resources.memoryLimit`;
      return problemIf(memoryLimit.bytes < memory.bytes, path, memoryLimit.text, message);
    },
  };
}
