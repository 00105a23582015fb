import type { BadInput } from "./bad-input.ts";

const grafana = (settings: object) => ({ grafana: settings });

/** Permissions for nobody, tokens that never or always change. */
export const grafanaAccess: readonly BadInput[] = [
  {
    name: "teams of one name",
    values: grafana({ teams: [{ name: "research" }, { name: "research" }] }),
    problems: ['lookout:grafana.teams[1].name: "research" is a duplicate: names are unique'],
  },
  {
    name: "a member who is no mail address",
    values: grafana({ teams: [{ name: "research", members: ["ada"] }] }),
    problems: ['lookout:grafana.teams[0].members[0]: "ada" is not a mail address'],
  },
  {
    name: "permissions in a folder that does not exist",
    values: grafana({ folderPermissions: { research: [{ role: "Viewer", permission: "View" }] } }),
    problems: [
      "lookout:grafana.folderPermissions.research: is the UID of no folder: there are executive, ml-platform, infrastructure, jupyterhub, default",
    ],
  },
  {
    name: "permissions of nobody, of two at once, of no team and twice",
    values: grafana({
      folderPermissions: {
        executive: [
          { permission: "View" },
          { role: "Viewer", team: "research", permission: "View" },
          { team: "reserch", permission: "Edit" },
          { role: "Editor", permission: "Edit" },
          { role: "Editor", permission: "View" },
        ],
      },
      teams: [{ name: "research" }],
    }),
    problems: [
      "lookout:grafana.folderPermissions.executive[0]: says whom by both or neither of role and team: name one",
      "lookout:grafana.folderPermissions.executive[1]: says whom by both or neither of role and team: name one",
      'lookout:grafana.folderPermissions.executive[2].team: "reserch" is no team: there are research',
      "lookout:grafana.folderPermissions.executive[4]: is a duplicate: an earlier one is of Editor too",
    ],
  },
  {
    name: "a permission to administrate",
    values: grafana({ folderPermissions: { executive: [{ role: "Editor", permission: "Admin" }] } }),
    problems: [
      'lookout:grafana.folderPermissions.executive[0].permission: "Admin" is not allowed: write View or Edit',
    ],
  },
  {
    name: "tokens of a moment or for ever",
    values: grafana({ tokens: { lifetime: "10y" } }),
    problems: ['lookout:grafana.tokens.lifetime: "10y" is outside 2d to 1y'],
  },
  {
    name: "tokens of a year and a day",
    values: grafana({ tokens: { lifetime: "366d" } }),
    problems: ['lookout:grafana.tokens.lifetime: "366d" is outside 2d to 1y'],
  },
  {
    name: "tokens that are made anew as soon as they are made",
    values: grafana({ tokens: { lifetime: "30d" } }),
    problems: [
      'lookout:grafana.tokens.rotateBefore: "30d" is not shorter than the token\'s lifetime, 30d: each `up` would make a new one',
    ],
  },
  {
    name: "tokens that change at every deployment",
    values: grafana({ tokens: { lifetime: "7d" } }),
    problems: [
      'lookout:grafana.tokens.rotateBefore: "30d" is not shorter than the token\'s lifetime, 7d: each `up` would make a new one',
    ],
  },
  {
    name: "a port that is none",
    values: grafana({ forwardPort: 70_000 }),
    problems: ["lookout:grafana.forwardPort: 70000 is not a port: write a whole number from 1 to 65535"],
  },
  {
    name: "a datasource with the name of Lookout's own",
    values: grafana({ datasources: [{ uid: "mine", name: "Loki", type: "loki" }] }),
    problems: [
      'lookout:grafana.datasources[0].name: "Loki" is the name of one of Lookout\'s own: choose another',
    ],
  },
];
