import type { Config } from "../../config/config.ts";
import { ToolError } from "../call/tool-error.ts";
import {
  basic,
  bearer,
  HOW_TO_GET_A_TOKEN,
  HOW_TO_GET_THE_PASSWORD,
  PASSWORD_VARIABLE,
  TOKEN_VARIABLE,
  USER_VARIABLE,
  type variables,
} from "../grafana/access.ts";

/**
 * Who asks the Grafana of a stack: a token, else a user with a password, who is the administrator unless said otherwise.
 *
 * @returns what the header `authorization` says.
 * @throws ToolError when there is neither, or a token that can be none.
 */
export function credentials(given: ReturnType<typeof variables>, { grafana, stack }: Config): string {
  const [token, user, password] = [TOKEN_VARIABLE, USER_VARIABLE, PASSWORD_VARIABLE].map(given);
  if (token !== undefined) return bearer(token);
  if (password !== undefined) return basic(user ?? grafana.adminUser, password);
  throw new ToolError(
    `neither ${TOKEN_VARIABLE} nor ${PASSWORD_VARIABLE} is set, in the environment or in .env, for the Grafana of ${stack}: ${HOW_TO_GET_A_TOKEN}; or the administrator's password: ${HOW_TO_GET_THE_PASSWORD}`,
  );
}
