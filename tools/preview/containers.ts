import type { Config } from "../../config/config.ts";
import type { Workload } from "../../model/workload.ts";
import { ruleFiles } from "../../rules/index.ts";
import { workloads } from "../../systems/index.ts";
import type { Registration } from "../recording/registration.ts";

/** Docker's containers and volumes that a program registered. */
const ofType = (registrations: readonly Registration[], type: string) =>
  registrations.filter(
    (each) => each.type === `docker:index/${type}:${type[0]!.toUpperCase()}${type.slice(1)}`,
  );

interface Bound {
  readonly ip: string;
  readonly internal: number;
  readonly external: number;
}

/** Ports of this machine, each with the container behind it. */
export function boundPorts(registrations: readonly Registration[]): readonly string[] {
  return ofType(registrations, "container").flatMap(({ inputs }) =>
    ((inputs["ports"] ?? []) as readonly Bound[]).map(
      ({ external, internal, ip }) => `  ${ip}:${external} → ${inputs["name"]} :${internal}`,
    ),
  );
}

/** Name, size and fate of each volume. Docker bounds no volume; what is kept there is bounded by its system. */
export function dockerVolumes(registrations: readonly Registration[]): readonly (readonly string[])[] {
  return ofType(registrations, "volume").map(({ inputs, options }) => [
    String(inputs["name"]),
    options["retainOnDelete"] === true ? "kept at destroy" : "deleted at destroy",
  ]);
}

/** `config/<system>/…` and `rules/…`, as from Kubernetes' manifests: every file as its system will read it. */
export function uploadedFiles(config: Config): ReadonlyMap<string, string> {
  if (config.target.kind !== "docker") return new Map();
  const found = workloads(config, ruleFiles(config)).flatMap((workload) =>
    filesOf(workload).flatMap(({ content, file, set }) => {
      const path = `config/${workload.name}/${set === "config" ? "" : `${set}/`}${file}`;
      const isRule = workload.name === "prometheus" && set === "rules";
      return [[path, content] as const, ...(isRule ? [[`rules/${file}`, content] as const] : [])];
    }),
  );
  return new Map(found);
}

function filesOf({ files }: Workload) {
  return files.flatMap(({ files: own, name: set, slots }) =>
    [own, ...Object.values(slots?.files ?? {})]
      .flatMap((each) => Object.entries(each))
      .map(([file, content]) => ({ set, file, content })),
  );
}
