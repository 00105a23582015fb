import { WATCHDOG } from "../../model/names.ts";
import { type Teller, tellerOf } from "../alerting/alertmanager.ts";
import { ToolError } from "../call/tool-error.ts";
import { readStackConfig } from "../forward/stack.ts";
import type { Environment } from "../grafana/access.ts";
import { table } from "../preview/table.ts";
import { type Call, parseCall, USAGE } from "./call.ts";
import { written } from "./matchers.ts";
import { addSilence, alertsThatMatch, expireSilence, listSilences, nameWatchdog } from "./silences.ts";
import { whoSilences } from "./who.ts";

/** What came of a call. */
export interface Silenced {
  /** 0, or 2 for what the caller has to mend. */
  readonly status: 0 | 2;
  readonly text: string;
}

/** How many alerts' names are shown. */
const MOST = 5;
/** How near the beginning of an id tells it from the others. */
const SHORTEST_ID = 4;

/**
 * Makes, lists or ends silences, by the stack files of the project that this process works in.
 *
 * @param now milliseconds since 1970.
 */
export async function silence(
  args: readonly string[],
  environment: Environment,
  now = Date.now(),
): Promise<Silenced> {
  try {
    const call = parseCall(args);
    if (call === undefined) return { status: 0, text: USAGE };
    const config = readStackConfig(call.stack, environment["PULUMI_STACK"]);
    // Before any way is opened.
    const by = call.kind === "add" ? await whoSilences(call.by) : "";
    const teller = await tellerOf(config, environment);
    try {
      return { status: 0, text: await done(call, by, config.stack, teller, now) };
    } finally {
      teller.close();
    }
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { status: 2, text: error.message };
  }
}

function done(call: Call, by: string, stack: string, teller: Teller, now: number): Promise<string> {
  switch (call.kind) {
    case "add":
      return add(call, by, stack, teller, now);
    case "list":
      return list(call.all, stack, teller);
    case "expire":
      return expire(call.id, stack, teller);
  }
}

async function add(
  { length, matchers, reason }: Extract<Call, { kind: "add" }>,
  by: string,
  stack: string,
  teller: Teller,
  now: number,
): Promise<string> {
  const names = await alertsThatMatch(matchers, teller);
  if (names.includes(WATCHDOG) && !nameWatchdog(matchers))
    throw new ToolError(
      `this would silence the ${WATCHDOG} too, and its heartbeat would raise the alarm: add --match alertname!=${WATCHDOG}, or name it if it is meant`,
    );
  const ends = new Date(now + length.seconds * 1000).toISOString();
  const id = await addSilence(
    { matchers, startsAt: new Date(now).toISOString(), endsAt: ends, by, reason },
    teller,
  );
  const which = [...new Set(names)];
  const shown = which.slice(0, MOST).join(", ") + (which.length > MOST ? ", …" : "");
  const count =
    names.length === 0
      ? "no alert that fires now; those to come"
      : `${names.length} that ${names.length === 1 ? "fires" : "fire"} now (${shown}), and those to come`;
  return [
    `${teller.title} of ${stack} is silent until ${ends} on ${matchers.map(written).join(", ")}: ${count}.`,
    `By ${by}: ${reason}`,
    `To end it: npm run silence -- expire ${id} --stack ${stack}`,
  ].join("\n");
}

async function list(all: boolean, stack: string, teller: Teller): Promise<string> {
  const silences = (await listSilences(teller)).filter(({ state }) => all || state !== "expired");
  if (silences.length === 0)
    return `${teller.title} of ${stack} has no silence${all ? "" : " that holds now or will"}.`;
  const head = ["id", "state", "until", "on", "by", "reason"];
  const rows = silences.map(({ by, endsAt, id, matchers, reason, state }) => [
    id,
    state,
    endsAt,
    matchers.map(written).join(", "),
    by,
    reason,
  ]);
  return [`Silences of ${stack}, in ${teller.title}:`, ...table([head, ...rows])].join("\n");
}

/** The beginning of an id will do, where no other begins so. */
async function expire(id: string, stack: string, teller: Teller): Promise<string> {
  const silences = (await listSilences(teller)).filter(({ state }) => state !== "expired");
  const found = silences.filter(
    (each) => each.id === id || (id.length >= SHORTEST_ID && each.id.startsWith(id)),
  );
  const [one, ...others] = found;
  if (one === undefined || others.length > 0) {
    const there = silences.map((each) => each.id).join(", ");
    const what =
      others.length > 0 ? `several silences begin with ${id}` : `no silence that holds has the id ${id}`;
    throw new ToolError(`${what}; ${there === "" ? "there is none" : `there are: ${there}`}`);
  }
  await expireSilence(one.id, teller);
  return `${teller.title} of ${stack} tells again of ${one.matchers.map(written).join(", ")}: silence ${one.id} is over.`;
}
