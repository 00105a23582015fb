import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

type Attributes = Readonly<Record<string, unknown>>;

export interface ReceivedSpan {
  readonly resource: Attributes;
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly attributes: Attributes;
  readonly failed: boolean;
}

export interface ReceivedLog {
  readonly resource: Attributes;
  readonly body: unknown;
  readonly severity: string;
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  readonly attributes: Attributes;
}

export interface FakeCollector {
  readonly endpoint: string;
  readonly spans: readonly ReceivedSpan[];
  readonly logs: readonly ReceivedLog[];
  stop(): Promise<void>;
}

interface Pair {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const attributesOf = (pairs: readonly Pair[] = []): Attributes =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));

/** Takes OTLP over HTTP as JSON, as the exporters of JavaScript send it, and remembers all of it. */
export async function fakeCollector(port = 0): Promise<FakeCollector> {
  const spans: ReceivedSpan[] = [];
  const logs: ReceivedLog[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request));
    for (const { resource, scopeSpans } of body.resourceSpans ?? [])
      for (const span of scopeSpans.flatMap((scope: { spans: unknown }) => scope.spans))
        spans.push({
          ...span,
          resource: attributesOf(resource.attributes),
          attributes: attributesOf(span.attributes),
          failed: span.status.code === 2,
        });
    for (const { resource, scopeLogs } of body.resourceLogs ?? [])
      for (const record of scopeLogs.flatMap((scope: { logRecords: unknown }) => scope.logRecords))
        logs.push({
          ...record,
          body: record.body?.stringValue,
          severity: record.severityText,
          resource: attributesOf(resource.attributes),
          attributes: attributesOf(record.attributes),
        });
    response.setHeader("content-type", "application/json").end("{}");
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    logs,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
