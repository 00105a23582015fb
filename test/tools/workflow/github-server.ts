import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const TOKEN = "ghs_opensesame";
const REPOSITORY = "/repos/corp/lookout";
const BOT = { type: "Bot" };

export interface Thing {
  readonly id: number;
  readonly number: number;
  body: string;
  readonly user: { readonly type: string };
  state?: string;
  title?: string;
  readonly pull_request?: object;
}

/** The part of GitHub's API that keeps issues and their comments, in its shapes. */
export interface GitHubServer {
  readonly url: string;
  /** Number of an issue or pull request → its comments. */
  readonly comments: Map<number, Thing[]>;
  readonly issues: Thing[];
  /** Method and path of each call. */
  readonly asked: string[];
  /** What it says to everything that writes, in place of doing it. */
  refusal: { readonly status: number; readonly body: string } | undefined;
  reset(): void;
  close(): Promise<void>;
}

/** What a person or a bot wrote. */
export const written = (id: number, body: string, type = "Bot"): Thing => ({
  id,
  number: id,
  body,
  user: { type },
  state: "open",
});

export async function startGitHub(): Promise<GitHubServer> {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://github");
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    self.asked.push(`${request.method} ${pathname.replace(REPOSITORY, "")}`);
    const send = (status: number, content: unknown) =>
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(typeof content === "string" ? content : JSON.stringify(content));
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return send(401, { message: "Bad credentials" });
    if (self.refusal !== undefined && request.method !== "GET")
      return send(self.refusal.status, self.refusal.body);
    const body = text === "" ? {} : (JSON.parse(text) as Partial<Thing>);
    if ((body.body?.length ?? 0) > 65_536) return send(422, { message: "Validation Failed" });
    const page = <T>(list: readonly T[]) => {
      const [size, number] = ["per_page", "page"].map((name) => Number(searchParams.get(name)));
      return list.slice((number! - 1) * size!, number! * size!);
    };
    const [, ofComments, ofIssue, issue, comment] =
      /^\/repos\/corp\/lookout\/issues(?:\/(\d+)\/comments|(\/?$)|\/(\d+)$|\/comments\/(\d+)$)/.exec(
        pathname,
      ) ?? [];
    const make = (): Thing => ({ ...written(self.asked.length + 1000, body.body ?? ""), ...body, user: BOT });
    if (ofComments !== undefined) {
      const list = self.comments.get(Number(ofComments)) ?? [];
      self.comments.set(Number(ofComments), list);
      if (request.method === "GET") return send(200, page(list));
      list.push(make());
      return send(201, list.at(-1));
    }
    if (ofIssue !== undefined) {
      if (request.method === "GET")
        return send(200, page(self.issues.filter(({ state }) => state === "open")));
      self.issues.push(make());
      return send(201, self.issues.at(-1));
    }
    const all = [...self.issues, ...[...self.comments.values()].flat()];
    const found = all.find(({ id }) => id === Number(issue ?? comment));
    if (found === undefined || request.method !== "PATCH") return send(404, { message: "Not Found" });
    return send(200, Object.assign(found, body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const self: GitHubServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments: new Map(),
    issues: [],
    asked: [],
    refusal: undefined,
    reset: () => {
      self.comments.clear();
      self.issues.length = 0;
      self.asked.length = 0;
      self.refusal = undefined;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return self;
}
