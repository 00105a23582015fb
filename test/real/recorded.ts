import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { listening } from "./listening.ts";

/** Exporters whose answers were recorded, for what cannot run beside the tests. */
export type RecordedName =
  | "grafana"
  | "node-exporter"
  | "kube-state-metrics"
  | "kubelet"
  | "cadvisor"
  | "cert-manager";

export interface RecordedOptions {
  readonly port: number;
  /** Path → whose answer it gives. */
  readonly paths: Readonly<Record<string, RecordedName>>;
}

/** Seconds in which every counter grows by what it was when it was recorded. */
const DOUBLES_SECONDS = 120;

/** Serves recorded answers, whose counters and histograms grow. Nothing keeps the process alive for it. */
export async function serveRecorded({ paths, port }: RecordedOptions): Promise<{ stop(): void }> {
  const began = Date.now();
  const texts = new Map(
    Object.entries(paths).map(([path, name]) => [
      path,
      readFileSync(join(import.meta.dirname, "recorded", `${name}.txt`), "utf8"),
    ]),
  );
  const server = createServer((request, response) => {
    const text = texts.get(request.url ?? "");
    const seconds = (Date.now() - began) / 1000;
    response.writeHead(text === undefined ? 404 : 200, {
      "content-type": "text/plain; version=0.0.4; charset=utf-8",
    });
    response.end(text === undefined ? "" : grown(text, 1 + seconds / DOUBLES_SECONDS));
  });
  return listening(server, port);
}

const GROWS = new Set(["counter", "histogram", "summary"]);

/**
 * The text with every number of what counts multiplied: a histogram's buckets stay in order, whole numbers whole. Quantiles
 * of a summary are no counts; a time at a line's end, as cAdvisor has it, stays.
 */
export function grown(text: string, factor: number): string {
  let grows = false;
  const lines = text.split("\n").map((line) => {
    const type = /^# TYPE \S+ (\w+)$/.exec(line)?.[1];
    if (type !== undefined) grows = GROWS.has(type);
    const sample = /^([a-z]\w*(?:\{.*\})?) (\S+)( \d+)?$/i.exec(line);
    if (sample === null || !grows || line.includes('quantile="')) return line;
    const [, series, recorded, time = ""] = sample;
    const value = Number(recorded) * factor;
    return `${series} ${Number.isInteger(Number(recorded)) ? Math.floor(value) : value}${time}`;
  });
  return lines.join("\n");
}
