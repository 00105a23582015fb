import { FOLDERS } from "../../model/folders.ts";
import type { Config } from "../config.ts";
import { joinPath, type Problem } from "../problem.ts";
import { duplicates, problemIf, type Rule } from "./rule.ts";

const DAY_SECONDS = 86_400;
/** A token of a day would be rotated at every deployment; one for ever is never. */
const LIFETIME_DAYS = { least: 2, most: 365 } as const;

/** Who may do what in Grafana's folders, and by which tokens. */
export const grafanaAccessRules: readonly Rule[] = [
  {
    reads: ["grafana.teams"],
    check: ({ grafana: { teams } }) =>
      duplicates(
        "grafana.teams",
        ".name",
        teams.map(({ name }) => name),
      ),
  },
  {
    reads: ["grafana.folderPermissions", "dashboards.folders"],
    check: ({ dashboards, grafana }) => {
      const known: readonly string[] = [...Object.values(FOLDERS), ...dashboards.folders].map(
        ({ uid }) => uid,
      );
      return Object.keys(grafana.folderPermissions).flatMap((uid) =>
        known.includes(uid)
          ? []
          : [{ path: pathOf(uid), message: `is the UID of no folder: there are ${known.join(", ")}` }],
      );
    },
  },
  {
    reads: ["grafana.folderPermissions", "grafana.teams"],
    check: ({ grafana }) =>
      Object.entries(grafana.folderPermissions).flatMap(([uid, permissions]) =>
        permissions.flatMap((permission, index) =>
          problemsOf(permission, `${pathOf(uid)}[${index}]`, grafana.teams, permissions.slice(0, index)),
        ),
      ),
  },
  {
    reads: ["grafana.tokens"],
    check: ({ grafana: { tokens } }) => {
      const days = tokens.lifetime.seconds / DAY_SECONDS;
      const isOutside = days < LIFETIME_DAYS.least || days > LIFETIME_DAYS.most;
      return [
        ...problemIf(isOutside, "grafana.tokens.lifetime", tokens.lifetime.text, "is outside 2d to 1y"),
        ...problemIf(
          !isOutside && tokens.rotateBefore.seconds >= tokens.lifetime.seconds,
          "grafana.tokens.rotateBefore",
          tokens.rotateBefore.text,
          `is not shorter than the token's lifetime, ${tokens.lifetime.text}: each \`up\` would make a new one`,
        ),
      ];
    },
  },
];

type Grafana = Config["grafana"];
type Permission = Grafana["folderPermissions"][string][number];

const pathOf = (uid: string) => joinPath(["grafana", "folderPermissions", uid]);

function problemsOf(
  { role, team }: Permission,
  path: string,
  teams: Grafana["teams"],
  earlier: readonly Permission[],
): readonly Problem[] {
  if ((role === undefined) === (team === undefined))
    return [{ path, message: "says whom by both or neither of role and team: name one" }];
  const names = teams.map(({ name }) => name);
  const known = names.length > 0 ? `there are ${names.join(", ")}` : "grafana.teams has none";
  return [
    ...problemIf(team !== undefined && !names.includes(team), `${path}.team`, team, `is no team: ${known}`),
    ...(earlier.some((each) => each.role === role && each.team === team)
      ? [{ path, message: `is a duplicate: an earlier one is of ${role ?? team} too` }]
      : []),
  ];
}
