import { nearest } from "../../config/suggest.ts";
import { type Teller, tellerOf } from "../alerting/alertmanager.ts";
import { ToolError } from "../call/tool-error.ts";
import { readStackConfig } from "../forward/stack.ts";
import type { Access, Environment } from "../grafana/access.ts";
import { testAlert } from "./alert.ts";
import { MARGIN_SECONDS, pageByAlertmanager } from "./alertmanager.ts";
import { parseCall, USAGE } from "./call.ts";
import { pageByGrafana, readReceivers } from "./grafana.ts";

type Config = ReturnType<typeof readStackConfig>;

/** What came of a call. */
export interface Paged {
  /** 0, or 2 for what the caller has to mend. */
  readonly status: 0 | 2;
  readonly text: string;
}

/**
 * Sends a test page, by the stack files of the project that this process works in.
 *
 * @param say is told how far it is.
 * @param marginSeconds how long Alertmanager may take to send it.
 */
export async function pageTest(
  args: readonly string[],
  environment: Environment,
  say: (line: string) => void,
  marginSeconds = MARGIN_SECONDS,
): Promise<Paged> {
  try {
    const call = parseCall(args);
    if (call === undefined) return { status: 0, text: USAGE };
    const config = readStackConfig(call.stack, environment["PULUMI_STACK"]);
    const teller = await tellerOf(config, environment);
    try {
      return { status: 0, text: await page(call.to, config, teller, say, marginSeconds) };
    } finally {
      teller.close();
    }
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { status: 2, text: error.message };
  }
}

async function page(
  to: string | undefined,
  config: Config,
  teller: Teller,
  say: (line: string) => void,
  marginSeconds: number,
): Promise<string> {
  const { grafana } = teller;
  const said =
    grafana === undefined
      ? await pageByAlertmanager(
          known(
            to,
            config.alerting.contactPoints.map(({ name }) => name),
            config,
          ),
          config,
          teller,
          say,
          marginSeconds,
        )
      : await byGrafana(to, config, grafana);
  return [
    `Test page of ${config.stack} sent to ${to}: ${said.join(", ")}.`,
    "Whether somebody was woken, only they can tell: ask.",
  ].join("\n");
}

async function byGrafana(to: string | undefined, config: Config, access: Access): Promise<readonly string[]> {
  const { path, receivers } = await readReceivers(access);
  const name = known(
    to,
    receivers.map(({ title }) => title),
    config,
  );
  const receiver = receivers.find(({ title }) => title === name)!;
  return pageByGrafana(receiver, path, testAlert(config), access);
}

/** @throws ToolError for a name that is none of them. */
function known(to: string | undefined, names: readonly string[], { stack }: Config): string {
  if (names.length === 0)
    throw new ToolError(
      `the stack ${stack} has no contact point: lookout:alerting.contactPoints says whom it can tell`,
    );
  if (to === undefined) throw new ToolError(`name a contact point of ${stack}: ${names.join(", ")}`);
  if (names.includes(to)) return to;
  const near = nearest(to, names);
  throw new ToolError(
    `${stack} has no contact point "${to}"${near === undefined ? "" : `: did you mean "${near}"?`}; there are: ${names.join(", ")}`,
  );
}
