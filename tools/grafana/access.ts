import { parseEnv } from "node:util";
import { ToolError } from "../call/tool-error.ts";

/** Variables that say where Grafana is, and who asks. */
export const URL_VARIABLE = "GRAFANA_URL";
export const TOKEN_VARIABLE = "GRAFANA_TOKEN";
export const USER_VARIABLE = "GRAFANA_USER";
export const PASSWORD_VARIABLE = "GRAFANA_PASSWORD";

/** The token of the service account `usage-report`, which may look at everything, or of `ci`. */
export const HOW_TO_GET_A_TOKEN =
  "take one from `pulumi stack output tokens --show-secrets`, or make one in Grafana under Administration → Service accounts";

/** The administrator's. */
export const HOW_TO_GET_THE_PASSWORD =
  "`pulumi stack output adminPassword --show-secrets` says it (on Docker `npm run local --` in place of `pulumi`)";

/** Where Grafana is, and who asks. */
export interface Access {
  /** Without a slash at its end; may have a path. */
  readonly url: string;
  /** What the header of that name says; undefined for nobody in particular. */
  readonly authorization: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment and, for what it lacks, the text of a file `.env`.
 *
 * @throws ToolError when either is missing or cannot be used.
 */
export function readAccess(environment: Environment, file: string | undefined): Access {
  const given = variables(environment, file);
  const [url, token] = [given(URL_VARIABLE), given(TOKEN_VARIABLE)];
  if (url === undefined)
    throw new ToolError(
      `${URL_VARIABLE} is not set: write Grafana's address into the environment or into .env, as .env.example shows`,
    );
  if (token === undefined)
    throw new ToolError(
      `${TOKEN_VARIABLE} is not set: ${HOW_TO_GET_A_TOKEN}, and write it into the environment or into .env`,
    );
  return { url: grafanaUrl(URL_VARIABLE, url), authorization: bearer(token) };
}

/** The variables of the environment and, for those that it lacks, of the text of a file `.env`. Empty ones are none. */
export function variables(
  environment: Environment,
  file: string | undefined,
): (name: string) => string | undefined {
  const inFile: Environment = file === undefined ? {} : parseEnv(file);
  return (name) => [environment[name], inFile[name]].find((value) => (value ?? "") !== "");
}

/** Grafana's address without a slash at its end, as `serverUrl` reads it. */
export function grafanaUrl(where: string, url: string): string {
  return serverUrl(where, url, "Grafana");
}

/**
 * A server's address without a slash at its end.
 *
 * @param where it was written, for errors.
 * @param title of the server.
 * @throws ToolError when it is none.
 */
export function serverUrl(where: string, url: string, title: string): string {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new ToolError(`${where} is not a URL of http or https: write https://host/path`);
  const { hash, origin, pathname, search } = new URL(url);
  if (hash !== "" || search !== "")
    throw new ToolError(`${where} is the address of a page: write that of ${title}, as ${origin}`);
  return `${origin}${pathname}`.replace(/\/+$/, "");
}

/** @throws ToolError when it can be no token. */
export function bearer(token: string): string {
  // What is no character of a header would be refused by Node with the whole token in its message.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new ToolError(`${TOKEN_VARIABLE} is no token: it has blanks or other characters`);
  return `Bearer ${token}`;
}

/** What the header says for a user with a password. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
