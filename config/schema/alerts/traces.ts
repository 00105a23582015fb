import { alert, amount, share } from "./setting.ts";

/** Alerts on the way of traces, logs and sent metrics through the collectors, and on Jaeger. */
export const traceAlerts = {
  CollectorRefusesData: alert(
    "A collector turns away what is sent to it.",
    { severity: "ticket", for: "10m" },
    { threshold: share(0.01, "of the spans, log records or metric points that arrive") },
  ),
  CollectorDropsData: alert(
    "A collector loses data that it has taken: nobody took it in time, or a queue was full.",
    { severity: "ticket", for: "10m" },
    { threshold: amount(60, "Spans, log records or metric points in ten minutes up to which it is silent") },
  ),
  CollectorQueueNearlyFull: alert(
    "A collector's queue is nearly full: what it sends to is away or too slow.",
    { severity: "ticket", for: "10m" },
    { threshold: share(0.8, "of the queue") },
  ),
  JaegerWriteErrors: alert(
    "Jaeger cannot write spans to its storage.",
    { severity: "ticket", for: "10m" },
    { threshold: amount(60, "Spans in ten minutes up to which it is silent") },
  ),
  JaegerReadErrors: alert(
    "Jaeger cannot read traces from its storage.",
    { severity: "ticket", for: "5m" },
    {
      threshold: share(0.1, "of an operation's reads"),
      minimumErrors: amount(3, "Failed reads in 15 minutes up to which it is silent"),
    },
  ),
  JaegerSpansRefused: alert(
    "Jaeger turns spans away because it has too little memory.",
    { severity: "ticket", for: "10m" },
    { threshold: amount(60, "Spans in ten minutes up to which it is silent") },
  ),
} as const;
