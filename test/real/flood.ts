import { setTimeout as sleep } from "node:timers/promises";

export interface Flood {
  /** Lines that the collector took. */
  readonly accepted: number;
  /** Lines that it refused, which their sender would have to send again. */
  readonly refused: number;
}

const LINES_A_REQUEST = 1000;
const LINE_BYTES = 1000;

/** Sends lines of a service to a collector as fast as it takes them, a megabyte a request. */
export async function flood(otlp: string, service: string, megabytes: number): Promise<Flood> {
  let [accepted, refused] = [0, 0];
  for (let sent = 0; sent < megabytes; sent++) {
    const { ok } = await fetch(`${otlp}/v1/logs`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request(service, sent)),
    });
    if (ok) accepted += LINES_A_REQUEST;
    else refused += LINES_A_REQUEST;
    // Others of this process run on.
    await sleep(0);
  }
  return { accepted, refused };
}

function request(service: string, number: number): object {
  const now = BigInt(Date.now()) * 1_000_000n;
  const logRecords = Array.from({ length: LINES_A_REQUEST }, (_, index) => ({
    timeUnixNano: String(now + BigInt(index)),
    severityText: "INFO",
    body: { stringValue: `${number}-${index} `.padEnd(LINE_BYTES, "x") },
  }));
  const attributes = [{ key: "service.name", value: { stringValue: service } }];
  return { resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords }] }] };
}
