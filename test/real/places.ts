import { parse } from "yaml";
import { toYaml } from "../../systems/yaml.ts";
import type { Rendered } from "./rendered.ts";

/** Where a stack is on this machine. All that differs from what is rendered follows from it. */
export interface Places {
  /** Host and port as rendered (`loki:3100`) → a port of 127.0.0.1. */
  readonly ports: Readonly<Record<string, number>>;
  /** The folder that stands for the containers' root. */
  readonly root: (workload: string) => string;
}

const LOOPBACK = "127.0.0.1";

/** A system as it runs here: addresses and folders are changed, and nothing else. */
export function placed(workload: string, rendered: Rendered, places: Places): Rendered {
  const { args, directories, environment, files } = rendered;
  const root = places.root(workload);
  const changes = [...others(places), ...own(workload, places), ...paths(directories, root)];
  const change = (text: string) => changes.reduce((before, [from, to]) => before.replaceAll(from, to), text);
  return {
    args: args.map(change),
    environment: Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, change(value)]),
    ),
    files: Object.fromEntries(
      Object.entries(files).map(([file, content]) => [
        `${root}${file}`,
        change(file.endsWith("/prometheus.yml") ? withoutNames(content) : content),
      ]),
    ),
    directories: directories.map((directory) => `${root}${directory}`),
  };
}

type Change = readonly [from: RegExp, to: string];

/** `loki:3100`, wherever it is said. */
function others({ ports }: Places): readonly Change[] {
  return Object.entries(ports).map(([address, port]) => [
    new RegExp(`(?<![\\w.-])${address.replaceAll(".", "\\.")}(?!\\d)`, "g"),
    `${LOOPBACK}:${port}`,
  ]);
}

/** What it listens on: `0.0.0.0:4317`, `=:9090`, or a port alone under a key that ends in `port`. */
function own(workload: string, { ports }: Places): readonly Change[] {
  const listens = Object.entries(ports).flatMap(([address, port]): readonly Change[] => {
    const [host, number] = address.split(":");
    if (host !== workload) return [];
    return [
      [new RegExp(`0\\.0\\.0\\.0:${number}(?!\\d)`, "g"), `${LOOPBACK}:${port}`],
      [new RegExp(`=:${number}$`, "g"), `=${LOOPBACK}:${port}`],
      [new RegExp(`(?<=port: )${number}$`, "gm"), String(port)],
    ];
  });
  return [...listens, [/(?<=host: |^)0\.0\.0\.0$/gm, LOOPBACK]];
}

/** Folders of the container, as whole words. */
function paths(directories: readonly string[], root: string): readonly Change[] {
  return directories.map((directory) => [
    new RegExp(`(?<![\\w./-])${directory}(?![\\w-])`, "g"),
    `${root}${directory}`,
  ]);
}

/** Names that only a cluster's or Docker's own server knows are looked up there alone: here their addresses are said. */
function withoutNames(prometheusYml: string): string {
  const config = parse(prometheusYml) as PrometheusYml;
  if (config.alerting === undefined) return prometheusYml;
  const alertmanagers = config.alerting.alertmanagers.map(({ dns_sd_configs: discovered, ...rest }) => ({
    ...rest,
    static_configs: discovered.map(({ names, port }) => ({
      targets: names.map((name) => `${name}:${port}`),
    })),
  }));
  return toYaml({ ...config, alerting: { ...config.alerting, alertmanagers } });
}

interface PrometheusYml {
  readonly alerting?: {
    readonly alertmanagers: readonly {
      readonly dns_sd_configs: readonly { readonly names: readonly string[]; readonly port: number }[];
    }[];
  };
}
