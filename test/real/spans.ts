/** A span that came to where Jaeger is. */
export interface LoggedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly name: string;
  readonly kind: string;
}

/** Spans in the detailed log of a collector's debug exporter. */
export function spans(log: string): readonly LoggedSpan[] {
  return log.split("ResourceSpans #").flatMap((ofResource) => {
    const service = /-> service\.name: Str\((.*)\)/.exec(ofResource)?.[1] ?? "";
    return ofResource.split(/\nSpan #\d+/).flatMap((text) => {
      const value = (name: string) => new RegExp(`^ +${name} *: (.*)$`, "m").exec(text)?.[1];
      const [traceId, name, kind] = [value("Trace ID"), value("Name"), value("Kind")];
      return traceId === undefined ? [] : [{ service, traceId, name: name ?? "", kind: kind ?? "" }];
    });
  });
}
