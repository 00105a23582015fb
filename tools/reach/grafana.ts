import type { Config } from "../../config/config.ts";
import { isObject } from "../../config/dashboards/json.ts";
import { readProjectFile } from "../../config/files.ts";
import { ToolError } from "../call/tool-error.ts";
import {
  basic,
  bearer,
  type Environment,
  PASSWORD_VARIABLE,
  TOKEN_VARIABLE,
  USER_VARIABLE,
  variables,
} from "../grafana/access.ts";
import { stackOutputs } from "./stack-outputs.ts";

/**
 * Who asks the Grafana of a stack: a token, or a user with a password, who is the administrator unless said otherwise; both in
 * the environment or in `.env`. Without either, the stack's own token `ci`, which whoever may deploy can read.
 *
 * @returns what the header `authorization` says.
 * @throws ToolError when there is none of them, or a token that can be none.
 */
export async function credentials(config: Config, environment: Environment): Promise<string> {
  const { grafana, stack } = config;
  const given = variables(environment, readProjectFile(".env"));
  const [token, user, password] = [TOKEN_VARIABLE, USER_VARIABLE, PASSWORD_VARIABLE].map(given);
  if (token !== undefined) return bearer(token);
  if (password !== undefined) return basic(user ?? grafana.adminUser, password);
  const missing = `neither ${TOKEN_VARIABLE} nor ${PASSWORD_VARIABLE} is set, in the environment or in .env`;
  try {
    const { adminPassword, tokens } = await stackOutputs(config, environment);
    const ci = isObject(tokens) ? tokens["ci"] : undefined;
    if (typeof ci === "string") return bearer(ci);
    if (typeof adminPassword === "string") return basic(grafana.adminUser, adminPassword);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    throw new ToolError(`${missing}, and Pulumi does not tell the token of ${stack}: ${error.message}`);
  }
  throw new ToolError(`${missing}, and the stack ${stack} has no token yet: deploy it, or set one of them`);
}
