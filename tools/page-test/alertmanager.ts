import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "../../config/config.ts";
import { isObject, objectsIn } from "../../config/dashboards/json.ts";
import type { Teller } from "../alerting/alertmanager.ts";
import { ToolError } from "../call/tool-error.ts";
import { testAlert } from "./alert.ts";
import { notifications } from "./notifications.ts";
import { labelsTo } from "./route.ts";

/** Until Alertmanager has sent it, beyond the time that it waits for others: a slow server is tried again. */
export const MARGIN_SECONDS = 30;
/** Each replica waits so long for the one before it. Source: the default of `--cluster.peer-timeout` */
const PEER_SECONDS = 15;
const PAUSE_MILLISECONDS = 1_000;

/**
 * Posts an alert that the stack's routes lead to a contact point, waits until Alertmanager has told it, and takes it back.
 *
 * @param say is told how far it is.
 * @returns what happened.
 * @throws ToolError when the route leads elsewhere, or when nobody could be told.
 */
export async function pageByAlertmanager(
  to: string,
  config: Config,
  teller: Teller,
  say: (line: string) => void,
  marginSeconds: number,
): Promise<readonly string[]> {
  // A group of its own each time: one that was told before is told again only after its interval.
  const service = `page-test-${randomBytes(4).toString("hex")}`;
  const { groupWait } = config.alerting;
  const base = testAlert(config, { service });
  const labels = labelsTo(to, base.labels, config);
  const alert = { ...base, labels, generatorURL: config.grafana.url.href };
  const kind = config.alerting.contactPoints.find(({ name }) => name === to)?.kind;
  const before = await notifications(teller, kind);
  await post({ ...alert, startsAt: at(0), endsAt: at(600) }, teller);
  try {
    await checkReceiver(to, service, teller);
    say(`${teller.title} has it for ${to}, and waits ${groupWait.text} for others of its kind`);
    const peers = PEER_SECONDS * (config.alertmanager.replicas - 1);
    const end = Date.now() + (groupWait.seconds + peers + marginSeconds) * 1000;
    let last = before;
    while (Date.now() < end) {
      await sleep(PAUSE_MILLISECONDS);
      // A try is counted before it is known to have failed: twice the same is no such moment.
      const now = await notifications(teller, kind);
      if (now.sent > before.sent && now.sent === last.sent) return [`${teller.title} has told ${to}`];
      last = now;
    }
    // Not before the end: it tries again, and may have failed to tell another contact point of the kind.
    const failed = last.failed > before.failed;
    throw new ToolError(
      failed
        ? `${teller.title} could not tell ${to}: its log says why; the secret contactPoint-${to}, the address, or the service behind it may be wrong`
        : `${teller.title} took the page for ${to} and told nobody by the end: its log may say why`,
    );
  } finally {
    await post({ ...alert, startsAt: at(-1), endsAt: at(0) }, teller);
  }
}

const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

async function post(alert: object, teller: Teller): Promise<void> {
  const answer = await teller.ask("POST", "/alerts", [alert]);
  if (answer.status !== 200) teller.refuse(answer, "alerts");
}

/** Alertmanager's own routes decide, which may be older than the stack's config; and it knows at once what keeps it silent. */
async function checkReceiver(to: string, service: string, teller: Teller): Promise<void> {
  const filter = encodeURIComponent(`service="${service}"`);
  const answer = await teller.ask("GET", `/alerts?filter=${filter}`);
  if (answer.status !== 200) teller.refuse(answer, "the alerts");
  const alerts = objectsIn(answer.content);
  const names = alerts.flatMap(({ receivers }) => objectsIn(receivers)).map(({ name }) => String(name));
  const mine = alerts.find(({ receivers }) => objectsIn(receivers).some(({ name }) => name === to));
  if (mine === undefined)
    throw new ToolError(
      `${teller.title} would tell ${names.length === 0 ? "nobody" : names.join(", ")}, not ${to}: its config is not that of the stack; deploy it`,
    );
  const status = isObject(mine["status"]) ? mine["status"] : {};
  for (const [field, why] of KEPT_SILENT) {
    const by = status[field];
    if (Array.isArray(by) && by.length > 0)
      throw new ToolError(`${teller.title} tells ${to} of no page now: ${why} ${by.join(", ")}`);
  }
}

/** Of an alert's status: which keep it from being told, and what they are. */
const KEPT_SILENT = [
  ["silencedBy", "a silence holds it, see `npm run silence -- list`:"],
  ["mutedBy", "its route is silent in the mute timing"],
  ["inhibitedBy", "an alert that fires is told in its place:"],
] as const;
