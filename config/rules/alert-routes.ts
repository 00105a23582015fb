import type { Config } from "../config.ts";
import type { Problem } from "../problem.ts";
import type { Route } from "../schema/alerting.ts";
import { problemIf, type Rule } from "./rule.ts";

type Alerting = Config["alerting"];

/** Which alerts go to whom. */
export const alertRouteRules: readonly Rule[] = [
  {
    reads: ["alerting.contactPoints", "alerting.routes"],
    check: ({ alerting }) =>
      targets(alerting).flatMap(({ name, path }) => noReceiver(alerting, `alerting.routes.${path}`, name)),
  },
  {
    reads: ["alerting.routes"],
    check: ({ alerting: { routes } }) =>
      routes.specific.flatMap((route, index) =>
        takesAll(route) ? [{ path: `alerting.routes.specific[${index}]`, message: TAKES_ALL }] : [],
      ),
  },
  {
    reads: ["alerting.routes"],
    check: ({ alerting: { routes } }) =>
      routes.specific.flatMap((route, index) => {
        const before = routes.specific.slice(0, index);
        const earlier = before.findIndex((each) => !takesAll(each) && covers(each, route));
        if (earlier < 0) return [];
        const path = `alerting.routes.specific[${index}]`;
        return [
          { path, message: `never gets an alert: alerting.routes.specific[${earlier}] takes them before` },
        ];
      }),
  },
  {
    reads: ["alerting.routes"],
    check: ({ alerting: { routes } }) =>
      (["page", "ticket"] as const).flatMap((severity) => {
        const earlier = routes.specific.findIndex((each) => !takesAll(each) && covers(each, { severity }));
        return problemIf(
          routes[severity] !== undefined && earlier >= 0,
          `alerting.routes.${severity}`,
          routes[severity],
          `never gets an alert: alerting.routes.specific[${earlier}] takes every ${severity} before`,
        );
      }),
  },
  {
    reads: ["alerting.muteTimings", "alerting.routes"],
    check: ({ alerting }) => {
      const names = alerting.muteTimings.map(({ name }) => name);
      const known = names.length > 0 ? `there are ${names.join(", ")}` : "alerting.muteTimings has none";
      return muted(alerting).flatMap(({ name, path }) =>
        problemIf(!names.includes(name), `alerting.routes.${path}`, name, `is no mute timing: ${known}`),
      );
    },
  },
];

const TAKES_ALL =
  "would take every alert: give it severity, team or environment, or set alerting.routes.page and alerting.routes.ticket instead";

type Matching = Pick<Route, "severity" | "team" | "environment">;

function takesAll({ environment, severity, team }: Matching): boolean {
  return severity === undefined && team === undefined && environment === undefined;
}

/** Whether all that the second route matches, in whichever environment, is matched by the first. */
function covers(first: Matching, second: Matching): boolean {
  return (["severity", "team", "environment"] as const).every(
    (label) => first[label] === undefined || first[label] === second[label],
  );
}

interface Named {
  readonly path: string;
  readonly name: string;
}

function targets({ routes: { page, specific, ticket } }: Alerting): readonly Named[] {
  return [
    ...(page === undefined ? [] : [{ path: "page", name: page }]),
    ...(ticket === undefined ? [] : [{ path: "ticket", name: ticket }]),
    ...specific.map(({ to }, index) => ({ path: `specific[${index}].to`, name: to })),
  ];
}

function muted({ routes: { mute, specific } }: Alerting): readonly Named[] {
  const lists = [
    { path: "mute.page", mute: mute.page },
    { path: "mute.ticket", mute: mute.ticket },
    ...specific.map((route, index) => ({ path: `specific[${index}].mute`, mute: route.mute })),
  ];
  return lists.flatMap((list) => list.mute.map((name, index) => ({ path: `${list.path}[${index}]`, name })));
}

function noReceiver({ contactPoints }: Alerting, path: string, name: string): readonly Problem[] {
  const receivers = contactPoints.filter(({ kind }) => kind !== "heartbeat").map((point) => point.name);
  if (receivers.includes(name)) return [];
  const isHeartbeat = contactPoints.some((point) => point.name === name);
  const what = isHeartbeat ? "is a heartbeat, for the Watchdog alone" : "is no contact point";
  return problemIf(true, path, name, `${what}: ${choice(receivers, contactPoints.length)}`);
}

function choice(receivers: readonly string[], all: number): string {
  if (receivers.length > 0) return `there are ${receivers.join(", ")}`;
  return `alerting.contactPoints has ${all === 0 ? "none" : "no other"}`;
}
