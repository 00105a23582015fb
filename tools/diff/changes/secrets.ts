import { isDeepStrictEqual } from "node:util";
import type { Render } from "../../render/render.ts";
import { paired } from "../facts/tree.ts";
import { leafChanges } from "../leaves.ts";
import { type Line, line, listed, prose, say, type Text } from "../text.ts";

/** Encrypted settings that are new, gone or hold another value. None of the values is known here. */
export function secretChanges(from: Render, to: Render): readonly Line[] {
  const [before, after] = [from, to].map(secretsOf) as [Secrets, Secrets];
  const { added, removed } = paired(before, after);
  const kinds = [
    [added, "new"],
    [replaced(from, to), "replaced, by what is not shown"],
    [removed, "gone"],
  ] as const;
  return [
    ...kinds
      .filter(([names]) => names.length > 0)
      .map(([names, what]) =>
        line(say`${prose(names.length === 1 ? "secret" : "secrets")} ${listed(names, 12)}: ${prose(what)}`),
      ),
    ...(from.hidden.settings !== to.hidden.settings && isDeepStrictEqual(from.settings, to.settings)
      ? [
          line(
            prose(
              "a part of an address or the like that is not shown is another: a password or token in plain text",
            ),
          ),
        ]
      : []),
  ];
}

/** Where somebody else may be told from now on, though nothing that can be read is another. */
export function replacedContactPoints(from: Render, to: Render): readonly Text[] {
  return replaced(from, to).flatMap((name) => {
    const [, point] = /^contactPoint-(.+)$/.exec(name) ?? [];
    return point === undefined
      ? []
      : [say`contact point ${point}: its secret is another, and so may be those whom it tells`];
  });
}

/** What was written with the old one nobody can read any more. */
export function replacedKeys(from: Render, to: Render): readonly Text[] {
  return replaced(from, to)
    .filter((name) => name === "grafanaSecretKey")
    .map(
      (name) => say`secret ${name} is another: what Grafana's database holds encrypted can no longer be read`,
    );
}

type Secrets = ReadonlyMap<string, string>;

/** In the order of their names. */
function secretsOf({ hidden }: Render): Secrets {
  return new Map(
    Object.keys(hidden.secrets)
      .sort()
      .map((name) => [name, name] as const),
  );
}

function replaced(from: Render, to: Render): readonly string[] {
  return paired(secretsOf(from), secretsOf(to)).both.flatMap(([name]) =>
    leafChanges(from.hidden.secrets[name], to.hidden.secrets[name]).length > 0 ? [name] : [],
  );
}
