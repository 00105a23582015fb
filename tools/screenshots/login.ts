import { ToolError } from "../call/tool-error.ts";
import {
  type Access,
  basic,
  bearer,
  grafanaUrl,
  PASSWORD_VARIABLE,
  TOKEN_VARIABLE,
  USER_VARIABLE,
  type variables,
} from "../grafana/access.ts";

/**
 * Who looks at the pictures' Grafana: a token, or a user with a password, or whom Grafana lets in without either.
 *
 * @throws ToolError when one of both is missing.
 */
export function readLogin(url: string, given: ReturnType<typeof variables>): Access {
  const [token, user, password] = [TOKEN_VARIABLE, USER_VARIABLE, PASSWORD_VARIABLE].map(given);
  const address = grafanaUrl("the address of Grafana", url);
  if (token !== undefined) return { url: address, authorization: bearer(token) };
  if ((user === undefined) !== (password === undefined))
    throw new ToolError(`GRAFANA_USER and GRAFANA_PASSWORD belong together: one of them is not set`);
  if (user === undefined) return { url: address, authorization: undefined };
  return { url: address, authorization: basic(user, password ?? "") };
}
