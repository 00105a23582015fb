import { ToolError } from "../call/tool-error.ts";
import type { Environment } from "../grafana/access.ts";
import { required } from "./variables.ts";

/** The API of GitHub, for the repository that this runs for. */
export interface GitHub {
  /** @param path below the repository. @throws ToolError when GitHub does not do it. */
  readonly ask: (method: "GET" | "POST" | "PATCH", path: string, body?: object) => Promise<unknown>;
  /** All of a list, page by page. */
  readonly all: (path: string) => Promise<readonly unknown[]>;
}

const PATIENCE_MILLISECONDS = 30_000;
const PAGE = 100;

/**
 * @throws ToolError when GitHub Actions did not say where, or the workflow gave no token.
 * Source: https://docs.github.com/rest
 */
export function gitHub(environment: Environment): GitHub {
  const [api, repository, token] = ["GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"].map((name) =>
    required(environment, name),
  );
  const ask: GitHub["ask"] = async (method, path, body) => {
    const what = `GitHub: ${method} ${path.split("?")[0]}`;
    const response = await fetch(`${api}/repos/${repository}${path}`, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "x-github-api-version": "2022-11-28",
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    }).catch((error: Error) => {
      throw new ToolError(`${what}: ${error.cause instanceof Error ? error.cause.message : error.message}`);
    });
    const text = await response.text();
    if (!response.ok)
      throw new ToolError(`${what} answers ${response.status}: ${reason(response.status, text)}`);
    return JSON.parse(text);
  };
  return {
    ask,
    all: async (path) => {
      const found: unknown[] = [];
      for (let page = 1; ; page += 1) {
        const sign = path.includes("?") ? "&" : "?";
        const each = await ask("GET", `${path}${sign}per_page=${PAGE}&page=${page}`);
        if (!Array.isArray(each)) throw new ToolError(`GitHub: GET ${path} answers no list`);
        found.push(...each);
        if (each.length < PAGE) return found;
      }
    },
  };
}

function reason(status: number, text: string): string {
  const said = message(text);
  if (status === 401) return `${said}: GITHUB_TOKEN is no token, or has expired`;
  if (status === 403) return `${said}: the job's \`permissions\` do not allow it`;
  return said;
}

function message(text: string): string {
  try {
    const { message = text } = JSON.parse(text) as { message?: string };
    return message;
  } catch {
    return text.slice(0, 200);
  }
}
