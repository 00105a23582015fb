import { parseEnv } from "node:util";
import { PullError } from "./pull-error.ts";

/** Variables that say where Grafana is, and who asks. */
const URL_VARIABLE = "GRAFANA_URL";
const TOKEN_VARIABLE = "GRAFANA_TOKEN";

/** The token of the service account `usage-report`, which may look at everything, or of `ci`. */
export const HOW_TO_GET_A_TOKEN =
  "take one from `pulumi stack output tokens --show-secrets`, or make one in Grafana under Administration → Service accounts";

/** Where Grafana is, and who asks. */
export interface Access {
  /** Without a slash at its end; may have a path. */
  readonly url: string;
  readonly token: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment and, for what it lacks, the text of a file `.env`.
 *
 * @throws PullError when either is missing or cannot be used.
 */
export function readAccess(environment: Environment, file: string | undefined): Access {
  const inFile: Environment = file === undefined ? {} : parseEnv(file);
  const given = (name: string) => [environment[name], inFile[name]].find((value) => (value ?? "") !== "");
  const [url, token] = [given(URL_VARIABLE), given(TOKEN_VARIABLE)];
  if (url === undefined)
    throw new PullError(
      `${URL_VARIABLE} is not set: write Grafana's address into the environment or into .env, as .env.example shows`,
    );
  if (token === undefined)
    throw new PullError(
      `${TOKEN_VARIABLE} is not set: ${HOW_TO_GET_A_TOKEN}, and write it into the environment or into .env`,
    );
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new PullError(`${URL_VARIABLE} is not a URL of http or https: write https://host/path`);
  const { hash, origin, pathname, search } = new URL(url);
  if (hash !== "" || search !== "")
    throw new PullError(`${URL_VARIABLE} is the address of a page: write that of Grafana, as ${origin}`);
  // What is no character of a header would be refused by Node with the whole token in its message.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new PullError(`${TOKEN_VARIABLE} is no token: it has blanks or other characters`);
  return { url: `${origin}${pathname}`.replace(/\/+$/, ""), token };
}
