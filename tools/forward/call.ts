import { suggest } from "../../config/suggest.ts";
import { parsed } from "../call/parse.ts";
import { ToolError } from "../call/tool-error.ts";
import { isSystem, SYSTEMS, type SystemName } from "./systems.ts";

const NAMES = Object.keys(SYSTEMS);

export const USAGE = `Makes a system of a stack reachable from this machine, until Ctrl+C.

  npm run forward -- <system>                  on its standard port
  npm run forward -- <system> <port>           on another port of this machine
  npm run forward -- <system> --stack <stack>  of that stack (default: PULUMI_STACK, else dev, else the only one)

Systems: ${NAMES.join(", ")}. On Docker they are reachable anyway: it says where.`;

/** What is to be reached. */
export interface Call {
  readonly system: SystemName;
  /** Port of this machine; the standard one when left out. */
  readonly port: number | undefined;
  readonly stack: string | undefined;
}

/**
 * @returns undefined when help is asked for.
 * @throws ToolError when the call is wrong.
 */
export function parseCall(args: readonly string[]): Call | undefined {
  const { positionals, values } = parsed(
    args,
    { stack: { type: "string" }, help: { type: "boolean", default: false } },
    USAGE,
  );
  if (values.help) return undefined;
  const [system, port, ...more] = positionals;
  if (system === undefined || more.length > 0)
    throw new ToolError(`name one system, and at most a port\n\n${USAGE}`);
  if (!isSystem(system)) throw new ToolError(`no system is called "${system}": ${suggest(system, NAMES)}`);
  return { system, port: port === undefined ? undefined : portOf(port), stack: values.stack };
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new ToolError(`"${text}" is no port: write a number from 1 to 65535`);
  return port;
}
